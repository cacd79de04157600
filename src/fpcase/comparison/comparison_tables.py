"""The tables of a comparison, shared outcomes first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import combinations
from typing import TYPE_CHECKING

from fpcase.comparison.overlap import MEASURES
from fpcase.comparison.tables import Cell, Table
from fpcase.comparison.verdicts import Verdict, VerdictKind
from fpcase.statements.concepts import ancestry

if TYPE_CHECKING:
    from fpcase.comparison.comparing import Comparison
    from fpcase.comparison.positions import Pair
    from fpcase.model.ids import ExplanationId, VariableId
    from fpcase.statements import Statement


def outcomes_table(comparison: Comparison) -> Table:
    """Which outcomes two authors both explain, and by what."""
    past = sum(shared.talking_past for shared in comparison.shared_outcomes)
    pairs = len(list(combinations(comparison.authors, 2)))
    sharing = len({(s.left, s.right) for s in comparison.shared_outcomes})
    return Table(
        name="outcomes",
        caption=f"Shared outcomes of every two authors, in the narrowest term that covers both "
        f"({sharing} of {pairs} pairs of authors share any; in {past} rows they talk past each "
        "other: same outcome, no shared cause of it). Causes are asserted effects, directly or "
        f"through the author's own chains. {comparison.view.basis}",
        columns=(
            "outcome",
            "left",
            "right",
            "left explains",
            "right explains",
            "shared direct causes",
            "shared causes",
            "talking past",
        ),
        rows=[
            (
                *(s.outcome, s.left, s.right, s.left_outcomes, s.right_outcomes),
                *(s.direct, s.causes, s.talking_past),
            )
            for s in comparison.shared_outcomes
        ],
    )


def counts_table(comparison: Comparison) -> Table:
    """How often two authors agree, contradict each other and so on."""
    kinds = [k for k in VerdictKind if k not in {VerdictKind.ONE_SILENT, VerdictKind.BOTH_SILENT}]
    counts: Counter[tuple[ExplanationId, ExplanationId, VerdictKind]] = Counter(
        (v.left, v.right, v.kind) for v in comparison.verdicts
    )
    reversals = Counter((v.left, v.right) for v in comparison.verdicts if v.reverse)
    return Table(
        name="counts",
        caption="How two authors stand to each other, counted over ordered pairs of variables "
        f"that either speaks of, {_how(comparison)}. {comparison.view.basis}",
        columns=("left", "right", *(kind.value for kind in kinds), "one silent", "reversals"),
        rows=[
            (
                left,
                right,
                *(counts[left, right, kind] for kind in kinds),
                comparison.found.silent[left, right],
                reversals[left, right],
            )
            for left, right in combinations(comparison.authors, 2)
        ],
    )


def _how(comparison: Comparison) -> str:
    return "directly or through chains" if comparison.through_chains else "directly"


def _family(comparison: Comparison) -> set[VariableId]:
    """The shared outcomes, and the variables that are a kind of them."""
    shared = {s.outcome for s in comparison.shared_outcomes}
    case = comparison.case
    return {v for v in case.variables if not shared.isdisjoint(ancestry(case, v))}


def _rows(comparison: Comparison, shown: list[Verdict]) -> list[tuple[Cell, ...]]:
    order = list(VerdictKind)
    first = _family(comparison)
    shown.sort(key=lambda v: (order.index(v.kind), v.pair[1] not in first, _length(v)))
    return [
        (
            v.kind.value,
            *v.pair,
            v.left,
            v.right,
            *(" ".join(signs) or None for signs in (v.left_says, v.left_total)),
            *(" ".join(signs) or None for signs in (v.right_says, v.right_total)),
            v.reverse,
            v.left_claims,
            v.right_claims,
        )
        for v in shown
    ]


def _length(verdict: Verdict) -> int:
    """How many claims make a verdict on chains: short chains say more than long ones."""
    return 0 if verdict.left_direct and verdict.right_direct else len(verdict.claims)


_VERDICT_COLUMNS = (
    "verdict",
    "cause",
    "effect",
    "left",
    "right",
    "left says",
    "left total",
    "right says",
    "right total",
    "reverse",
    "left claims",
    "right claims",
)


def verdicts_table(comparison: Comparison) -> Table:
    """The verdicts where one author at least speaks directly."""
    shown = [v for v in comparison.verdicts if v.left_direct or v.right_direct]
    walks = sum(v.over_walks for v in shown)
    silent = sum(comparison.found.silent.values())
    return Table(
        name="verdicts",
        caption="Verdicts for every two authors on every ordered pair of variables that one of "
        f"them claims something of directly, and the other {_how(comparison)}; shared outcomes "
        f"first within each verdict, then short chains. Says: directly; total: over all chains of "
        f"the author. {silent} silences of one of two authors are counted, and "
        "shown only where the other claims the effect the other way round (reverse). For chains, "
        "the claims of a shortest one for each sign. "
        f"{_walks(walks)}{comparison.view.basis}",
        columns=_VERDICT_COLUMNS,
        rows=_rows(comparison, shown),
    )


def chain_verdicts_table(comparison: Comparison) -> Table:
    """The verdicts where both authors speak through chains alone."""
    shown = [v for v in comparison.verdicts if not v.left_direct and not v.right_direct]
    walks = sum(v.over_walks for v in shown)
    return Table(
        name="chain-verdicts",
        caption="Verdicts on ordered pairs of variables that neither of two authors speaks of "
        "directly, but both through chains of their own claims; shared outcomes first within "
        "each verdict, then short chains. Total: over all chains. The claims are those of a "
        f"shortest chain for each sign. {_walks(walks)}{comparison.view.basis}",
        columns=_VERDICT_COLUMNS,
        rows=_rows(comparison, shown),
    )


def _walks(number: int) -> str:
    if not number:
        return ""
    return f"In {number} of them a total is over walks (loops run through), not chains. "


def self_contradictions_table(comparison: Comparison) -> Table:
    """Authors who exclude their own claims."""
    return Table(
        name="self-contradictions",
        caption="Authors whose claims on one pair of variables exclude each other, directly or "
        f"because they deny what their own chains amount to. {comparison.view.basis}",
        columns=("author", "cause", "effect", "through chains", "claims"),
        rows=[
            (found.author, *found.pair, found.through_chains, found.claims)
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
    outcomes_table,
    counts_table,
    verdicts_table,
    chain_verdicts_table,
    self_contradictions_table,
    roles_table,
    overlap_table,
    variables_table,
    arrows_table,
)
"""The tables of a comparison, in the order in which they are shown."""
