"""Sheets to read and talk about: the domain sheets, the questions for a meeting, the glossary, the sources."""

from __future__ import annotations

from dataclasses import replace

import pytest
from making import drawn, report, shipped_framework

from lcdocs.documents.blocks import Bullets, Cards, Paragraph, Report, Room, Table
from lcdocs.problems import LcdocsError
from lcdocs.text import Text

QUESTIONS = """
    Guiding questions | Code | Official        | Plain
                      | A.Q1 |                 | Do we water in time?
                      | A.Q2 | Water in time?  | Do we save water?
                      | B.Q1 |                 | Do we share the soup?
"""


def of(made: Report, sort: type) -> list:
    return [block for part in made.parts for block in part.blocks if isinstance(block, sort)]


def said(made: Report) -> list[str]:
    """What stands in the cells of all tables, row by row."""
    return [
        " | ".join(" / ".join(str(line.text) or line.code for line in cell) for cell in row.cells)
        for table in of(made, Table)
        for row in table.rows
    ]


class TestDomainSheet:
    def test_each_domain_has_a_front_and_a_back(self):
        made = report(drawn(QUESTIONS), "domain-sheet", wording="plain")
        assert [part.anchor for part in made.parts] == ["A", "A-back", "B", "B-back"]
        assert all(part.page == "new" for part in made.parts)
        assert [line.code for line in of(made, Bullets)[0].lines] == ["A.1", "A.2"]

    def test_one_without_questions_has_no_back(self):
        domain = replace(drawn().domains[0], questions=())
        assert [part.anchor for part in report(replace(drawn(), domains=(domain,)), "domain-sheet").parts] == ["A"]

    def test_it_takes_a_selection(self):
        made = report(drawn(QUESTIONS), "domain-sheet", competencies="A.2")
        assert [line.code for line in of(made, Bullets)[0].lines] == ["A.2"]
        assert [part.anchor for part in made.parts] == ["A", "A-back"]

    def test_the_shipped_domains_take_two_pages_each(self):
        """Rows of questions have as many lines as fit on the back."""
        made = report(shipped_framework(), "domain-sheet")
        for table in of(made, Table):
            lines = [row.lines for row in table.rows]
            assert min(lines) >= 2
            assert sum(lines) <= 21


class TestGuidingQuestions:
    def test_tables_then_cards(self):
        made = report(drawn(QUESTIONS), "guiding-questions", wording="plain")
        assert said(made) == [
            "A.Q1 | Do we water in time? | ",
            "A.Q2 | Do we save water? | ",
            "B.Q1 | Do we share the soup? | ",
        ]
        (cards,) = of(made, Cards)
        assert [(card.code, str(card.text)) for card in cards.cards] == [
            ("A.Q1", "Do we water in time?"),
            ("A.Q2", "Do we save water?"),
            ("B.Q1", "Do we share the soup?"),
        ]

    @pytest.mark.parametrize(("layout", "tables", "cards"), [("table", 2, 0), ("cards", 0, 1), ("both", 2, 1)])
    def test_the_layout_can_be_chosen(self, layout, tables, cards):
        made = report(drawn(QUESTIONS), "guiding-questions", layout=layout)
        assert (len(of(made, Table)), len(of(made, Cards))) == (tables, cards)

    def test_official_questions_continue_their_stem(self):
        framework = drawn(QUESTIONS)
        stemmed = replace(framework, domains=(replace(framework.domains[0], question_stem="Does the team:"),))
        made = report(stemmed, "guiding-questions", wording="official")
        assert [str(p.text) for p in of(made, Paragraph) if p.style == "label"] == ["Does the team: …"]
        (cards,) = of(made, Cards)
        # The first has no official wording, so it stands as a whole question.
        assert [str(card.text) for card in cards.cards] == ["Do we water in time?°", "Does the team: Water in time?"]

    def test_what_stands_in_is_marked(self):
        """One question is official, the others are not: each of these carries the mark that the note explains."""
        made = report(drawn(QUESTIONS), "guiding-questions", layout="table", wording="official")
        assert said(made)[0] == "A.Q1 | Do we water in time?° | "
        assert "°" not in said(made)[1]
        assert "The mark ° stands where" in str(made.notes[-1])

    def test_cards_alone_have_their_own_note(self):
        made = report(drawn(QUESTIONS), "guiding-questions", layout="cards", wording="official")
        assert [str(card.text)[-1] for card in of(made, Cards)[0].cards] == ["°", "?", "°"]
        assert "(2 statements)" in str(made.notes[-1])

    def test_answers_are_named_by_question(self):
        made = report(drawn(QUESTIONS), "guiding-questions")
        names = [answer.name for answer in made.answers()]
        assert len(names) == len(set(names))
        assert {"A/meeting", "A.Q1/answer", "B.Q1/answer", "B/take away"} <= set(names)

    def test_without_questions_it_says_where_they_go(self):
        bare = replace(drawn(), domains=tuple(replace(d, questions=()) for d in drawn().domains))
        with pytest.raises(LcdocsError, match="Guiding questions"):
            report(bare, "guiding-questions")

    def test_longer_questions_get_higher_cards(self):
        framework = drawn(QUESTIONS)
        domain = framework.domains[0]
        low = of(report(framework, "guiding-questions"), Cards)[0].height
        wording = replace(domain.questions[0].wording, official=Text.of("Why do we water? " * 18))
        long = replace(domain, questions=(replace(domain.questions[0], wording=wording),))
        made = report(replace(framework, domains=(long,)), "guiding-questions", wording="official")
        high = of(made, Cards)[0].height
        assert low < high


class TestGlossary:
    TERMS = """
        Glossary | Term  | Official | Plain            | Source     | See also
                 | soil  |          | What roots hold. | Bean, 2001 |
                 | Bed   |          | Where it grows.  |            | soil
    """

    def test_in_the_order_of_the_alphabet(self):
        made = report(drawn(self.TERMS), "glossary")
        assert said(made) == ["Bed / See also soil | Where it grows. | ", "soil | What roots hold. | Bean, 2001"]

    def test_other_terms_are_led_to(self):
        table = of(report(drawn(self.TERMS), "glossary"), Table)[0]
        assert table.rows[0].cells[0][1].anchor == table.rows[1].anchor

    def test_without_terms_it_says_where_they_go(self):
        with pytest.raises(LcdocsError, match="sheet “Glossary”"):
            report(replace(drawn(), glossary=()), "glossary")


class TestReferences:
    def test_sources_by_kind_then_those_of_the_glossary(self):
        made = report(shipped_framework(), "references")
        assert [part.title for part in made.parts] == [
            "Frameworks that went into it", "Further reading", "Sources of the glossary", "What is whose",
        ]  # fmt: skip
        codes = [line.code for bullets in of(made, Bullets) for line in bullets.lines if line.code]
        assert codes == [reference.code for reference in shipped_framework().references]

    def test_a_source_of_the_glossary_names_its_terms(self):
        made = report(drawn(TestGlossary.TERMS), "references")
        assert "Bean, 2001 | soil" in said(made)

    def test_every_framework_with_its_license(self):
        framework = shipped_framework()
        rows = [row for row in said(report(framework, "references")) if row.count(" | ") == 3]
        records = (framework.record, *framework.targets.values())
        assert [row.split(" | ")[2] for row in rows] == [record.licence for record in records]
        assert len(report(framework, "references").credits) == len(records)

    def test_it_asks_nothing(self):
        made = report(shipped_framework(), "references")
        assert (list(made.answers()), of(made, Room)) == ([], [])
