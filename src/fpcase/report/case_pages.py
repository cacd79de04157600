"""All pages of a case: what there is to read on it, each thing linked to where it comes from."""

from collections.abc import Iterable, Iterator, Mapping

from fpcase.model.cases import Case
from fpcase.model.claims import DescriptiveClaim
from fpcase.model.explanations import Explanation, Prediction
from fpcase.model.sources import Locator
from fpcase.model.wording import counted
from fpcase.report.phrases import Pages, prepared, standing
from fpcase.report.record_pages import RECORD_PAGES, level_pages, record, reference
from fpcase.report.restructured import bullets, directive, fields, heading, plain, table


def case_pages(case: Case, name: str | None = None) -> dict[str, str]:
    """The pages of a case in reStructuredText, for the Sphinx extension `fpcase.sphinx`.

    Args:
        case: The case.
        name: What the project calls the case in links; by default its id.

    Returns:
        Path of each page, without a suffix -> its text.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> sorted(case_pages(case))[:3]
    ['actors', 'comparison', 'decisions']
    """
    pages = prepared(case, name or case.id)
    written = {
        kind: _text(page(pages)) for kind, page in RECORD_PAGES.items() if getattr(case, kind)
    }
    for level, lines in level_pages(pages):
        written[f"variables/{level}"] = _text(lines)
    for author, explanation in case.explanations.items():
        written[f"explanations/{author}"] = _text(_explanation(pages, explanation))
    if len(case.explanations) > 1:
        written["comparison"] = _text(_comparison(pages))
    return {"index": _text(_index(pages, written)), **written}


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"


def _index(pages: Pages, written: Iterable[str]) -> Iterator[str]:
    case = pages.case
    yield from heading(case.title, "=")
    if case.question:
        yield from [plain(case.question), ""]
    yield from record(pages, "case", case.id, case.title, fields(_facts(pages)))
    if case.explanations:
        yield from directive("fpcase-diagram", pages.name, [("kind", "arguments")])
    head = ["Author", "Theory", "Explains", "Claims"]
    rows = [
        [
            pages.author(author),
            ", ".join(map(pages.theory, explanation.theories)) or "none declared",
            ", ".join(map(pages.variable, explanation.explains)) or "nothing named",
            str(len(explanation.claims)),
        ]
        for author, explanation in case.explanations.items()
    ]
    if rows:
        yield from table("What each author explains, and by which theory.", head, rows)
    yield from directive("toctree", "", [("maxdepth", "1")], _order(written))


_FIRST = ("explanations/", "comparison", "variables/", "actors")


def _order(written: Iterable[str]) -> list[str]:
    """The explanations first, then what they are made of, then the rest."""
    found = list(written)
    first = [name for start in _FIRST for name in found if name.startswith(start)]
    return [*first, *(name for name in found if name not in first)]


def _facts(pages: Pages) -> list[tuple[str, str]]:
    case = pages.case
    coded = [case.sources[explanation.source].short for explanation in case.explanations.values()]
    works = f", coded from {plain('; '.join(coded))}" if coded else ""
    counts = [
        counted(len(case.explanations), "explanation"),
        counted(sum(1 for _ in case.claims()), "claim"),
        counted(len(case.variables), "variable"),
        counted(len(case.actors), "actor"),
        counted(len(case.theories), "theory", "theories"),
        counted(len(case.decisions), "decision"),
        counted(len(case.evidence), "piece of evidence", "pieces of evidence"),
        counted(len(case.sources), "source"),
    ]
    return [
        ("Country", plain(case.country)),
        ("Period", plain(case.period or "")),
        ("Version", plain(case.version)),
        ("Uses the vocabularies", ", ".join(map(plain, case.uses))),
        ("Holds", ", ".join(counts)),
        (
            "Cite as",
            f"*{plain(case.title)}* (case {plain(case.id)}, version {plain(case.version)}){works}.",
        ),
    ]


def _explanation(pages: Pages, explanation: Explanation) -> Iterator[str]:
    case = pages.case
    label = case.label(explanation.id)
    yield from heading(label, "=")
    facts = [
        ("Source", pages.source(explanation.source)),
        ("Theories", ", ".join(map(pages.theory, explanation.theories)) or "none declared"),
        ("Question", plain(explanation.question or "")),
        ("Explains", ", ".join(map(pages.variable, explanation.explains))),
    ]
    cited = reference(case.sources[explanation.source])
    body = [*cited, *fields(facts)]
    if explanation.summary:
        body += [plain(explanation.summary), ""]
    yield from record(pages, "author", explanation.id, label, body)
    yield from directive(
        "fpcase-diagram", pages.name, [("kind", "arguments"), ("authors", explanation.id)]
    )
    aside = [
        f"{pages.variable(one.variable)}: {plain(one.because)} ({_at(pages, one.at, explanation)})"
        for one in explanation.sets_aside
    ]
    if aside:
        yield from heading("Variables set aside")
        yield from bullets(aside)
    rejected = [
        f"{pages.theory(one.theory)}: {plain(one.because)} ({_at(pages, one.at, explanation)})"
        for one in explanation.rejects
    ]
    if rejected:
        yield from heading("Theories rejected")
        yield from bullets(rejected)
    if explanation.claims:
        yield from _claims(pages, explanation)
    if explanation.descriptions:
        yield from heading("What was so")
        for described in explanation.descriptions.values():
            yield from _description(pages, explanation, described)
    if explanation.predictions:
        yield from heading("Predictions")
        for prediction in explanation.predictions:
            yield from _prediction(pages, explanation, prediction)
    if any(theory.propositions for theory in case.theories.values()):
        yield from heading("Congruence with theories")
        yield from directive(
            "fpcase-comparison",
            pages.name,
            [
                ("result", "congruence"),
                ("table", "findings"),
                ("authors", explanation.id),
                ("columns", "theory, proposition, attitude, answer, path, claims, note"),
            ],
        )


def _at(pages: Pages, at: Iterable[Locator], explanation: Explanation) -> str:
    return pages.places(at, explanation.source) or "no place given"


def _claims(pages: Pages, explanation: Explanation) -> Iterator[str]:
    yield from heading("Claims at a glance")
    yield from directive("fpcase-claims", pages.name, [("authors", explanation.id)])
    yield from heading("Claims one by one")
    case = pages.case
    for claim in explanation.claims.values():
        facts = [
            ("Through", ", ".join(map(pages.variable, claim.intervening))),
            ("If", pages.conditions(claim.conditions)),
            ("When", plain(claim.period or "")),
            ("Author's term", plain(claim.term or "")),
            ("Role, in the author's term", plain(claim.stated_role or "")),
            ("Actors", ", ".join(map(pages.actor, claim.actors))),
            ("Where", _at(pages, claim.at, explanation)),
            ("Evidence", "; ".join(map(pages.piece, claim.evidence))),
            ("Note", plain(claim.note or "")),
        ]
        mechanism = [plain(claim.mechanism), ""] if claim.mechanism else []
        body = [f"{pages.arrow(claim)} ({standing(claim)})", "", *mechanism, *fields(facts)]
        title = f"{case.label(explanation.id)}, {claim.id}"
        yield from record(pages, "claim", explanation.full_id(claim), title, body)


def _description(pages: Pages, explanation: Explanation, claim: DescriptiveClaim) -> Iterator[str]:
    facts = [
        ("If", pages.conditions(claim.conditions)),
        ("When", plain(claim.period or "")),
        ("Author's term", plain(claim.term or "")),
        ("Actors", ", ".join(map(pages.actor, claim.actors))),
        ("Where", _at(pages, claim.at, explanation)),
        ("Evidence", "; ".join(map(pages.piece, claim.evidence))),
        ("Note", plain(claim.note or "")),
    ]
    value = plain(" or ".join(claim.value))
    body = [f"{pages.variable(claim.variable)}: {value} ({standing(claim)})", "", *fields(facts)]
    title = f"{pages.case.label(explanation.id)}, {claim.id}"
    yield from record(pages, "claim", explanation.full_id(claim), title, body)


def _prediction(pages: Pages, explanation: Explanation, prediction: Prediction) -> Iterator[str]:
    full_id = f"{explanation.id}/{prediction.id}"
    facts = [
        ("About", pages.variable(prediction.variable) if prediction.variable else ""),
        ("Expected", plain(prediction.outlook)),
        ("Due", plain(prediction.due or "")),
        ("Where", _at(pages, prediction.at, explanation)),
    ]
    judged = [
        f"*{one.status.value.replace('-', ' ')}*: {plain(one.because)}"
        + "".join(f"; {pages.piece(piece)}" for piece in one.evidence)
        + (f" ({pages.places(one.at)})" if one.at else "")
        for one in pages.case.prediction_outcomes
        if one.prediction == full_id
    ]
    body = [plain(prediction.text), "", *fields(facts)]
    body += ["**How it turned out**", "", *bullets(judged or ["*not judged*"])]
    title = f"{pages.case.label(explanation.id)}, {prediction.id}"
    yield from record(pages, "prediction", full_id, title, body)


def _comparison(pages: Pages) -> Iterator[str]:
    yield from heading("Comparison", "=")
    for title, (words, shown) in _FINDINGS.items():
        yield from heading(title)
        yield from [words, ""]
        for options in shown:
            yield from directive("fpcase-comparison", pages.name, list(options.items()))


_POINT = "cause, effect, says, ground, claims"
_FINDINGS: Mapping[str, tuple[str, list[dict[str, str]]]] = {
    "Where they contradict each other": (
        "Nothing is left open by both, and both may speak of the same situation.",
        [
            {"table": "contradictions", "columns": _POINT},
            {"table": "pulling-apart", "columns": _POINT},
            {"table": "scope", "columns": _POINT},
        ],
    ),
    "Where they agree": (
        "On the same matter, in the narrowest terms common to both.",
        [{"table": "agreements", "columns": _POINT}, {"table": "counts"}],
    ),
    "Same effect, different causes": (
        "Silence is not denial: most rivals do not exclude each other.",
        [{"table": "same-effect"}, {"table": "same-cause"}],
    ),
    "Told at greater length": (
        "A chain of two or three claims amounts to a claim that nobody may have made in words.",
        [{"table": "by-chain"}],
    ),
    "Authors against themselves": (
        "An author who excludes a claim of the same work.",
        [{"table": "self-contradictions"}],
    ),
    "Loops": (
        "A loop that no author tells whole is closed by the pool alone, and nobody's claim.",
        [
            {"result": "loops", "table": "counts"},
            {"result": "loops", "columns": "polarity, claims long, loop, told whole by, claims"},
        ],
    ),
    "Theories and explanations": (
        "Meeting a theory's propositions is consistent with the theory, and no proof of it.",
        [{"result": "congruence"}, {"result": "congruence", "table": "propositions"}],
    ),
    "Predictions": (
        "What each author expected, and how it turned out in the eyes of later works.",
        [
            {"result": "predictions", "table": "counts"},
            {
                "result": "predictions",
                "columns": "variable, author, prediction, expected, due, status, id",
            },
        ],
    ),
    "What authors share": (
        "Variables and arrows that several authors use, and variables whose role differs.",
        [{"table": "overlap"}, {"table": "arrows"}, {"table": "variables"}, {"table": "roles"}],
    ),
}
"""The sections of the page on the comparison: heading, what it means, the tables."""
