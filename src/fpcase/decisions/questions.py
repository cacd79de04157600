"""The questions that can be put to decisions: the verb of a study."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal

import fpcase.decisions
from fpcase.comparison.tables import Result, sheet
from fpcase.decisions.table import DecisionAnswer
from fpcase.model import Case, FpcaseError, VariableId
from fpcase.model.decisions import values_in
from fpcase.model.signatures import checked, refuse
from fpcase.model.wording import counted
from fpcase.statements import View

_TAKEN_BY = {
    "cut": ("necessary", "sufficient", "rows", "solve"),
    "expects": ("solve",),
    "expected_by": ("solve",),
}
"""Option -> the questions that take it."""
_CHOICES = ("conditions", "actors", "kinds", "period", "works", "basis", "silence")
"""What is chosen of decisions and readings once an outcome is named."""


@checked
def ask(  # noqa: PLR0913 - every question and every choice by its name
    of: Case | View,
    outcome: str | None = None,
    *,
    necessary: str | None = None,
    sufficient: str | None = None,
    cut: float = 1.0,
    pairs: bool = False,
    claims: bool = False,
    rows: Iterable[str] | None = None,
    solve: Iterable[str] | None = None,
    expects: Iterable[tuple[str, str]] = (),
    expected_by: str | None = None,
    conditions: Iterable[str] | None = None,
    actors: Iterable[str] | None = None,
    kinds: Iterable[str] | None = None,
    period: str | None = None,
    works: Iterable[str] | None = None,
    basis: Iterable[str] | None = None,
    silence: Literal["unknown", "absence"] = "unknown",
) -> Result:
    """Compare decisions by conditions and an outcome, whatever the silent cells hold.

    Args:
        of: A case, or a study of one.
        outcome: The outcome: a variable, "not" a variable, variable=value, or such as "a or b";
            without it, what can be asked is listed.
        necessary: Is this necessary for it? Such as "a and not b or c=high".
        sufficient: Is this sufficient for it?
        cut: The least consistency that counts as holding (default: 1).
        pairs: Compare decisions two by two.
        claims: Compare the authors' claims with the decisions.
        rows: Put the decisions together by their configuration of these conditions.
        solve: Find which combinations of these conditions go with the outcome (needs the extra
            'analysis').
        expects: A condition, and the value at which it is expected to help.
        expected_by: The author whose claims say which conditions are expected to help.
        conditions: These conditions only.
        actors: Decisions of these actors only.
        kinds: Decisions of these kinds only.
        period: Decisions of these dates only (1991/2014).
        works: Readings that rest on these works only; others count as silence.
        basis: Readings on this basis only (explicit, implicit, inferred).
        silence: Whether a condition on which the texts are silent is unknown, or was absent
            (absence).

    Raises:
        FpcaseError: something asked for is unknown, no decision is left, two questions are
            asked at once, or the question does not take an option.

    >>> import fpcase
    >>> study = fpcase.study("kazakhstan")
    >>> found = study.decisions("distancing-from-russia", necessary="chinese-alternative")
    >>> found.verdict
    'open'
    """
    case, room = of.unfiltered() if isinstance(of, View) else of, fpcase.decisions
    put = {"necessary": necessary, "sufficient": sufficient, "rows": rows, "solve": solve}
    asked = [name for name, said in put.items() if said is not None]
    asked += ["pairs"] * pairs + ["claims"] * claims
    if len(asked) > 1:
        message = f"expected one question, found {' and '.join(asked)}"
        raise FpcaseError(message)
    expects, chosen = tuple(expects), (conditions, actors, kinds, period, works, basis, silence)
    given = {"cut": cut, "expects": expects, "expected_by": expected_by}
    _refuse_idle(given, asked, zip(_CHOICES, chosen, strict=True) if outcome is None else ())
    if outcome is None:
        if asked not in ([], ["claims"]):
            known = dict.fromkeys(o for one in case.decisions.values() for o in one.outcomes)
            refuse("outcome", f"one of {', '.join(known)}", outcome)
        return room.claims_on_decisions(case) if claims else overview(case)
    table, cuts = room.decision_table(case, outcome, *chosen), room.Cuts(cut=cut, lower=cut)
    if solve is not None:
        return room.solve(table, solve, cuts, expects=expects, expected_by=expected_by)
    if rows is not None:
        return room.truth_table(table, rows, cuts)
    if necessary is not None:
        return room.examine(table, necessary, "necessary", cut)
    if sufficient is not None:
        return room.examine(table, sufficient, "sufficient", cut)
    return room.pairs(table) if pairs else room.claims_on_decisions(table) if claims else table


def _refuse_idle(
    given: Mapping[str, object], asked: Iterable[str], chosen: Iterable[tuple[str, object]]
) -> None:
    """Refuse options that the question does not take, and choices where nothing is chosen from."""
    for option, value in given.items():
        if value not in (None, (), 1.0) and not {*_TAKEN_BY[option]} & {*asked}:
            refuse(option, f"this option only with {' or '.join(_TAKEN_BY[option])}", value)
    for option, value in chosen:
        if value not in (None, "unknown"):
            refuse(option, "an outcome together with this option", value)


def overview(case: Case) -> DecisionAnswer:
    """What there is to ask of a case's decisions: the outcomes and the conditions.

    Args:
        case: The case.
    """
    found: defaultdict[tuple[str, VariableId], Counter[str]] = defaultdict(Counter)
    for decision in case.decisions.values():
        for part, cells in (("outcome", decision.outcomes), ("condition", decision.conditions)):
            for one, cell in cells.items():
                found[part, one][" or ".join(sorted(values_in(cell))) or "silent"] += 1
    order = sorted(found.items(), key=lambda one: (one[0][0] == "condition", -one[1].total()))
    rows = [(*at, n.total(), tuple(f"{v} {m}" for v, m in sorted(n.items()))) for at, n in order]
    title = f"{counted(len(case.decisions), 'decision')} of {case.title}"
    lines = [
        f"{part}: {case.variables[one].name} ({one}): {', '.join(told)}"
        for part, one, _, told in rows
    ]
    said = f"What is said about outcomes and conditions; case {case.id}, version {case.version}"
    return DecisionAnswer(
        title=title,
        lines=[f"{title}.", *lines, "Ask about an outcome with --outcome ID; see --help."],
        tables=(sheet("variables", said, "part variable decisions told", rows),),
        about={"case": case.id, "version": case.version},
    )
