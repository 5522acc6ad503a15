"""Writing files: whole or not at all, and the same bytes for the same content."""

from __future__ import annotations

import errno
import io
import os
import re
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from lcdocs.problems import LcdocsError

#: Stands in for "now" where neither the input nor SOURCE_DATE_EPOCH gives a date.
RELEASE_DATE = datetime(2026, 11, 21, tzinfo=UTC)
ZIP_DATE = (1980, 1, 1, 0, 0, 0)

#: Endings of what people edit: workbooks and templates.
EDITED = (".xlsx", ".xlsm", ".xls", ".ods", ".docx", ".dotx", ".html", ".css")

#: Stands in a workbook that lcdocs wrote until somebody saves it: Excel and LibreOffice put their own names there.
APPLICATION = re.compile(rb"(<Application>)[^<]*(</Application>)")
WRITTEN_BY_US = b"<Application>lcdocs</Application>"


def build_date(otherwise: datetime | None = None) -> datetime:
    """SOURCE_DATE_EPOCH where it is set (reproducible-builds.org), else the given date, else that of the release."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if re.fullmatch("[0-9]{1,11}", epoch):
        return datetime.fromtimestamp(int(epoch), UTC)
    return otherwise or RELEASE_DATE


def write_whole(path: Path, content: bytes) -> None:
    """Puts the file in place in one step. Raises LcdocsError where the place cannot be written."""
    write_all({path: content})


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Puts all of the files in place, or none of them. Raises LcdocsError where a place cannot be written."""
    check_places(contents)
    folders = _missing_folders(contents)
    beside: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            beside[path] = _write_beside(path, content)
        _put_in_place(beside)
    except BaseException:
        for file in beside.values():
            file.unlink(missing_ok=True)
        for folder in folders:
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
        raise


def check_places(paths: Iterable[Path]) -> None:
    """Raises LcdocsError where a path can be seen to be no place for a file, before any work is done for it."""
    for path in paths:
        try:
            folder = next(parent for parent in path.absolute().parents if parent.exists())
            if path.is_dir():
                raise LcdocsError(f"{path} is a folder, so no file can have this name. Choose another name.")
        except OSError as error:
            raise _not_writable(path, error) from error
        if not folder.is_dir():
            raise LcdocsError(f"{folder} is a file where a folder is needed. Rename it, or choose another folder.")
        if not os.access(folder, os.W_OK):
            raise LcdocsError(f"{path} cannot be written: {folder} may not be changed. Choose another folder.")


def _missing_folders(paths: Iterable[Path]) -> list[Path]:
    """The folders that must be made for the paths, the deepest first."""
    missing = {parent for path in paths for parent in path.parents if not parent.exists()}
    return sorted(missing, key=lambda folder: len(folder.parts), reverse=True)


def _write_beside(path: Path, content: bytes) -> Path:
    """A new file in the folder of the path, with the content and the rights that new files have."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.")
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            beside.chmod(0o666 & ~_umask())
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _not_writable(path, error) from error
    return beside


def _put_in_place(beside: Mapping[Path, Path]) -> None:
    """Gives each file its name; where one cannot have it, those before it are put back as they were."""
    before: dict[Path, bytes | None] = {}
    for path, file in beside.items():
        try:
            kept = path.read_bytes() if path.exists() else None
            file.replace(path)
            before[path] = kept
        except BaseException as error:
            for changed, content in before.items():
                if content is None:
                    changed.unlink()
                else:
                    _write_beside(changed, content).replace(changed)
            if isinstance(error, OSError):
                raise _not_writable(path, error) from error
            raise


def _not_writable(path: Path, error: OSError) -> LcdocsError:
    cure = "Make room on the disk" if error.errno == errno.ENOSPC else "Close it in other programs"
    return LcdocsError(f"{path} cannot be written ({error.strerror or error}). {cure}, or choose another folder.")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def refuse_overwrite(path: Path, sources: tuple[Path, ...] = ()) -> None:
    """Raises LcdocsError where writing the path would replace one of the sources, or any workbook or template.

    A workbook that lcdocs wrote itself and nobody has saved since may be replaced.
    """
    if not path.exists():
        return
    if any(source.exists() and path.samefile(source) for source in sources):
        raise LcdocsError(f"{path} is what was read; it is never written over. Choose another name.")
    if path.is_file() and path.suffix.lower() in EDITED and not _is_untouched(path):
        raise LcdocsError(
            f"{path} exists already, and somebody may have worked in it; it is not written over. Choose another name "
            "or folder, or move it away first."
        )


def refuse_output(output: Path, sources: tuple[Path, ...], what: str = "new workbook") -> None:
    """Raises LcdocsError where no workbook can be written to this place; `what` names it in the message."""
    if output.suffix.lower() != ".xlsx":
        raise LcdocsError(f"{output}: the name of the {what} must end in .xlsx.")
    refuse_overwrite(output, sources)
    check_places((output,))


def _is_untouched(path: Path) -> bool:
    """True for a workbook that is as lcdocs wrote it."""
    try:
        with zipfile.ZipFile(path) as archive:
            return WRITTEN_BY_US in archive.read("docProps/app.xml")
    except (OSError, KeyError, zipfile.BadZipFile):
        return False


def unpack_zip(package: bytes) -> dict[str, bytes]:
    """The parts of an Office file by name."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack_zip(parts: Mapping[str, bytes]) -> bytes:
    """An Office file of the parts: the content types first, then by name, every entry with the same fixed date."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(parts, key=lambda n: (n != "[Content_Types].xml", n)):
            entry = zipfile.ZipInfo(name, ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            archive.writestr(entry, parts[name])
    return stream.getvalue()


def with_fixed_dates(
    package: bytes, modified: datetime, created: datetime | None = None, *, written_by_us: bool = False
) -> bytes:
    """The Office file again, its entries and its document properties dated as given instead of now.

    `written_by_us` marks it as a workbook that nobody has saved since, see `refuse_overwrite`.
    """
    parts = unpack_zip(package)
    if "xl/styles.xml" in parts:
        parts["xl/styles.xml"] = fonts_in_order(parts["xl/styles.xml"])
    core = parts.get("docProps/core.xml", b"")
    for name, when in (("modified", modified), ("created", created or modified)):
        stamp = when.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
        core = re.sub(rb"(<dcterms:%b[^>]*>)[^<]*" % name.encode(), rb"\g<1>" + stamp, core)
    if core:
        parts["docProps/core.xml"] = core
    if written_by_us:
        parts["docProps/app.xml"] = APPLICATION.sub(WRITTEN_BY_US, parts["docProps/app.xml"])
    return pack_zip(parts)


#: The order in which the schema wants what a font is made of (ISO/IEC 29500-1, 18.8.22); openpyxl has another.
FONT_ORDER = b"b i strike condense extend outline shadow u vertAlign sz color name family charset scheme".split()


def fonts_in_order(styles: bytes) -> bytes:
    """The styles of a workbook with the parts of each font in the order of the schema."""

    def ordered(font: re.Match[bytes]) -> bytes:
        parts = re.findall(rb"<(\w+)[^>]*/>", font[1])
        elements = re.findall(rb"<[^>]*/>", font[1])
        pairs = sorted(zip(parts, elements, strict=True), key=lambda pair: FONT_ORDER.index(pair[0]))
        return b"<font>" + b"".join(element for _, element in pairs) + b"</font>"

    return re.sub(rb"<font>((?:<(?:%b)\b[^>]*/>)*)</font>" % b"|".join(FONT_ORDER), ordered, styles)
