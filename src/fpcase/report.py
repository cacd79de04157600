"""A case, an author, a claim or a variable, in words."""

import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping

from fpcase.model.cases import Case
from fpcase.model.catalogue import nearest
from fpcase.model.claims import CausalClaim
from fpcase.model.errors import FpcaseError
from fpcase.model.explanations import Explanation
from fpcase.model.ids import ExplanationId, SourceId, VariableId
from fpcase.model.sources import Locator
from fpcase.model.terms import Basis, Certainty, Sign, Stance
from fpcase.model.variables import Variable
from fpcase.passages import Grade, IndexedText, find_anchor

_WIDTH = 96

_ARROWS = {
    Sign.POSITIVE: "--(+)-->",
    Sign.NEGATIVE: "--(−)-->",
    Sign.NO_EFFECT: "--(0)-->",
    Sign.UNSTATED: "--(?)-->",
}


def describe(
    case: Case, subject: str | None = None, texts: Mapping[SourceId, IndexedText] | None = None
) -> str:
    """Say what the case holds on a subject, in plain text.

    Args:
        case: The case.
        subject: Nothing for the case as a whole, or the id of an author
            (``hananya-2019``), a claim (``hananya-2019/h12``) or a variable
            (``neutrality-between-powers``).
        texts: The sources' texts, to show the passage that a claim stands in.

    Raises:
        FpcaseError: the case has no such subject; the nearest one is named.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> print(fpcase.describe(case, "anarchy").splitlines()[0])
    Anarchy (variable anarchy, level: system)
    """
    match find_subject(case, subject):
        case Explanation() as explanation:
            lines = _author(case, explanation)
        case Variable() as variable:
            lines = _variable(case, variable)
        case CausalClaim() as claim:
            author = ExplanationId(str(subject).partition("/")[0])
            lines = _claim(case, case.explanations[author], claim, texts or {})
        case _:
            lines = _case(case)
    return "\n".join(lines) + "\n"


def find_subject(
    case: Case, subject: str | None = None
) -> Case | Explanation | Variable | CausalClaim:
    """The record that an id names: an author, a variable, a claim, or the case itself.

    Raises:
        FpcaseError: the case has no such record; the nearest id is named.
    """
    if subject is None:
        return case
    if subject in case.explanations:
        return case.explanations[ExplanationId(subject)]
    if subject in case.variables:
        return case.variables[VariableId(subject)]
    claims = {str(full_id): claim for full_id, _, claim in case.claims()}
    if subject in claims:
        return claims[subject]
    near = nearest(subject, [*map(str, case.explanations), *map(str, case.variables), *claims])
    hint = f"; did you mean {near!r}?" if near else ""
    message = f"the case has no author, variable or claim {subject!r}{hint}"
    raise FpcaseError(message)


def _case(case: Case) -> Iterator[str]:
    yield f"{case.title} (case {case.id}, version {case.version})"
    if case.question:
        yield from _wrapped(case.question)
    yield ""
    yield f"{len(case.explanations)} authors:"
    for author, explanation in case.explanations.items():
        theories = ", ".join(case.theories[t].name for t in explanation.theories)
        yield (
            f"  {author}: {case.label(author)}, {len(explanation.claims)} claims, "
            f"{theories.lower() if theories else 'no theory declared'}"
        )
        for outcome in explanation.explains:
            yield f"      explains {case.variables[outcome].name} ({outcome})"
    yield ""
    yield (
        f"{len(case.variables)} variables, {len(case.actors)} actors, "
        f"{len(case.theories)} theories, {len(case.decisions)} decisions, "
        f"{len(case.evidence)} pieces of evidence, {len(case.sources)} sources"
    )


def _author(case: Case, explanation: Explanation) -> Iterator[str]:
    source = case.sources[explanation.source]
    yield f"{', '.join(source.authors)} ({source.year or 'n.d.'}): {source.title}"
    if explanation.question:
        yield from _wrapped(f"Question: {explanation.question}")
    if explanation.summary:
        yield from _wrapped(f"Argument: {explanation.summary}")
    counts = Counter(claim.stance for claim in explanation.claims.values())
    yield "Claims: " + ", ".join(f"{counts[s]} {s.value}" for s in Stance if counts[s])
    for claim in explanation.claims.values():
        yield f"  {claim.id}: {_arrow(case, claim)}"


def _variable(case: Case, variable: Variable) -> Iterator[str]:
    level = variable.level.value if variable.level else "not given"
    yield f"{variable.name} (variable {variable.id}, level: {level})"
    yield from _wrapped(variable.definition)
    for title, moved in (("What moves it:", True), ("What it moves:", False)):
        listed = [
            f"  {full_id}: {_arrow(case, claim)}"
            for full_id, _, claim in case.claims()
            if (claim.effect == variable.id if moved else variable.id in dict(claim.signed_causes))
        ]
        if listed:
            yield title
            yield from listed


def _claim(
    case: Case,
    explanation: Explanation,
    claim: CausalClaim,
    texts: Mapping[SourceId, IndexedText],
) -> Iterator[str]:
    yield f"{explanation.full_id(claim)} ({case.label(explanation.id)})"
    yield f"  {_arrow(case, claim)}"
    if claim.mechanism:
        yield from _wrapped(f"How: {claim.mechanism}")
    facts = {
        "Through": ", ".join(case.variables[v].name for v in claim.intervening),
        "If": ", ".join(
            f"{case.variables[c.variable].name} is {c.value}" for c in claim.conditions
        ),
        "When": claim.period,
        "Strength": claim.modality.value if claim.modality else "",
        "Basis": claim.basis.value if claim.basis is not Basis.EXPLICIT else "",
        "Certainty": claim.certainty.value if claim.certainty is not Certainty.PLAIN else "",
        "Author's term": claim.term,
        "Actors": ", ".join(case.actors[actor].name for actor in claim.actors),
    }
    for name, value in facts.items():
        if value:
            yield from _wrapped(f"{name}: {value}")
    if claim.note:
        yield from _wrapped(f"Note: {claim.note}")
    for locator in claim.at:
        source = locator.source or explanation.source
        leaning = "".join(f"; leans on {case.sources[cited].short}" for cited in locator.citing)
        yield f"  At: {case.sources[source].short}, {locator.place}{leaning}"
        yield from _passage(locator, texts.get(source))


def _passage(locator: Locator, text: IndexedText | None) -> Iterator[str]:
    if text is None:
        if locator.anchor:
            yield f"      “{locator.anchor.start} ... {locator.anchor.end}”"
        return
    match = find_anchor(locator, text)
    if match.start is None or match.end is None:
        yield f"      [{match.grade.value}: {match.reason}]"
        return
    passage = " ".join(text.text[match.start : match.end].split())
    grade = "" if match.grade is Grade.EXACT else f" [{match.grade.value}]"
    yield from _wrapped(f"“{passage}”{grade}", indent=6)


def _arrow(case: Case, claim: CausalClaim) -> str:
    causes = claim.signed_causes
    names = " and ".join(case.variables[variable].name for variable, _ in causes)
    signs = {sign for _, sign in causes}
    arrow = _ARROWS[claim.sign] if len(signs) == 1 else "--(mixed)-->"
    stance = "" if claim.stance is Stance.ASSERTS else f" [{claim.stance.value}]"
    return f"{names} {arrow} {case.variables[claim.effect].name}{stance}"


def _wrapped(text: str, indent: int = 2) -> list[str]:
    margin = " " * indent
    return textwrap.wrap(text, _WIDTH, initial_indent=margin, subsequent_indent=margin + "  ")
