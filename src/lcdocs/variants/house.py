"""Reads the house style of a variant: colors are checked for contrast, the logo for what print and hearing need."""

from __future__ import annotations

import io
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

from lcdocs.colors import COLOR, FOR_TEXT, WHITE, contrast, nearest_passing
from lcdocs.house import House, Logo
from lcdocs.problems import Problems, count, or_nearest
from lcdocs.workbook import Row

#: The text that stands on fills.
INK = "#1A1A1A"
#: A logo is printed up to 60 mm wide and 22 mm high: fewer pixels look coarse, more make every file heavy.
LEAST_PIXELS, MOST_PIXELS, MOST_BYTES = 200, 4000, 2_000_000
FORMATS = {"PNG": "png", "JPEG": "jpeg"}
#: How pixels are stored in pictures that every program shows alike (the names are those of Pillow).
PLAIN_MODES = ("1", "L", "LA", "P", "RGB", "RGBA")


def read_house(row: Row, folder: Path, below: House, problems: Problems) -> House:
    """The house style: what the row says, and what it leaves open from below; adds what is wrong with it."""
    logo = below.logo
    if "Logo" in row:
        logo = read_logo(folder, row.text("Logo"), row.text("Logo words"), row.place, problems)
    elif "Logo words" in row:
        logo = _with_words(logo, row, problems)
    address = tuple(filter(None, (line.strip() for line in row.text("Address").split("\n"))))
    house = House(
        accent=_color(row, "Accent", problems) or below.accent,
        fill=_color(row, "Fill", problems) or below.fill,
        font=row.text("Font") or below.font,
        reading_font=row.text("Reading font") or below.reading_font,
        logo=logo,
        address=address or below.address,
        contact=row.text("Contact") or below.contact,
        footer=row.text("Footer") or below.footer,
    )
    return _with_contrast(house, row, problems)


def _with_words(logo: Logo | None, row: Row, problems: Problems) -> Logo | None:
    """The logo from below with the words of the row; where there is none, that is told."""
    if logo is None and "Logo" not in row.told:
        problems.add(
            "STYLE-003",
            row.place("Logo"),
            wrong="There are words for a logo, and no logo.",
            fix="Write the name of the picture here, or empty the cell “Logo words”.",
        )
    return replace(logo, alt=row.text("Logo words")) if logo else None


def _color(row: Row, name: str, problems: Problems) -> str:
    color = row.text(name)
    if not color or COLOR.fullmatch(color):
        return color.upper()
    problems.add(
        "STYLE-001",
        row.place(name),
        found=color,
        wrong="This is not a color as documents need it.",
        fix="Write # and six digits or letters from A to F, such as #1F4E5F.",
    )
    return ""


def _with_contrast(house: House, row: Row, problems: Problems) -> House:
    """The house style in colors that can be read: the accent on white and on the fill, and black on the fill."""
    fill = nearest_passing(house.fill, INK, FOR_TEXT)
    accent = nearest_passing(nearest_passing(house.accent, WHITE, FOR_TEXT), fill, FOR_TEXT)
    for name, asked, taken, on in (("Fill", house.fill, fill, INK), ("Accent", house.accent, accent, fill)):
        if name in row and asked != taken:
            seen = min(contrast(asked, on), contrast(asked, WHITE)) if name == "Accent" else contrast(asked, on)
            problems.add(
                "STYLE-002",
                row.place(name),
                found=asked,
                wrong=f"Its contrast is {seen:.1f}; text needs {FOR_TEXT}. Documents are printed with {taken} instead.",
                fix=f"Write {taken}, the nearest that can be read, or choose another.",
            )
    return replace(house, accent=accent, fill=fill)


def read_logo(folder: Path, name: str, words: str, place: Any, problems: Problems) -> Logo | None:
    """The logo, or None with a problem at the cell where it cannot be used; `place` gives the place of a column."""
    if not words:
        problems.add(
            "STYLE-005",
            place("Logo words"),
            found=name,
            wrong="Nothing says what the logo shows, so whoever does not see it does not know.",
            fix="Write what it shows, such as “Logo of Maple County Schools”.",
        )
    path = folder / name
    if Path(name).is_absolute() or ".." in Path(name).parts or not _is_file(path):
        there = [file.name for file in sorted(folder.iterdir())] if folder.is_dir() else []
        problems.add(
            "STYLE-003",
            place("Logo"),
            found=name,
            wrong=f"There is no such picture in the folder {folder}.",
            fix=or_nearest("Put the file there, and write its name here, with its ending.", name, there),
        )
        return None
    wrong, logo = _opened(path, words)
    if wrong:
        problems.add(
            "STYLE-004", place("Logo"), found=name, wrong=wrong, fix="Save it as PNG, 600 pixels wide or more."
        )
    return logo


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # such as a name that is too long
        return False


def _opened(path: Path, words: str) -> tuple[str, Logo | None]:
    """What is wrong with the picture, or ""; and the logo."""
    from PIL import Image, ImageFile, UnidentifiedImageError

    if path.stat().st_size > MOST_BYTES:
        return f"The picture has {path.stat().st_size // 1000} kB; {MOST_BYTES // 1000} are the most.", None
    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False  # WeasyPrint makes it so
    try:
        content = path.read_bytes()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of many pixels, which are told below
            with Image.open(io.BytesIO(content), formats=tuple(FORMATS)) as picture:
                wrong = _wrong_size(*picture.size)
                return wrong, None if wrong else _plain_logo(picture, content, words)
    except UnidentifiedImageError:
        wrong = "This is no picture in the format PNG or JPEG."
    except Image.DecompressionBombError:
        wrong = f"The picture has far more than {count(MOST_PIXELS, 'pixel')} on a side."
    except PermissionError:
        wrong = "The picture cannot be opened: another program holds it, or you have no right to read it."
    except Exception:  # damaged pictures raise many kinds
        wrong = "The picture is damaged."
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
    return wrong, None


def _wrong_size(width: int, height: int) -> str:
    """Why a picture of so many pixels cannot be printed, or ""."""
    if max(width, height) < LEAST_PIXELS:
        return f"The picture has {width} by {height} pixels; it would look coarse in print."
    if max(width, height) > MOST_PIXELS:
        return f"The picture has {width} by {height} pixels; {count(MOST_PIXELS, 'pixel')} are the most."
    return ""


def _plain_logo(picture: Any, content: bytes, words: str) -> Logo:
    """The logo as it is, or made anew where programs would not all show the same of it.

    They differ in turned photographs, colors mixed of inks, fine greys, and files of several pictures.
    """
    from PIL import ImageOps

    picture.load()  # the whole of it, so that a file that was cut off is found
    form = FORMATS.get(picture.format, "")
    upright = ImageOps.exif_transpose(picture)
    plain = picture.mode in PLAIN_MODES and getattr(picture, "n_frames", 1) == 1
    if not form or not plain or upright.size != picture.size or upright.tobytes() != picture.tobytes():
        form = form or "jpeg"
        content = _encoded(upright, form)
    return Logo(content, form, *upright.size, words)


def _encoded(picture: Any, form: str) -> bytes:
    """The picture as a file of eight bits for each color, without anything beside it."""
    if picture.mode.startswith("I"):  # greys of sixteen bits
        picture = picture.convert("I").point(lambda grey: grey * (1 / 257)).convert("L")
    elif picture.mode not in PLAIN_MODES:
        picture = picture.convert("RGB")
    stream = io.BytesIO()
    picture.save(stream, form, **({"quality": 95} if form == "jpeg" else {}))
    return stream.getvalue()
