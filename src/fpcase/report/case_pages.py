"""All pages of a case: what there is to read on it, each thing linked to where it comes from."""

from collections.abc import Iterable, Iterator, Mapping

from fpcase.model.cases import Case
from fpcase.model.claims import CausalClaim, DescriptiveClaim
from fpcase.model.explanations import Explanation, Prediction
from fpcase.model.sources import Locator
from fpcase.model.terms import Stance
from fpcase.model.wording import counted
from fpcase.report.descriptions import holdings
from fpcase.report.phrases import Pages, prepared, standing, written_arrow
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
    ['actors', 'comparison', 'comparison-agreements']
    """
    case = case.in_use()
    pages = prepared(case, name or case.id)
    written = {
        kind: _text(page(pages)) for kind, page in RECORD_PAGES.items() if getattr(case, kind)
    }
    for level, lines in level_pages(pages):
        written[f"variables/{level}"] = _text(lines)
    for author, explanation in case.explanations.items():
        beside = [*_beside_claims(pages, explanation)]
        many = len(explanation.claims) + len(explanation.descriptions) > _MANY
        own = [*_explanation(pages, explanation), *([] if many else beside)]
        written[f"explanations/{author}"] = _text(own)
        if many:
            named = heading(f"{case.label(author)}: what was so, and predictions", "=")
            written[f"explanations/{author}-descriptions"] = _text([*named, *beside])
    if len(case.explanations) > 1:
        for page, (title, tables) in _FINDINGS.items():
            written[page] = _text(_comparison(pages, title, tables))
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


_FIRST = ("comparison", "explanations/", "variables/", "actors")


def _order(written: Iterable[str]) -> list[str]:
    """The comparison first, then the explanations, what they are made of, and the rest."""
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
        *holdings(case),
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


def _beside_claims(pages: Pages, explanation: Explanation) -> Iterator[str]:
    """What an author says was so, and what is to come."""
    if explanation.descriptions:
        yield from heading("What was so")
        for described in explanation.descriptions.values():
            yield from _description(pages, explanation, described)
    if explanation.predictions:
        yield from heading("Predictions")
        for prediction in explanation.predictions:
            yield from _prediction(pages, explanation, prediction)


_MANY = 250
"""Of how many records an author's page leaves some to another page."""


def _at(pages: Pages, at: Iterable[Locator], explanation: Explanation) -> str:
    return pages.places(at, explanation.source) or "no place given"


def _claims(pages: Pages, explanation: Explanation) -> Iterator[str]:
    yield from heading("Claims")
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
        says = _stance(claim) + written_arrow(claim, lambda id_: case.variables[id_].name)
        yield from record(pages, "claim", explanation.full_id(claim), title, body, says)


def _stance(claim: CausalClaim | DescriptiveClaim) -> str:
    """What stands before a claim that the author does not assert."""
    return "" if claim.stance is Stance.ASSERTS else f"{claim.stance.value}: "


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
    name = pages.case.variables[claim.variable].name
    says = f"{_stance(claim)}{name}: {' or '.join(claim.value)}"
    yield from record(pages, "claim", explanation.full_id(claim), title, body, says)


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
    yield from record(pages, "prediction", full_id, title, body, prediction.text)


def _comparison(pages: Pages, title: str, tables: Iterable[str]) -> Iterator[str]:
    """A page on the comparison; the first one leads with the disputes."""
    yield from heading(title, "=")
    if title == _DISPUTES:
        yield from directive("fpcase-diagram", pages.name, [("kind", "disputes")])
    for one in tables:
        result, table, form = one.split()
        options = [("result", result), ("table", table), ("format", form), ("rows", "60")]
        yield from directive("fpcase-comparison", pages.name, options)


_DISPUTES = "Where authors part"
_FINDINGS: Mapping[str, tuple[str, Iterable[str]]] = {
    "comparison": (
        _DISPUTES,
        (
            *("compare contradictions list", "compare pulling-apart list", "compare scope list"),
            "compare self-contradictions list",
        ),
    ),
    "comparison-agreements": (
        "Where authors agree",
        ("compare agreements table", "compare counts table"),
    ),
    "comparison-causes": (
        "Same effect, different causes",
        ("compare same-effect table", "compare same-cause table"),
    ),
    "comparison-chains": (
        "Chains and loops",
        ("compare by-chain table", "loops counts table", "loops loops table"),
    ),
    "comparison-theories": (
        "Theories and explanations",
        ("congruence theories table", "congruence propositions table"),
    ),
    "comparison-predictions": (
        "Predictions",
        ("predictions counts table", "predictions predictions table"),
    ),
    "comparison-overlap": (
        "What authors share",
        tuple(f"compare {one} table" for one in ("overlap", "arrows", "variables", "roles")),
    ),
}
"""The pages on the comparison: title, and each table with its result and how it is shown."""
