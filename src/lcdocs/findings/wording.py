"""Wording that differs between the framework and what a publication prints for the same code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lcdocs.crosswalk import Printed, grouped
from lcdocs.findings.finding import Evidence, Finding
from lcdocs.findings.published import Published, by_line
from lcdocs.findings.sentences import first_place, listed, mentioned
from lcdocs.findings.titles import Titles
from lcdocs.likeness import Class, difference, likeness, told
from lcdocs.problems import count

CODES = {
    Class.FINAL: "TEXT-1",
    Class.MARKS: "TEXT-2",
    Class.CAPITALS: "TEXT-3",
    Class.ORDER: "TEXT-4",
    Class.SMALL_WORDS: "TEXT-5",
    Class.ONE_WORD: "TEXT-6",
    Class.PHRASE: "TEXT-7",
    Class.WORDS: "TEXT-8",
}
#: Differences that hardly change what is said: each of these is one finding for a whole part.
LIGHT = (Class.FINAL, Class.MARKS, Class.CAPITALS, Class.ORDER, Class.SMALL_WORDS)
TITLE = "TEXT-9"
MEND = "in the framework’s own wording; where the publication’s is the better one, mend the framework."


@dataclass(frozen=True)
class _Deviation:
    """A wording of the publication that is not the framework's."""

    printed: Printed
    held: str
    sort: Class


def find_wording(published: Published) -> Iterator[Finding]:
    """Light differences together, one finding for each part and sort; the others one for each item."""
    deviations = list(_deviations(published))
    light = grouped(((d.printed.part, d.sort), d) for d in deviations if d.sort in LIGHT and not _is_title(d))
    for (part, sort), found in light.items():
        yield _together(published, part, sort, found)
    heavy = grouped(((d.printed.code, d.sort), d) for d in deviations if d.sort not in LIGHT and not _is_title(d))
    for (code, sort), found in heavy.items():
        yield _alone(published, CODES[sort], code, found)
    for code, found in grouped((d.printed.code, d) for d in deviations if _is_title(d)).items():
        yield _alone(published, TITLE, code, found)


def _is_title(deviation: _Deviation) -> bool:
    """True where a title has other words, or the same in another order."""
    is_light = deviation.sort in (Class.FINAL, Class.MARKS, Class.CAPITALS)
    return deviation.printed.kind == "competency" and not is_light


def _deviations(published: Published) -> Iterator[_Deviation]:
    titles = Titles(published)
    seen: set[tuple[str, str, str]] = set()
    for printed in published.printed:
        key = (printed.part, printed.code, str(printed.text))
        if printed.code not in published.items or not published.is_ours(printed) or key in seen:
            continue
        seen.add(key)
        if printed.kind == "competency" and not titles.is_own(printed):
            continue
        held = _held(published, printed)
        sort = difference(held, str(printed.text)) if held else None
        if sort:
            yield _Deviation(printed, held, sort)


def _held(published: Published, printed: Printed) -> str:
    """The wording of the framework that is most like what is printed; "" where it has none to compare."""
    item, text = published.items[printed.code], str(printed.text)
    official = str(item.wording.official or "")
    titles = [getattr(item, "title", ""), getattr(item, "short_title", "")]
    held = [wording for wording in (*titles, official) if wording]
    return text if text in held else max(held, key=lambda wording: likeness(wording, text), default="")


def _together(published: Published, part: str, sort: Class, found: Sequence[_Deviation]) -> Finding:
    codes = [d.printed.code for d in found]
    what = {
        Class.FINAL: "the mark at the end",
        Class.MARKS: "commas, dashes and other marks",
        Class.CAPITALS: "capitals",
        Class.ORDER: "the order of the same words",
        Class.SMALL_WORDS: "small words such as “a”, “and” and “to”",
    }[sort]
    return Finding(
        code=CODES[sort],
        name=published.name(CODES[sort], published.target.code, part),
        subject=published.framework.record.short_title,
        place=found[0].printed.place,
        wrong=f"{count(len(found), 'statement')} of {mentioned(part)} {'differs' if len(found) == 1 else 'differ'} "
        f"from the framework only in {what}: {listed(codes)}.",
        evidence=tuple(e for d in found for e in _both(published, d)),
        mend=f"Print them {MEND}",
    )


def _alone(published: Published, code: str, item: str, found: Sequence[_Deviation]) -> Finding:
    printed = by_line(d.printed for d in found)
    spots = "; ".join(dict.fromkeys(told(d.held, str(d.printed.text)) for d in found))
    parts = dict.fromkeys(mentioned(p.part) for p in printed)
    what = "The title of " if code == TITLE else ""
    is_order = all(d.sort is Class.ORDER for d in found)
    differs = "has its words in another order" if is_order else "differs from the framework’s"
    held = dict.fromkeys(d.held for d in found)
    return Finding(
        code=code,
        name=published.name(code, published.target.code, item),
        subject=published.competency_of.get(item, item),
        place=printed[0].place,
        wrong=f"{what}{item} in {listed(parts)} {differs} (framework / publication): {spots}.",
        evidence=(
            *(
                Evidence(
                    published.framework.record.short_title,
                    f"{item}: “{text}”",
                    0,
                    first_place(published.items[item].place),
                )
                for text in held
            ),
            *(published.shown(p, f"{item}: “{p.text}”") for p in printed),
        ),
        mend=f"Print {item} {MEND}",
    )


def _both(published: Published, deviation: _Deviation) -> Iterator[Evidence]:
    code = deviation.printed.code
    yield Evidence(
        published.framework.record.short_title, f"{code}: “{deviation.held}”", 0, published.items[code].place
    )
    text = str(deviation.printed.text)
    spots = told(deviation.held, text)
    yield published.shown(deviation.printed, f"{code}: “{text}”{f' ({spots})' if spots else ''}")
