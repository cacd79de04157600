"""The questions that can be put to decisions: the verb of a study."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import fpcase.decisions
from fpcase.comparison.tables import Result
from fpcase.model.cases import Case
from fpcase.model.errors import FpcaseError
from fpcase.model.options import refuse
from fpcase.model.signatures import checked
from fpcase.statements import View


@checked
def ask(  # noqa: PLR0911, PLR0913 - every question and every choice by its name
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
        outcome: The outcome: a variable, "not" a variable, variable=value, or such as "a or b"; if
            left out, what there is to ask.
        necessary: Is this necessary for it? Such as "a and not b or c=high".
        sufficient: Is this sufficient for it?
        cut: From which consistency on that holds.
        pairs: Compare decisions two by two.
        claims: Hold the authors' claims against the decisions.
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
        FpcaseError: something asked for is unknown, no decision is left, or two questions are
            asked at once.

    >>> import fpcase
    >>> study = fpcase.study("kazakhstan")
    >>> found = study.decisions("distancing-from-russia", necessary="other-alternative")
    >>> found.verdict
    'open'
    """
    case, room = of.unfiltered() if isinstance(of, View) else of, fpcase.decisions
    put = {"necessary": necessary, "sufficient": sufficient, "rows": rows, "solve": solve}
    named = [one for one, said in put.items() if said is not None]
    named += ["pairs"] * pairs + ["claims"] * claims
    if len(named) > 1:
        message = f"expected one question, found {' and '.join(named)}"
        raise FpcaseError(message)
    if outcome is None:
        if named not in ([], ["claims"]):
            known = dict.fromkeys(o for one in case.decisions.values() for o in one.outcomes)
            refuse("outcome", f"one of {', '.join(known)}", outcome)
        return room.claims_on_decisions(case) if claims else room.Overview(case=case)
    table = room.decision_table(
        case, outcome, conditions, actors, kinds, period, works, basis, silence
    )
    cuts = room.Cuts(cut=cut, lower=cut)
    if solve is not None:
        return room.solve(table, solve, cuts, expects=expects, expected_by=expected_by)
    if rows is not None:
        return room.truth_table(table, rows, cuts)
    if necessary is not None:
        return room.examine(table, necessary, "necessary", cut)
    if sufficient is not None:
        return room.examine(table, sufficient, "sufficient", cut)
    if pairs:
        return room.pairs(table)
    return room.claims_on_decisions(table) if claims else table
