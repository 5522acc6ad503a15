"""The JSON export: its shape is a contract, so it is written out here."""

from __future__ import annotations

import json
from pathlib import Path
from types import NoneType
from typing import Any

import pytest
from drawing import sheets

from lcdocs.check import check_workbook
from lcdocs.export import export_json
from lcdocs.problems import Problems
from lcdocs.variants.chain import Editions

#: What a value may be: a type, a tuple of types, a dict of keys, a list of one shape, or a function that gives a shape
#: (for what holds its own kind).
TEXT_OR_NULL = (str, NoneType)
WORDING = {"official": TEXT_OR_NULL, "plain": TEXT_OR_NULL}
ITEM = {"code": str, **WORDING}
OURS = {"code": str, "plain": str}


def indicator() -> dict[str, Any]:
    return {**ITEM, "themes": [str], "children": [indicator]}


RECORD = {
    "code": str,
    "title": str,
    "short_title": str,
    "publisher": str,
    "year": str,
    "version": TEXT_OR_NULL,
    "licence": str,
    "may_adapt": bool,
    "may_translate": bool,
    "credit_line": str,
    "code_pattern": str,
    "level_names": [str],
    "language": str,
    "web_address": TEXT_OR_NULL,
    "not_recorded": TEXT_OR_NULL,
    "person": TEXT_OR_NULL,
    "field": TEXT_OR_NULL,
}
ALIGNMENT = {
    "from_framework": str,
    "from": str,
    "framework": str,
    "to": str,
    "relation": str,
    "strength": TEXT_OR_NULL,
    "rationale": TEXT_OR_NULL,
    "source": str,
    "status": str,
    "reviewer": TEXT_OR_NULL,
    "reviewed": TEXT_OR_NULL,
    "from_version": TEXT_OR_NULL,
    "to_version": TEXT_OR_NULL,
    "from_fingerprint": TEXT_OR_NULL,
    "to_fingerprint": TEXT_OR_NULL,
    "review_needed": bool,
    "path": TEXT_OR_NULL,
}
CONTRACT = {
    "framework": RECORD,
    "variant": (dict, NoneType),
    "origins": [{"code": str, "column": str, "variant": str, "how": str, "sheet": str, "cell": str}],
    "domains": [
        {
            "code": str,
            "kind": str,
            "title": str,
            "short_title": str,
            "relation": TEXT_OR_NULL,
            "description": WORDING,
            "question_stem": TEXT_OR_NULL,
            "guiding_questions": [ITEM],
            "competencies": [{"code": str, "title": str, **WORDING, "indicators": [indicator]}],
        }
    ],
    "themes": [{"code": str, "kind": str, "title": str, **WORDING, "tagged_by": str}],
    "equity_areas": [{"code": str, "title": str, **WORDING, "questions": [ITEM]}],
    "priority_areas": [{**ITEM, "competencies": [str], "equity_questions": [str]}],
    "uses": [{"code": str, "audience": str, **WORDING, "documents": [str], "how": TEXT_OR_NULL}],
    "interview_questions": [{**OURS, "competency": str, "listen_for": TEXT_OR_NULL}],
    "practices": [
        {
            "competency": str,
            "role_expectation": TEXT_OR_NULL,
            "credential": TEXT_OR_NULL,
            "task": TEXT_OR_NULL,
            "reflection": TEXT_OR_NULL,
        }
    ],
    "evidence_examples": [{**OURS, "competency": str, "kind": str}],
    "feedback_statements": [{**OURS, "competency": str, "asked_of": [str]}],
    "study_sessions": [
        {
            "code": str,
            "when": str,
            "title": str,
            "competencies": [str],
            "companion": [str],
            "before": TEXT_OR_NULL,
            "facilitator_notes": TEXT_OR_NULL,
            "questions": [OURS],
        }
    ],
    "induction_steps": [{**OURS, "when": str, "competencies": [str], "with": TEXT_OR_NULL}],
    "pipeline_stages": [{**OURS, "title": str}],
    "handout": [{**OURS, "title": str}],
    "results": [{"competency": str, "occasion": str, "level": int, "note": TEXT_OR_NULL}],
    "targets": [RECORD],
    "standards": [
        {
            "framework": str,
            "code": str,
            "title": str,
            "statement": TEXT_OR_NULL,
            "plain": TEXT_OR_NULL,
            "introduction": WORDING,
            "elements": [{"code": str, "text": TEXT_OR_NULL, "plain": TEXT_OR_NULL, "topic": TEXT_OR_NULL}],
        }
    ],
    "alignments": [ALIGNMENT],
    "rejected": [{**ALIGNMENT, "as_printed": TEXT_OR_NULL, "note": TEXT_OR_NULL}],
    "scales": [
        {
            "code": str,
            "title": str,
            "cumulative": bool,
            "highest_first": bool,
            "mark": str,
            "base": TEXT_OR_NULL,
            "instruction": str,
            "levels": [
                {
                    "level": int,
                    "label": str,
                    "meaning": str,
                    "points": TEXT_OR_NULL,
                    "outside": bool,
                    "base": (int, NoneType),
                }
            ],
            "descriptors": [{"competency": str, "level": int, "text": str}],
        }
    ],
    "glossary": [{"term": str, **WORDING, "source": TEXT_OR_NULL, "see_also": [str]}],
    "references": [{"code": str, "kind": str, "citation": TEXT_OR_NULL}],
}


def compare(value: Any, shape: Any, where: str = "") -> None:
    """Fails where the value has another shape: other keys, keys in another order, other types, an empty text."""
    if callable(shape) and not isinstance(shape, type):
        shape = shape()
    if isinstance(shape, dict):
        assert list(value) == list(shape), where
        for key, inner in shape.items():
            compare(value[key], inner, f"{where}.{key}")
    elif isinstance(shape, list):
        assert isinstance(value, list), where
        for number, inner in enumerate(value):
            compare(inner, shape[0], f"{where}[{number}]")
    else:
        assert type(value) in (shape if isinstance(shape, tuple) else (shape,)), f"{where}: {value!r}"
        assert value != "", f"{where}: an empty text, where null says that it is missing"


@pytest.fixture
def export(tmp_path: Path):
    def exported(drawing: str = "", **more: Any) -> Any:
        framework, problems = check_workbook(sheets(tmp_path, drawing, **more))
        assert framework
        assert problems.errors == []
        return json.loads(export_json(framework))

    return exported


def test_the_contract(export) -> None:
    compare(export(), CONTRACT)


def test_the_contract_holds_where_little_is_filled_in(export) -> None:
    bare = export(
        """
        Standards  | Framework | Code | Title | Topic | Official
                   | CARE      | 1    | Water |       |
                   | CARE      | 1a   |       |       | Water is given.
        Alignments | From | Framework | To | Source
        Glossary   | Term    | Plain
                   | compost | What leaves become.
        References | Code | Kind | Citation
        """,
        without="Uses; Equity areas; Equity questions; Priority areas",
    )
    compare(bare, CONTRACT)
    assert bare["standards"] == [
        {
            "framework": "CARE",
            "code": "1",
            "title": "Water",
            "statement": None,
            "plain": None,
            "introduction": {"official": None, "plain": None},
            "elements": [{"code": "1a", "text": "Water is given.", "plain": None, "topic": None}],
        }
    ]
    assert bare["glossary"] == [
        {"term": "compost", "official": None, "plain": "What leaves become.", "source": None, "see_also": []}
    ]
    assert [bare[key] for key in ("uses", "equity_areas", "priority_areas", "alignments", "references")] == [[]] * 5


@pytest.mark.parametrize("key", ["", "MAPLE"])
def test_the_contract_holds_for_the_shipped_workbook_and_a_variant(key: str) -> None:
    framework = Editions(Path(__file__).parents[1] / "source" / "framework.xlsx", Problems()).framework(key)
    assert framework
    exported = json.loads(export_json(framework))
    compare(exported, CONTRACT)
    assert {key for key in CONTRACT if not exported[key]} == {"results"} | (set() if key else {"variant", "origins"})


def test_the_comparer_sees_a_wrong_shape() -> None:
    for value in ({}, {"code": 1}, {"code": ""}, {"code": None}, {"code": "A", "more": 1}):
        with pytest.raises(AssertionError):
            compare(value, {"code": str})


def test_indicators_hold_their_sub_indicators(export) -> None:
    domains = export()["domains"]
    assert [domain["code"] for domain in domains] == ["A", "B"]
    indicators = domains[0]["competencies"][0]["indicators"]
    assert [(i["code"], [child["code"] for child in i["children"]]) for i in indicators] == [
        ("A.1.a", []),
        ("A.1.b", ["A.1.b.i", "A.1.b.ii"]),
    ]
    assert indicators[1]["children"][0]["themes"] == ["soil", "fair"]


def test_links_come_in_the_order_of_their_codes_not_of_their_rows(export) -> None:
    alignments = export(
        """
        Alignments | From    | Framework | To | Source       | Status
                   | B.1     | CARE      | 2  | part 2       | published
                   | A.1.b.i | CARE      | 2a | part 2       | published
                   | A.1     | CARE      | 2  | part 1       | published
                   | A.1     | CARE      | 1b | part 1       | published
                   | A.1     | CARE      | 1b | editor       | confirmed
                   | A.1     | CARE      | 1a | part 1       | published
        """
    )["alignments"]
    assert [(a["from"], a["to"], a["source"]) for a in alignments] == [
        ("A.1", "1a", "part 1"),
        ("A.1", "1b", "editor"),
        ("A.1", "1b", "part 1"),
        ("A.1", "2", "part 1"),
        ("A.1.b.i", "2a", "part 2"),
        ("B.1", "2", "part 2"),
    ]


def test_rejected_links_are_kept_apart(export) -> None:
    exported = export(
        """
        Alignments | From | Framework | To | Source | Status    | As printed  | Note
                   | A.9  | CARE      | 7  | part 1 | rejected  | 9. Weeds    | There is no A.9.
                   | A.1  | CARE      | 1  | part 1 | published |             |
        """
    )
    assert [a["from"] for a in exported["alignments"]] == ["A.1"]
    (rejected,) = exported["rejected"]
    assert [rejected[key] for key in ("from", "to", "status", "as_printed", "note")] == [
        "A.9",
        "7",
        "rejected",
        "9. Weeds",
        "There is no A.9.",
    ]


def test_a_review_is_told_in_full(export) -> None:
    (link,) = export(
        """
        Alignments | From | Framework | To | Status    | Relation  | Strength | Reviewer | Reviewed   | From fingerprint
                   | A.1  | CARE      | 1  | confirmed | subset of | strong   | Ana      | 2026-01-31 | p000000000000
        """
    )["alignments"]
    assert (link["relation"], link["strength"], link["reviewer"], link["reviewed"]) == (
        "subset of",
        "strong",
        "Ana",
        "2026-01-31",
    )
    assert (link["from_fingerprint"], link["to_fingerprint"], link["review_needed"]) == ("p000000000000", None, True)


def test_descriptors_come_by_competency_and_level(export) -> None:
    descriptors = export(
        """
        Descriptors | Competency | Scale  | Level | Descriptor
                    | B.1        | growth | 2     | A class cooks.
                    | A.1        | growth | 3     | All beds are tended.
                    | A.1        | growth | 1     | The beds are measured.
        """
    )["scales"][0]["descriptors"]
    assert [(d["competency"], d["level"]) for d in descriptors] == [("A.1", 1), ("A.1", 3), ("B.1", 2)]


def test_texts_are_plain_and_readable(tmp_path: Path) -> None:
    path = sheets(
        tmp_path,
        """
        Guiding questions | Code | Plain
                          | A.Q1 | Who says “é”?⏎And why?
        """,
    )
    framework, _ = check_workbook(path)
    assert framework
    text = export_json(framework)
    assert "Who says “é”?\\nAnd why?" in text
    assert text.endswith("}\n")


def test_same_workbook_same_text(tmp_path: Path) -> None:
    texts = {export_json(framework) for _ in range(2) if (framework := check_workbook(sheets(tmp_path))[0])}
    assert len(texts) == 1
