"""Every place that tells which system libraries to install tells the same ones."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LIBRARIES = {"libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"}
TOLD_IN = [".ci/setup", "docs/install.md", "src/lcdocs"]


@pytest.mark.parametrize("place", TOLD_IN)
def test_the_libraries_are_named_alike(place: str) -> None:
    path = ROOT / place
    files = path.rglob("*.py") if path.is_dir() else [path]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    assert set(re.findall(r"\blib(?:pango|harfbuzz)[\w.-]*\d", text)) == LIBRARIES
