"""The model as JSON: a stable contract for other programs, described in docs/export.md."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from lcdocs.crosswalk import Alignment, Ref, Standard
from lcdocs.fingerprints import changed_since_review
from lcdocs.framework import (
    Competency,
    Domain,
    Framework,
    Indicator,
    Item,
    Origin,
    Record,
    Scale,
    Variant,
    Wording,
)
from lcdocs.practice import StudySession
from lcdocs.text import Text

Json = dict[str, Any]


def export_json(framework: Framework) -> str:
    """The framework as JSON text, with a newline at the end; what is missing is null."""
    return json.dumps(as_json(framework), ensure_ascii=False, indent=1) + "\n"


def as_json(framework: Framework) -> Json:
    """The framework as plain dicts and lists."""
    return {
        "framework": _record(framework.record),
        "variant": _variant(framework.variant) if framework.variant else None,
        "origins": [
            _origin(item, column, origin)
            for item in framework.statements()
            for column, origins in item.origins.items()
            for origin in origins
            if origin.variant
        ],
        "domains": [_domain(domain) for domain in framework.domains],
        **_lenses(framework),
        **_practice(framework),
        **_crosswalk(framework),
        "scales": [_scale(scale, framework) for scale in framework.scales],
        "glossary": [
            {"term": t.code, **_wording(t.wording), "source": t.source or None, "see_also": list(t.see_also)}
            for t in framework.glossary
        ],
        "references": [{"code": r.code, "kind": r.kind, "citation": _text(r.citation)} for r in framework.references],
    }


def _variant(variant: Variant) -> Json:
    return {
        "key": variant.key,
        "name": variant.name,
        "kind": variant.kind,
        "on": list(variant.on),
        "note": _text(variant.note),
        "hidden": list(variant.hidden),
        "added": list(variant.added),
        "reworded": list(variant.reworded),
        "terms": [{"term": term, "say": say} for term, say in variant.terms],
    }


def _origin(item: Item, column: str, origin: Origin) -> Json:
    return {
        "code": item.code,
        "column": column,
        "variant": origin.variant,
        "how": origin.how,
        "sheet": origin.place.sheet,
        "cell": origin.place.cell,
    }


def _lenses(framework: Framework) -> Json:
    """What looks across the domains: themes, equity, priorities and uses."""
    return {
        "themes": [
            {"code": t.code, "kind": t.kind, "title": t.title, **_wording(t.wording), "tagged_by": t.tagged_by}
            for t in framework.themes
        ],
        "equity_areas": [
            {"code": a.code, "title": a.title, **_wording(a.wording), "questions": _items(a.questions)}
            for a in framework.equity_areas
        ],
        "priority_areas": [
            {
                "code": p.code,
                **_wording(p.wording),
                "competencies": list(p.competencies),
                "equity_questions": list(p.equity_questions),
            }
            for p in framework.priority_areas
        ],
        "uses": [
            {
                "code": u.code,
                "audience": u.audience,
                **_wording(u.wording),
                "documents": list(u.documents),
                "how": u.how or None,
            }
            for u in framework.uses
        ],
    }


def _practice(framework: Framework) -> Json:
    """What is for those who work with the framework."""
    return {
        "interview_questions": [
            {**_of_competency(q, q.competency), "listen_for": _text(q.listen_for)}
            for q in framework.interview_questions
        ],
        "practices": [
            {
                "competency": p.competency,
                "role_expectation": _text(p.role_expectation),
                "credential": _text(p.credential),
                "task": _text(p.task),
                "reflection": _text(p.reflection),
            }
            for p in framework.practices.values()
        ],
        "evidence_examples": [{**_of_competency(e, e.competency), "kind": e.kind} for e in framework.evidence_examples],
        "feedback_statements": [
            {**_of_competency(s, s.competency), "asked_of": list(s.asked_of)} for s in framework.feedback_statements
        ],
        "study_sessions": [_study_session(session) for session in framework.study_sessions],
        "induction_steps": [
            {
                **_plain(step),
                "when": step.when,
                "competencies": list(step.competencies),
                "with": step.with_whom or None,
            }
            for step in framework.induction_steps
        ],
        "pipeline_stages": [{**_plain(stage), "title": stage.title} for stage in framework.pipeline_stages],
        "handout": [{**_plain(part), "title": part.title} for part in framework.handout],
        "results": [
            {"competency": r.competency, "occasion": r.occasion, "level": r.level, "note": r.note or None}
            for r in framework.results
        ],
    }


def _plain(item: Item) -> Json:
    """An item that has no wording but the plain one."""
    return {"code": item.code, "plain": str(item.wording.plain)}


def _of_competency(item: Item, competency: str) -> Json:
    return {**_plain(item), "competency": competency}


def _study_session(session: StudySession) -> Json:
    return {
        "code": session.code,
        "when": session.when,
        "title": session.title,
        "competencies": list(session.competencies),
        "companion": list(session.companion),
        "before": _text(session.before),
        "facilitator_notes": _text(session.notes),
        "questions": [_plain(question) for question in session.questions],
    }


def _crosswalk(framework: Framework) -> Json:
    """The targets, their standards, and the links to them."""
    alignments = sorted(framework.crosswalk.alignments, key=_order_of_alignments(framework))
    return {
        "targets": [_record(record) for record in framework.targets.values()],
        "standards": [_standard(standard) for standard in framework.crosswalk.standards],
        "alignments": [_alignment(a, framework) for a in alignments if a.is_printed],
        "rejected": [
            {**_alignment(a, framework), "as_printed": a.as_printed or None, "note": a.note or None}
            for a in alignments
            if not a.is_printed
        ],
    }


def _standard(standard: Standard) -> Json:
    return {
        "framework": standard.framework,
        "code": standard.code,
        "title": standard.title,
        "statement": _text(standard.statement),
        "plain": _text(standard.plain),
        "introduction": _wording(Wording(standard.introduction, standard.plain_introduction)),
        "elements": [
            {"code": e.code, "text": _text(e.text), "plain": _text(e.plain), "topic": e.topic or None}
            for e in standard.elements
        ],
    }


def _order_of_alignments(framework: Framework) -> Callable[[Alignment], tuple[Any, ...]]:
    """Sorts as printed, whatever the order of the rows: by where a link starts, by where it ends, by source."""
    places = {code: (at, record.scheme) for at, (code, record) in enumerate(framework.records.items())}
    nowhere = (len(places), framework.record.scheme)

    def end(ref: Ref) -> tuple[Any, ...]:
        at, scheme = places.get(ref.framework, nowhere)
        return at, scheme.sort_key(ref.code), ref.code

    def key(link: Alignment) -> tuple[Any, ...]:
        return *end(link.start), *end(link.end), link.source

    return key


def _text(text: Text | None) -> str | None:
    return str(text) if text and str(text) else None


def _wording(wording: Wording) -> Json:
    return {"official": _text(wording.official), "plain": _text(wording.plain)}


def _items(items: Iterable[Item]) -> list[Json]:
    return [{"code": item.code, **_wording(item.wording)} for item in items]


def _record(record: Record) -> Json:
    return {
        "code": record.code,
        "title": record.title,
        "short_title": record.short_title,
        "publisher": record.publisher,
        "year": record.year,
        "version": record.version or None,
        "licence": record.licence,
        "may_adapt": record.may_adapt,
        "may_translate": record.may_translate,
        "credit_line": str(record.credit_line),
        "code_pattern": record.scheme.sample,
        "level_names": list(record.level_names),
        "language": record.language,
        "web_address": record.web_address or None,
        "not_recorded": record.not_recorded or None,
        "person": record.person or None,
        "field": record.field or None,
    }


def _domain(domain: Domain) -> Json:
    return {
        "code": domain.code,
        "kind": domain.kind,
        "title": domain.title,
        "short_title": domain.short_title,
        "relation": domain.relation or None,
        "description": _wording(domain.wording),
        "question_stem": domain.question_stem or None,
        "guiding_questions": _items(domain.questions),
        "competencies": [_competency(competency) for competency in domain.competencies],
    }


def _competency(competency: Competency) -> Json:
    return {
        "code": competency.code,
        "title": competency.title,
        **_wording(competency.wording),
        "indicators": [_indicator(indicator) for indicator in competency.indicators],
    }


def _indicator(indicator: Indicator) -> Json:
    return {
        "code": indicator.code,
        **_wording(indicator.wording),
        "themes": list(indicator.themes),
        "children": [_indicator(child) for child in indicator.children],
    }


def _alignment(link: Alignment, framework: Framework) -> Json:
    return {
        "from_framework": link.start.framework,
        "from": link.start.code,
        "framework": link.end.framework,
        "to": link.end.code,
        "relation": link.relation,
        "strength": link.strength or None,
        "rationale": link.rationale or None,
        "source": link.source,
        "status": link.status,
        "reviewer": link.reviewer or None,
        "reviewed": link.reviewed or None,
        "from_version": link.versions[0] or None,
        "to_version": link.versions[1] or None,
        "from_fingerprint": link.fingerprints[0] or None,
        "to_fingerprint": link.fingerprints[1] or None,
        "review_needed": bool(changed_since_review(framework, link)),
        "path": link.path or None,
    }


def _scale(scale: Scale, framework: Framework) -> Json:
    levels = range(1, len(scale.levels) + 1)
    places = [(competency.code, level) for competency in framework.competencies() for level in levels]
    return {
        "code": scale.code,
        "title": scale.title,
        "cumulative": scale.cumulative,
        "highest_first": scale.highest_first,
        "mark": scale.mark,
        "base": scale.base or None,
        "instruction": str(scale.instruction),
        "levels": [
            {
                "level": x.number,
                "label": x.label,
                "meaning": str(x.meaning),
                "points": x.points or None,
                "outside": x.outside,
                "base": x.base or None,
            }
            for x in scale.levels
        ],
        "descriptors": [
            {"competency": code, "level": level, "text": str(scale.descriptors[code, level])}
            for code, level in places
            if (code, level) in scale.descriptors
        ],
    }
