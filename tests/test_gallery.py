"""The gallery shows every kind, with a picture for each page that it names."""

from __future__ import annotations

import gallery
import pytest
from test_kinds import made

from lcdocs.documents.rubric import Rubric
from lcdocs.kinds import KINDS


def test_the_page_is_as_the_command_makes_it() -> None:
    """Else run: make gallery."""
    assert gallery.PAGE.read_text(encoding="utf-8") == gallery.text()


def test_every_picture_is_there_and_no_other() -> None:
    named = {file for kind in KINDS for file, _ in gallery.pictures(kind)}
    assert {path.name for path in gallery.FOLDER.iterdir()} == named


@pytest.mark.parametrize("kind", KINDS)
def test_a_cover_is_not_all_that_is_shown(kind: str) -> None:
    context = made(kind)
    assert (isinstance(context, Rubric) or context.cover) == (kind in gallery.INSIDE)
