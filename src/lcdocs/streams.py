"""Standard output and standard error that never stop a command."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path


class Pipe(io.TextIOWrapper):
    """A pipe or file to print to; where its reader leaves early, as `head` does, the command goes on unheard."""

    def write(self, text: str) -> int:
        """The number of characters taken."""
        try:
            return super().write(text)
        except BrokenPipeError:
            self._fall_silent()
            return len(text)

    def flush(self) -> None:
        """Sends on what has been written."""
        try:
            super().flush()
        except BrokenPipeError:
            self._fall_silent()

    def _fall_silent(self) -> None:
        with Path(os.devnull).open("wb") as nothing:
            os.dup2(nothing.fileno(), self.fileno())


def prepare_streams() -> None:
    """Pipes and files get UTF-8, whatever the locale; a terminal keeps its own, and shows ? for what it has not."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by the caller
            continue
        if stream.isatty():
            stream.reconfigure(errors="replace")
        else:
            setattr(sys, name, Pipe(stream.detach(), encoding="utf-8", errors="replace"))
