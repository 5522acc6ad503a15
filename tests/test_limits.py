"""What runs in a process of its own: what comes back from it, and what ends it."""

from __future__ import annotations

import pickle
import sys
import time
from pathlib import Path

import pytest
from limited import divide, double, here, large, leave, odd, refuse, sleep

from lcdocs.limits import LimitError, run_limited
from lcdocs.problems import LcdocsError


def test_the_result_comes_back() -> None:
    assert run_limited(double, 21) == 42


def test_a_result_larger_than_a_pipe_comes_back() -> None:
    assert len(run_limited(large, 3_000_000)) == 3_000_000


def test_an_error_for_users_comes_back_as_itself() -> None:
    with pytest.raises(LcdocsError) as told:
        run_limited(refuse)
    assert (type(told.value), str(told.value)) == (LcdocsError, "Mend it.")


def test_any_other_error_comes_back_with_its_traceback() -> None:
    with pytest.raises(ZeroDivisionError) as told:
        run_limited(divide)
    assert "in divide" in told.value.__notes__[0]


def test_an_error_that_cannot_be_sent_is_told() -> None:
    with pytest.raises(RuntimeError, match="OddError: one and two"):
        run_limited(odd)


def test_what_takes_too_long_is_ended() -> None:
    begun = time.monotonic()
    with pytest.raises(LimitError, match="longer than 2 seconds"):
        run_limited(sleep, seconds=2)
    assert time.monotonic() - begun < 20


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits memory")
def test_what_takes_too_much_memory_is_ended() -> None:
    with pytest.raises(LimitError, match="more than 400 MB"):
        run_limited(large, 900_000_000, megabytes=400)


def test_what_ends_without_a_word_is_told() -> None:
    with pytest.raises(LimitError, match="ended without a word"):
        run_limited(leave)


def test_a_process_that_has_done_its_work_does_more() -> None:
    number, _ = run_limited(here)
    assert run_limited(here)[0] == number


def test_one_that_was_ended_does_no_more() -> None:
    number, _ = run_limited(here)
    with pytest.raises(LimitError):
        run_limited(leave)
    assert run_limited(here)[0] != number


def test_it_stands_where_it_was_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    number, _ = run_limited(here)
    monkeypatch.chdir(tmp_path)
    other, folder = run_limited(here)
    assert (other != number, folder) == (True, str(tmp_path))


def test_a_call_that_cannot_be_sent_is_a_fault_of_ours() -> None:
    with pytest.raises((AttributeError, pickle.PicklingError)):
        run_limited(lambda: 1)
