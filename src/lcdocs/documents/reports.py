"""What every report carries: the names of the framework, the edition, and the credits of all that it quotes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lcdocs.documents.blocks import Part, Report, Sheet
from lcdocs.documents.look import look_of
from lcdocs.documents.wording import Credit, edition_kicker, variant_notes
from lcdocs.files import build_date
from lcdocs.framework import Framework
from lcdocs.options import Options
from lcdocs.text import Text


def make_report(
    framework: Framework,
    options: Options,
    kind: str,
    *,
    kicker: str,
    title: str,
    subtitle: str,
    description: str,
    parts: Sequence[Part],
    notes: Iterable[str],
    credits: tuple[Credit, ...],
    sheets: Sequence[Sheet] = (),
    landscape: bool = False,
    cover: bool = True,
    use: str = "",
) -> Report:
    """The report; where it has sheets, notes and credits stand on one more of them."""
    told = (*variant_notes(framework, own=not use), *notes)
    record = framework.record
    return Report(
        kind=kind,
        kicker=edition_kicker(framework, kicker),
        title=options.title or title,
        subtitle=subtitle,
        framework=record.short_title,
        framework_title=record.title,
        organization=options.organization,
        edition=options.edition,
        language=record.language,
        dated=build_date(framework.modified).strftime("%Y-%m-%dT%H:%M:%SZ"),
        paper=options.paper,
        description=description,
        parts=tuple(parts),
        notes=tuple(map(Text.of, told)),
        credits=credits,
        sheets=(*sheets, _about(told, credits)) if sheets else (),
        orientation="landscape" if landscape else "portrait",
        cover=cover,
        look=look_of(framework, options),
        use=use,
    )


def _about(notes: Iterable[str], credits: Iterable[Credit]) -> Sheet:
    lines = [("Note", note) for note in notes]
    lines += [("Credit", str(line)) for credit in credits for line in credit.lines]
    return Sheet("About", (("What", 12), ("Text", 120)), tuple(lines))
