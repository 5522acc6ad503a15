"""Makes docs/gallery.md: a picture of page one of each kind of document, and a page inside where that is a cover.

Run it by `make gallery`; pdftoppm of poppler must be installed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from lcdocs.build import make, plan
from lcdocs.check import check_workbook
from lcdocs.kinds import KINDS

PROJECT = Path(__file__).parents[1]
PAGE, FOLDER = PROJECT / "docs/gallery.md", PROJECT / "docs/images/gallery"
#: Kinds whose page one is a cover, with a page that shows what they are.
INSIDE = {
    "rubric": 7, "self-assessment": 7, "benchmark": 7, "developmental": 7, "crosswalk": 12, "gaps": 2,
    "themes": 2, "text-study": 3, "role-profile": 4, "micro-credential": 3, "errata": 3,
}  # fmt: skip
#: Dots to the inch, and how many shades of grey and color a picture has.
SHARP, SHADES = 72, 32
HEAD = """\
# Gallery

Page one of every kind of document, as it comes from the workbook that ships, and a page inside where page one is a
cover. Each is there as PDF and as Word; `lcdocs build --only feedback` makes one kind alone. [The kinds](kinds.md) says
who uses which, and `lcdocs guide` finds them by what you want to do.

This page is made by `make gallery`.
"""


def text() -> str:
    """The page in Markdown."""
    shown = {name: " ".join(f"![{told}](images/gallery/{file})" for file, told in pictures(name)) for name in KINDS}
    return HEAD + "".join(f"\n## {name}\n\n{kind.purpose}.\n\n{shown[name]}\n" for name, kind in KINDS.items())


def pictures(kind: str) -> list[tuple[str, str]]:
    """The pictures of a kind: their files and what they show."""
    shown = [(f"{kind}.png", f"Page one of {kind}")]
    return [*shown, (f"{kind}-inside.png", f"A page inside {kind}")] if kind in INSIDE else shown


def draw(pdf: Path, page: int, picture: Path) -> None:
    """Draws a page of a PDF as a small PNG file."""
    run = ["pdftoppm", "-r", str(SHARP), "-f", str(page), "-l", str(page), "-singlefile", "-png", str(pdf)]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([*run, f"{folder}/page"], check=True)
        with Image.open(f"{folder}/page.png") as drawn:
            drawn.convert("RGB").quantize(SHADES).save(picture, optimize=True)


def main() -> str | None:
    """Makes the page and its pictures anew; gives what is wrong where they cannot be made."""
    framework, problems = check_workbook(PROJECT / "source/framework.xlsx")
    if framework is None or problems.errors:
        return "The workbook has errors; see: lcdocs check"
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for path, content in make(framework, plan((), ("pdf",)), PROJECT, Path(folder), {}).items():
            pdf = Path(folder) / path.name
            pdf.write_bytes(content)
            for (file, _), page in zip(pictures(pdf.stem), (1, INSIDE.get(pdf.stem, 0)), strict=False):
                draw(pdf, page, FOLDER / file)
    PAGE.write_text(text(), encoding="utf-8")
    return None


if __name__ == "__main__":
    sys.exit(main())
