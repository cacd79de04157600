"""The tables of a comparison, contradictions first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import combinations
from typing import TYPE_CHECKING

from fpcase.comparison.distances import MEASURES
from fpcase.comparison.relations import Kind, Relation
from fpcase.comparison.sentences import Sentences
from fpcase.comparison.tables import Cell, Table
from fpcase.statements import Statement

if TYPE_CHECKING:
    from fpcase.comparison.author_maps import Pair
    from fpcase.comparison.causes import Divergence
    from fpcase.comparison.comparing import Comparison
    from fpcase.comparison.points import Point
    from fpcase.model.ids import ExplanationId, VariableId
    from fpcase.statements import Matter


def _points_table(comparison: Comparison, name: str, caption: str, found: Iterable[Point]) -> Table:
    words = Sentences(case=comparison.case)
    return Table(
        name=name,
        caption=f"{caption} {comparison.view.basis}",
        columns=("cause", "effect", "says", "ground", "steps", "authors", "claims", "reverse"),
        rows=[
            (
                *ends(point.matter),
                words.sides(point),
                point.ground.value,
                point.steps,
                point.authors,
                point.claims,
                comparison.reversing(point.matter) if len(point.matter) > 1 else (),
            )
            for point in found
        ],
    )


def ends(matter: Matter) -> tuple[str | None, str]:
    """Cause and effect; a description has no cause.

    Args:
        matter: What is spoken of.
    """
    return (matter[0] if len(matter) > 1 else None, matter[-1])


def contradictions_table(comparison: Comparison) -> Table:
    """The points on which authors contradict each other."""
    number = len(comparison.contradictions)
    caption = (
        f"{number} points on which authors contradict each other: nothing is left open by both, "
        "and both may speak of the same situation. Own words first, then reports, forecasts and "
        "chains. Reverse: who claims that the effect moves the cause."
    )
    return _points_table(comparison, "contradictions", caption, comparison.contradictions)


def pulling_apart_table(comparison: Comparison) -> Table:
    """The points on which descriptions lean opposite ways."""
    caption = "Descriptions that can both be right, but lean opposite ways: no contradiction."
    return _points_table(comparison, "pulling-apart", caption, comparison.pulling_apart)


def scope_table(comparison: Comparison) -> Table:
    """The points on which authors differ, of different times or conditions."""
    caption = "What would be contradictions, but of disjoint periods or conditions."
    return _points_table(comparison, "scope", caption, comparison.by_scope)


def theories_table(comparison: Comparison) -> Table:
    """Where theories part the authors."""
    return Table(
        name="theories",
        caption="Propositions that one author denies, or that demand one way for every cause, "
        "where somebody declares the theory; theories that one rejects and another declares; "
        "variables that one sets aside and another has as a cause. Meeting a proposition is "
        f"consistent with its theory, and no proof of it. {comparison.view.basis}",
        columns=("theory or variable", "question", "parts", "answer", "authors", "claims"),
        rows=[
            (one.theory, one.question, one.parting.value, stand.says, stand.authors, stand.claims)
            for one in comparison.theories
            for stand in one.stands
        ],
    )


def agreements_table(comparison: Comparison) -> Table:
    """The points on which authors agree."""
    alike = sum(len(point.alike) for point in comparison.agreements)
    caption = (
        "Agreements, one for each pair of broadest terms and the sign between them, on the matter "
        f"on which most authors agree; {alike} on other matters under the same terms are counted."
    )
    return _points_table(comparison, "agreements", caption, comparison.agreements)


def _divergences_table(
    comparison: Comparison, name: str, caption: str, found: Iterable[Divergence]
) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for one in found:
        for left, right in combinations(one.authors, 2):
            for author, other in ((left, right), (right, left)):
                rows += [
                    (
                        one.term,
                        author,
                        other,
                        named.variable,
                        one.standing(author, named.variable, other).value,
                        named.claims,
                        one.one_thing,
                    )
                    for named in one.naming(author)
                ]
    what = "consequence" if name == "same-cause" else "cause"
    term = "cause" if name == "same-cause" else "effect"
    return Table(
        name=name,
        caption=f"{caption} {comparison.view.basis}",
        columns=(term, "author", "beside", what, "stands", "claims", "same thing explained"),
        rows=rows,
    )


def same_effect_table(comparison: Comparison) -> Table:
    """The effects that authors explain by different causes."""
    caption = (
        f"{len(comparison.same_effect)} effects in line with an outcome that authors explain by "
        "different causes, and how each cause that one names stands to those of another. Silence "
        "is not denial: most rivals do not exclude each other."
    )
    return _divergences_table(comparison, "same-effect", caption, comparison.same_effect)


def same_cause_table(comparison: Comparison) -> Table:
    """The causes to which authors ascribe different consequences."""
    caption = (
        f"{len(comparison.same_cause)} causes to which authors ascribe different consequences, "
        "one of them in line with an outcome."
    )
    return _divergences_table(comparison, "same-cause", caption, comparison.same_cause)


RELATION_COLUMNS = (
    "relation",
    "ground",
    "cause",
    "effect",
    "left",
    "right",
    "left says",
    "right says",
    "steps",
    "left claim",
    "right claims",
    "dates approximate",
)


def relation_rows(comparison: Comparison, relations: Iterable[Relation]) -> list[tuple[Cell, ...]]:
    """Relations as rows, the gravest first.

    Args:
        comparison: The comparison.
        relations: Some of its relations.
    """
    words = Sentences(case=comparison.case)
    order = list(Kind)
    return [
        (
            one.kind.value,
            one.ground.value,
            *ends(one.matter),
            *one.authors,
            words.content(one.left_open, one.left),
            words.content(one.right_open, one.right),
            one.steps,
            one.left.id,
            (one.right.id,) if isinstance(one.right, Statement) else one.right.claims,
            one.approximate,
        )
        for one in sorted(relations, key=lambda r: (order.index(r.kind), r.matter, r.claims))
    ]


def relations_table(comparison: Comparison) -> Table:
    """How every two statements on the same matter stand to each other."""
    return Table(
        name="relations",
        caption="Every two statements by different authors on the same matter: in the same "
        f"terms, or where one term is above the other. {comparison.view.basis}",
        columns=RELATION_COLUMNS,
        rows=relation_rows(comparison, comparison.relations),
    )


def chains_table(comparison: Comparison) -> Table:
    """How authors' own chains stand to direct claims."""
    return Table(
        name="by-chain",
        caption="Direct claims, and the chains of two or three claims by one author that amount "
        "to the same sign or to one that the claim excludes. An author's own chain may be "
        f"another way. {comparison.view.basis}",
        columns=RELATION_COLUMNS,
        rows=relation_rows(comparison, comparison.by_chain),
    )


def leads_table(comparison: Comparison) -> Table:
    """How statements on kindred matters stand to each other."""
    return Table(
        name="leads",
        caption="Statements that only a broader term joins, or a denial on a narrower one: leads "
        f"to follow, and no findings. {comparison.view.basis}",
        columns=RELATION_COLUMNS,
        rows=relation_rows(comparison, comparison.leads),
    )


def counts_table(comparison: Comparison) -> Table:
    """On how many matters two authors agree, contradict each other and so on."""
    kinds = [kind for kind in Kind if kind is not Kind.TOLD_AT_LENGTH]
    matters: dict[tuple[ExplanationId, ExplanationId], set[tuple[Kind, Matter]]] = {}
    for one in (*comparison.relations, *comparison.by_chain):
        two = frozenset(one.authors)
        matters.setdefault(_in_order(comparison, two), set()).add((one.kind, one.matter))
    rows: list[tuple[Cell, ...]] = []
    for left, right in combinations(comparison.authors, 2):
        counts = Counter(kind for kind, _ in matters.get((left, right), ()))
        ours, theirs = comparison.maps[left].statements, comparison.maps[right].statements
        silent = len(ours.keys() ^ theirs.keys())
        rows.append((left, right, *(counts[kind] for kind in kinds), silent))
    return Table(
        name="counts",
        caption="On how many matters two authors stand to each other in each way; one silent: "
        f"pairs of variables that only one of them speaks of. {comparison.view.basis}",
        columns=("left", "right", *(kind.value for kind in kinds), "one silent"),
        rows=rows,
    )


def _in_order(
    comparison: Comparison, two: frozenset[ExplanationId]
) -> tuple[ExplanationId, ExplanationId]:
    places = sorted(two, key=comparison.authors.index)
    return places[0], places[-1]


def self_contradictions_table(comparison: Comparison) -> Table:
    """Authors who exclude their own claims."""
    return Table(
        name="self-contradictions",
        caption="Authors whose claims on one matter exclude each other, for one time and under "
        "one condition, or who deny what their own chains amount to. "
        f"{comparison.view.basis}",
        columns=("author", "cause", "effect", "through chains", "claims"),
        rows=[
            (found.author, *ends(found.matter), found.through_chains, found.claims)
            for found in comparison.self_contradictions
        ],
    )


def roles_table(comparison: Comparison) -> Table:
    """Variables that play different roles."""
    rows: list[tuple[Cell, ...]] = []
    for name in sorted({name for played in comparison.roles.values() for name in played}):
        played = [comparison.roles[author].get(name) for author in comparison.authors]
        if len({role for role in played if role}) > 1:
            rows.append((name, *(role.value if role else None for role in played)))
    return Table(
        name="roles",
        caption="Variables that play different roles for different authors, in their diagrams of "
        f"asserted effects. {comparison.view.basis}",
        columns=("variable", *comparison.authors),
        rows=rows,
    )


def overlap_table(comparison: Comparison) -> Table:
    """How alike two authors' diagrams are."""
    return Table(
        name="overlap",
        caption="Overlap of two authors' diagrams of asserted effects: Jaccard coefficients of "
        f"variables and of signed arrows. {comparison.view.basis}",
        columns=("left", "right", *MEASURES),
        rows=[(*two, *values.values()) for two, values in comparison.overlap.items()],
    )


def variables_table(comparison: Comparison) -> Table:
    """The variables that several authors use."""
    claims: dict[VariableId, Counter[ExplanationId]] = {}
    for author, one in comparison.maps.items():
        for pair, said in one.statements.items():
            for variable in dict.fromkeys(pair):
                claims.setdefault(variable, Counter())[author] += len(said)
    shared = {variable: by for variable, by in claims.items() if len(by) > 1}
    ranked = sorted(shared, key=lambda v: (-len(shared[v]), -shared[v].total(), v))
    return Table(
        name="variables",
        caption=f"The {len(shared)} variables that several authors use; {len(claims) - len(shared)}"
        f" used by one author are left out. Asserted and denied claims. {comparison.view.basis}",
        columns=("variable", "name", "number of authors", "authors", "claims"),
        rows=[
            (
                variable,
                comparison.case.variables[variable].name,
                len(shared[variable]),
                tuple(shared[variable]),
                shared[variable].total(),
            )
            for variable in ranked
        ],
    )


def arrows_table(comparison: Comparison) -> Table:
    """The pairs of variables that several authors speak of directly."""
    said: dict[Pair, list[tuple[Statement, ...]]] = {}
    for one in comparison.maps.values():
        for pair, statements in one.statements.items():
            said.setdefault(pair, []).append(statements)
    shared = {pair: by for pair, by in sorted(said.items()) if len(by) > 1}
    rows: list[tuple[Cell, ...]] = []
    for pair in sorted(shared, key=lambda pair: -len(shared[pair])):
        made = [s for by_author in shared[pair] for s in by_author]
        positions = tuple(dict.fromkeys(s.position.value for s in made))
        claims = tuple(s.id for s in made)
        rows.append((*pair, len(shared[pair]), positions, claims))
    return Table(
        name="arrows",
        caption=f"The {len(shared)} ordered pairs of variables that several authors speak of "
        f"directly; {len(said) - len(shared)} that one author speaks of are left out. "
        f"Asserted and denied claims. {comparison.view.basis}",
        columns=("cause", "effect", "number of authors", "positions", "claims"),
        rows=rows,
    )


TABLES: tuple[Callable[[Comparison], Table], ...] = (
    contradictions_table,
    pulling_apart_table,
    scope_table,
    theories_table,
    agreements_table,
    same_effect_table,
    same_cause_table,
    relations_table,
    chains_table,
    leads_table,
    counts_table,
    self_contradictions_table,
    roles_table,
    overlap_table,
    variables_table,
    arrows_table,
)
"""The tables of a comparison, in the order in which they are shown."""
