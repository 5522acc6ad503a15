"""Writing files: whole or not at all, and the same bytes for the same content."""

from __future__ import annotations

import io
import os
import re
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from lcdocs.problems import LcdocsError

#: Stands in for "now" where neither the input nor SOURCE_DATE_EPOCH gives a date.
RELEASE_DATE = datetime(2026, 11, 21, tzinfo=UTC)
ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def build_date(otherwise: datetime | None = None) -> datetime:
    """SOURCE_DATE_EPOCH where it is set (reproducible-builds.org), else the given date, else that of the release."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC)
    return otherwise or RELEASE_DATE


def write_whole(path: Path, content: bytes) -> None:
    """Puts the file in place in one step. Raises LcdocsError where the place cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            beside.chmod(0o666 & ~_umask())
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise LcdocsError(
            f"{path} cannot be written ({error.strerror}). Close it in other programs, or choose another folder."
        ) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def refuse_overwrite(path: Path, sources: tuple[Path, ...] = ()) -> None:
    """Raises LcdocsError where writing the path would replace one of the sources."""
    if any(path.exists() and source.exists() and path.samefile(source) for source in sources):
        raise LcdocsError(f"{path} is the workbook that was read; it is never written over. Choose another name.")


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


def with_fixed_dates(package: bytes, modified: datetime, created: datetime | None = None) -> bytes:
    """The Office file again, its entries and its document properties dated as given instead of now."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    core = parts.get("docProps/core.xml", b"")
    for name, when in (("modified", modified), ("created", created or modified)):
        stamp = when.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
        core = re.sub(rb"(<dcterms:%b[^>]*>)[^<]*" % name.encode(), lambda m, s=stamp: m[1] + s, core)
    if core:
        parts["docProps/core.xml"] = core
    return pack_zip(parts)


def rewrite(package: bytes, prefix: str, change: Callable[[bytes], bytes]) -> bytes:
    """The Office file again, with every part whose name begins with the prefix changed."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return pack_zip({name: change(part) if name.startswith(prefix) else part for name, part in parts.items()})
