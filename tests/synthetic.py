"""Small made-up cases for tests, and strategies that make up many.

    synthetic_case({
        "doe-2001": ["war + neutrality", "trade - neutrality", "denies oil + neutrality"],
        "roe-2002": ["war - neutrality", claim("oil & trade ? budget", period="2014")],
    })

An arrow is `cause SIGN effect` with the sign ``+``, ``-``, ``0`` or ``?``; several causes are
joined by ``&`` where they work jointly; ``denies`` or ``reports`` goes first. Variables and
sources need no definition. What the case leaves unsaid (mechanism, locator, outcomes) is filled
in, so that the case written to a folder passes `check_case` without a warning.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import permutations
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st

from fpcase import Case
from fpcase.model import (
    CausalClaim,
    Explanation,
    JointCause,
    LevelOfAnalysis,
    Locator,
    Sign,
    Source,
    SourceKind,
    Stance,
    Variable,
)
from fpcase.model.ids import CaseId, ClaimId, ExplanationId, SourceId, VariableId
from fpcase.statements import Filters, View

T = TypeVar("T")


def record(record_type: type[T], /, **fields: Any) -> T:  # noqa: ANN401 - as its fields type them
    """A record of any kind, from plain text where its fields have types of their own."""
    return record_type(**fields)


SIGNS = {"+": Sign.POSITIVE, "-": Sign.NEGATIVE, "0": Sign.NO_EFFECT, "?": Sign.UNSTATED}


def claim(arrow: str, **given: Any) -> CausalClaim:  # noqa: ANN401 - as the record's fields type them
    """A claim from an arrow such as ``denies war + neutrality``.

    Args:
        arrow: Cause or causes, sign and effect, after ``denies`` or ``reports`` if so.
        given: Any other field of the record; ``id`` is ``c`` if left out.
    """
    words = arrow.split()
    stance = Stance.ASSERTS
    if words[0] in {"denies", "reports"}:
        stance = Stance(words.pop(0))
    *before, sign, effect = words
    causes = [VariableId(word) for word in before if word != "&"]
    fields: dict[str, Any] = {
        "id": ClaimId("c"),
        "effect": VariableId(effect),
        "sign": SIGNS[sign],
        "stance": stance,
        "mechanism": "One leads to the other.",
        "at": [Locator(section="Argument", paragraph=1)],
    }
    if len(causes) == 1:
        fields["cause"] = causes[0]
    else:
        fields["causes"] = [JointCause(variable=cause) for cause in causes]
    return CausalClaim(**(fields | given))


def synthetic_case(
    authors: Mapping[Any, Iterable[str | CausalClaim]],
    *,
    explains: Mapping[str, Iterable[str]] | None = None,
    levels: Mapping[str, LevelOfAnalysis | None] | None = None,
    **given: Any,  # noqa: ANN401 - as the record's fields type them
) -> Case:
    """A case from arrows.

    Args:
        authors: Author -> claims, as arrows or as records. Claims whose id is ``c`` are
            numbered ``c1``, ``c2`` and so on.
        explains: Author -> outcomes; by default what the author's claims move and is no cause
            of another claim of theirs, or else what the last claim moves.
        levels: Variable -> level of analysis; ``state`` for all others.
        given: Any other field of the case. `variables` and `sources` add to the made-up ones.
    """
    explanations = {}
    for author, arrows in authors.items():
        claims = [
            numbered if numbered.id != "c" else attrs.evolve(numbered, id=ClaimId(f"c{number}"))
            for number, numbered in enumerate(map(_claim, arrows), start=1)
        ]
        explanations[ExplanationId(author)] = Explanation(
            id=ExplanationId(author),
            source=SourceId(author),
            explains=[VariableId(v) for v in (explains or {}).get(author, ()) or _outcomes(claims)],
            claims={one.id: one for one in claims},
        )
    named = {
        variable: Variable(
            id=variable,
            name=variable.replace("-", " ").capitalize(),
            definition=f"How much {variable.replace('-', ' ')} there is.",
            level=(levels or {}).get(variable, LevelOfAnalysis.STATE),
        )
        for explanation in explanations.values()
        for one in explanation.claims.values()
        for variable in (*one.variables, *explanation.explains)
    }
    works = {
        explanation.source: Source(
            id=explanation.source,
            authors=[f"A. {explanation.source.partition('-')[0].capitalize()}"],
            year=2000 + number,
            title=f"Work {number}",
            kind=SourceKind.BOOK,
        )
        for number, explanation in enumerate(explanations.values(), start=1)
    }
    fields: dict[str, Any] = {
        "id": CaseId("ruritania"),
        "title": "Ruritania between the powers",
        "country": "Ruritania",
        "version": "1.0",
        "explanations": explanations,
    }
    added: dict[str, dict[Any, Any]] = {"variables": named, "sources": works}
    added = {name: {**made, **given.pop(name, {})} for name, made in added.items()}
    return Case(**(fields | added | given))


def _claim(arrow: str | CausalClaim) -> CausalClaim:
    return claim(arrow) if isinstance(arrow, str) else arrow


def _outcomes(claims: list[CausalClaim]) -> list[VariableId]:
    causes = {cause for one in claims for cause, _ in one.signed_causes}
    effects = dict.fromkeys(one.effect for one in claims)
    return [effect for effect in effects if effect not in causes] or list(effects)[-1:]


VARIABLES = tuple("abcdef")
AUTHORS = ("doe-2001", "roe-2002", "poe-2003")


def claims(variables: Iterable[str] = VARIABLES) -> st.SearchStrategy[CausalClaim]:
    """Any claim on a few variables: of each sign and stance, with one cause or two joint ones."""
    return st.sampled_from(_every_arrow(tuple(variables))).map(claim)


@cache
def _every_arrow(variables: tuple[str, ...]) -> list[str]:
    ways = [
        f"{stance}{{}} {sign} {{}}"
        for stance, signs in (("", "+-?0"), ("denies ", "+-?"), ("reports ", "+-?0"))
        for sign in signs
    ]
    ends = list(permutations(variables, 2))
    joint = [(f"{one} & {other}", effect) for one, other, effect in permutations(variables, 3)]
    return [way.format(*two) for way in ways for two in (*ends, *joint[::3])]


@st.composite
def cases(
    draw: st.DrawFn,
    authors: tuple[str, ...] = AUTHORS,
    variables: tuple[str, ...] = VARIABLES,
    most: int = 6,
) -> Case:
    """Any case in which a few authors make up to `most` claims each on a few variables."""
    return synthetic_case(
        {author: draw(st.lists(claims(variables), max_size=most)) for author in authors}
    )


def looked_at(
    case: Case,
    authors: Iterable[str] | None = None,
    **filters: Any,  # noqa: ANN401 - as the filters type them
) -> View:
    """A case as these filters leave it."""
    return View.of(case, authors, Filters(**filters))
