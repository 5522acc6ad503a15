"""Functions that tests run in a process of its own; they are found there by the name of this module."""

from __future__ import annotations

import os
import time
from pathlib import Path

from lcdocs.problems import LcdocsError


class OddError(Exception):
    """Cannot be made anew from its arguments alone."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} and {second}")


def double(number: int) -> int:
    return 2 * number


def here() -> tuple[int, str]:
    return os.getpid(), str(Path.cwd())


def large(size: int) -> bytes:
    return b"x" * size


def refuse() -> None:
    raise LcdocsError("Mend it.")


def divide() -> float:
    return 1 / 0


def odd() -> None:
    raise OddError("one", "two")


def sleep() -> None:
    time.sleep(60)


def leave() -> None:
    os._exit(3)
