"""Text in columns: continuous sections, which Word balances and screen readers read column by column.

A table would set two columns side by side as well, but it would be heard as a table of unrelated pairs, and could not
be balanced when somebody adds a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lcdocs.render.word.wordml import paragraph, twips

MARK = re.compile(r"<!--lcdocs-columns-([\d,]+)-->")
#: Between the columns, in millimetres.
COLUMN_GAP = 8.0
#: What comes behind the columns in the properties of a section (ISO/IEC 29500-1, 17.6.17).
BEHIND_COLUMNS = re.compile(
    r"<w:(?:formProt|vAlign|noEndnote|titlePg|textDirection|bidi|rtlGutter|docGrid|printerSettings|sectPrChange)\b"
    r"|</w:sectPr>"
)
COLUMNS = re.compile(r"<w:cols\b[^>]*?(?:/>|>.*?</w:cols>)", re.DOTALL)
#: What a section takes over from the one before it, or must not say twice.
SAID_ONCE = re.compile(
    r"<w:(?:headerReference|footerReference|titlePg|pgNumType|type)\b[^>]*/>"
    r"|<w:(footnotePr|endnotePr)\b.*?</w:\1>",
    re.DOTALL,
)
HEADING = re.compile(r'<w:p><w:pPr><w:pStyle w:val="Heading')
#: Takes what follows it to the next column.
NEXT_COLUMN = '<w:r><w:br w:type="column"/></w:r>'
#: Stands behind columns, so low that it hardly takes a line; it goes where the columns end the document.
END = paragraph("TableGap").replace(
    "</w:pPr>", '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr>'
)


def in_two_columns(before: str, content: str) -> tuple[str, str]:
    """The paragraphs before, which end in one column, and the content, which stands in two.

    Both end with a paragraph, which takes the mark of its section; where what is before cannot, a small one follows.
    """
    return _ended(_able_to_end(before), "1"), _ended(content, "2")


def beside_each_other(before: str, columns: Sequence[str], widths: Sequence[float]) -> tuple[str, str]:
    """The paragraphs before, which end in one column, and the columns beside each other, of these widths (mm).

    Each column begins with a paragraph, which takes it to its place.
    """
    first, *others = map(_able_to_end, columns)
    placed = [first, *(column.replace("</w:pPr>", f"</w:pPr>{NEXT_COLUMN}", 1) for column in others)]
    return _ended(_able_to_end(before), "1"), _ended("".join(placed), ",".join(str(twips(width)) for width in widths))


def _able_to_end(content: str) -> str:
    """The content with a paragraph at its end that can take the mark of a section."""
    able = content.endswith("</w:p>") and not _last_properties(content)[0].endswith("-->")
    return content if able else content + paragraph("TableGap")


def at_full_width(paragraphs: str) -> str:
    """The paragraphs without the measure of their style, for a narrow column."""
    return paragraphs.replace("</w:pPr>", '<w:ind w:right="0"/></w:pPr>')


def close_together(written: Sequence[str]) -> Iterator[str]:
    """What a column holds: nothing free above it, little above further headings, and no gaps below lists."""
    for number, each in enumerate(each for each in written if each != paragraph("TableGap")):
        free = "" if number and not HEADING.match(each) else f'<w:spacing w:before="{200 if number else 0}"/>'
        yield each.replace("</w:pPr>", f"{free}</w:pPr>", 1)


def _ended(content: str, columns: str) -> str:
    head, tail = _last_properties(content)
    return f"{head}<!--lcdocs-columns-{columns}-->{tail}"


def _last_properties(content: str) -> tuple[str, str]:
    """The content up to the end of the properties of its last paragraph, and what follows."""
    at = content.rindex("</w:pPr>")
    return content[:at], content[at:]


def with_sections(body: str) -> str:
    """The body with sections in place of their marks.

    The first part of a divided section keeps its headers, its title page and its way to begin; the others follow on the
    same page and take headers and footers over.
    """
    done = []
    while mark := MARK.search(body):
        start = body.index("<w:sectPr", mark.end())
        end = body.index("</w:sectPr>", start) + len("</w:sectPr>")
        section = body[start:end]
        done.append(body[: mark.start()] + (section if mark[1] == "1" else _with_columns(section, mark[1])))
        body = body[mark.end() : start] + _continued(section) + body[end:]
    return _without_end("".join(done) + body)


def _without_end(body: str) -> str:
    """Where columns end the document, its last section has them: one behind them could take a page of its own."""
    head, end, tail = body.rpartition(END)
    if not end or not tail.lstrip().startswith("<w:sectPr"):
        return body
    start = head.rindex("<w:sectPr")
    stop = head.index("</w:sectPr>", start) + len("</w:sectPr>")
    return head[:start] + head[stop:] + head[start:stop] + tail[tail.index("</w:sectPr>") + len("</w:sectPr>") :]


def _with_columns(section: str, columns: str) -> str:
    """The section with its columns: "2" for two alike, or their widths in twips."""
    bare = COLUMNS.sub("", section)
    behind = BEHIND_COLUMNS.search(bare)
    at = behind.start() if behind else len(bare)
    gap, widths = twips(COLUMN_GAP), columns.split(",")
    if len(widths) == 1:
        return f'{bare[:at]}<w:cols w:num="{columns}" w:space="{gap}"/>{bare[at:]}'
    each = "".join(f'<w:col w:w="{width}" w:space="{gap}"/>' for width in widths)
    return f'{bare[:at]}<w:cols w:num="{len(widths)}" w:space="{gap}" w:equalWidth="0">{each}</w:cols>{bare[at:]}'


def _continued(section: str) -> str:
    return SAID_ONCE.sub("", section).replace("<w:pgSz", '<w:type w:val="continuous"/><w:pgSz', 1)
