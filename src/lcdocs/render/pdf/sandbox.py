"""The environment in which HTML templates run: it reaches only what it is given, and counts only so far.

What cannot be seen beforehand, such as loops within loops, is ended by the limits of the process (lcdocs.limits).
"""

from __future__ import annotations

import re
from typing import Any

from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

#: How far a template may count, and how many characters or things one repetition may make.
MOST_COUNTED, MOST_REPEATED = 10_000, 100_000
LARGEST_POWER = 1_000
WIDE_FORMAT = re.compile(r"%[^a-zA-Z%]*?\d{4,}")


class LimitedEnvironment(ImmutableSandboxedEnvironment):
    """A sandbox without chance, whose counting and repeating has an end. Raises OverflowError beyond it."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.globals["range"] = counted
        self.globals.pop("lipsum", None)  # the same input gives the same bytes
        self.filters.pop("random", None)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """What the operation gives. Raises OverflowError where it would be far larger than any document needs."""
        if operator == "*":
            _check_repetition(left, right)
        elif operator == "**" and (abs(right) > LARGEST_POWER or abs(left) > LARGEST_POWER):
            raise OverflowError(f"powers are reckoned up to {LARGEST_POWER} only.")
        elif operator == "%" and isinstance(left, str) and ("*" in left or WIDE_FORMAT.search(left)):
            raise OverflowError("a text is not made that wide.")
        return super().call_binop(context, operator, left, right)


def counted(*limits: int) -> range:
    """A range as in Python. Raises OverflowError where it is longer than a template may count."""
    numbers = range(*limits)
    if len(numbers) > MOST_COUNTED:
        raise OverflowError(f"a template counts up to {MOST_COUNTED} only.")
    return numbers


def _check_repetition(left: Any, right: Any) -> None:
    for repeated, times in ((left, right), (right, left)):
        is_repeated = isinstance(repeated, str | bytes | list | tuple) and isinstance(times, int)
        if is_repeated and len(repeated) * times > MOST_REPEATED:
            raise OverflowError(f"a repetition makes {MOST_REPEATED} characters or things at the most.")
