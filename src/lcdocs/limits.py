"""Runs what is not trusted in a process of its own, with a limit of time and of memory.

To start a process and its libraries takes longer than most documents, so one that has done its work waits for more.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from lcdocs.problems import LcdocsError

Result = TypeVar("Result")
#: What a document may take with a template from outside. The largest that ships takes a quarter of either.
SECONDS, MEGABYTES = 240.0, 4_000
#: A process that has made so many documents makes room for a fresh one, so that nothing piles up in it.
MOST_CALLS = 200


class LimitError(LcdocsError):
    """What ran took more time or memory than it may, or ended without a word."""


def run_limited(
    function: Callable[..., Result], *args: Any, seconds: float | None = None, megabytes: int = MEGABYTES
) -> Result:
    """What the function gives back, run in a process of its own that is ended after so many seconds, else SECONDS.

    The function and its arguments must be picklable: a function of a module. Memory is limited where the system can
    (Linux), in megabytes of address space. Raises LimitError, what it was that took too much in its words; an exception
    of the function is raised here again, with its traceback as a note.
    """
    call = pickle.dumps((function, args))
    runner = _waiting(megabytes) or _Runner(megabytes)
    try:
        succeeded, result = runner.run(call, SECONDS if seconds is None else seconds)
    except BaseException:
        runner.end()
        raise
    if isinstance(result, LimitError) or runner.calls >= MOST_CALLS:
        runner.end()
    else:
        _idle.append(runner)
    if succeeded:
        return result  # type: ignore[no-any-return]
    raise result


class _Runner:
    """A process that runs one function after the other."""

    def __init__(self, megabytes: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.megabytes, self.home, self.calls = megabytes, _home(), 0
        self.pipe, other = context.Pipe()
        self.process = context.Process(target=_serve, args=(other, megabytes), daemon=True)
        self.process.start()
        other.close()

    def run(self, call: bytes, seconds: float) -> tuple[bool, Any]:
        """Whether the call succeeded, and what it gave or raised. Raises LimitError where there is no answer."""
        self.calls += 1
        try:
            self.pipe.send_bytes(call)
            if not self.pipe.poll(seconds):
                raise LimitError(f"It took longer than {seconds:g} seconds, the most that it may.")
            answer: tuple[bool, Any] = pickle.loads(self.pipe.recv_bytes())
        except (EOFError, ConnectionError) as error:
            wrong = f"It ended without a word; most likely it needed more than {self.megabytes} MB."
            raise LimitError(wrong) from error
        return answer

    def end(self) -> None:
        """Ends the process at once."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


#: Processes that wait for more to do.
_idle: list[_Runner] = []


def _home() -> tuple[object, ...]:
    """What a process inherits when it starts: where this differs, another one is needed. A fork has another number."""
    return os.getpid(), os.getcwd(), dict(os.environ)  # noqa: PTH109 - a name to compare, not a path to use


def _waiting(megabytes: int) -> _Runner | None:
    """A process that waits and would run a function just as a fresh one; others are ended."""
    while _idle:
        runner = _idle.pop()
        if runner.home[0] != os.getpid():
            continue  # it is that of the process from which this one was forked
        if runner.home == _home() and runner.megabytes == megabytes and runner.process.is_alive():
            return runner
        runner.end()
    return None


def _serve(pipe: Connection, megabytes: int) -> None:
    """Runs what comes through the pipe until its other end is gone."""
    _limit_memory(megabytes)
    while True:
        try:
            call = pipe.recv_bytes()
        except EOFError:
            return
        pipe.send_bytes(_answer(call, megabytes))


def _answer(call: bytes, megabytes: int) -> bytes:
    try:
        function, args = pickle.loads(call)
        return pickle.dumps((True, function(*args)))
    except MemoryError:
        return pickle.dumps((False, LimitError(f"It needed more than {megabytes} MB, the most that it may.")))
    except Exception as error:  # whatever it is, it is raised again where the function was called
        return _failure(error)


def _failure(error: Exception) -> bytes:
    """The error as it is raised again, or one that says the same where it cannot be taken over."""
    note = "".join(traceback.format_exception(error))
    try:
        error.add_note(note)
        answer = pickle.dumps((False, error))
        pickle.loads(answer)
    except Exception:  # errors of libraries, whose arguments are not what they are made with
        other = RuntimeError(f"{type(error).__name__}: {error}")
        other.add_note(note)
        return pickle.dumps((False, other))
    return answer


def _limit_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has none
        return
    most = megabytes * 1_000_000
    try:
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    except (ValueError, OSError):  # macOS knows the limit and takes none
        return
