"""For all tests: no skips where CI runs them, and golden files that a person can review."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

GOLDEN = Path(__file__).parent / "golden"

# The same made-up inputs on every machine and however slow it is; a longer search: pytest --hypothesis-profile=default
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")


def in_ci() -> bool:
    return bool(os.environ.get("CI"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew from what the tests get")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, Any, Any]:
    return failed_if_skipped((yield))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, Any, Any]:
    return failed_if_skipped((yield))


def failed_if_skipped(report: Any) -> Any:
    """The report, as a failure where CI is set and a test or a whole file was skipped; an expected failure stays."""
    if report.skipped and in_ci() and not hasattr(report, "wasxfail"):
        *_, reason = report.longrepr
        report.outcome, report.longrepr = "failed", f"{reason} (with CI set, a skip is a failure)"
    return report


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text to tests/golden/<name>; --update-golden writes the file anew, but never in CI."""
    update = request.config.getoption("--update-golden") and not in_ci()

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        if not path.exists():
            pytest.fail(f"golden/{name} is missing; pytest --update-golden writes it", pytrace=False)
        kept = path.read_text(encoding="utf-8")
        if kept != text:
            diff = difflib.unified_diff(kept.split("\n"), text.split("\n"), f"golden/{name}", "now", lineterm="")
            pytest.fail("\n".join([*diff, "If this is meant: pytest --update-golden"]), pytrace=False)

    return compare
