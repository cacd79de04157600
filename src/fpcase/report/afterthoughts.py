"""Evidence that is later than what it is to explain."""

import datetime as dt
from collections.abc import Iterable, Iterator

import networkx as nx

from fpcase.comparison import Table
from fpcase.comparison.tables import Cell
from fpcase.diagrams import causal_diagram
from fpcase.model.cases import Case
from fpcase.model.dates import Edtf, span
from fpcase.model.explanations import Explanation
from fpcase.model.ids import VariableId


def later_evidence(case: Case) -> Table:
    """Evidence dated after the outcome that an author rests on it to explain.

    What was said after a vote cannot have moved it; at most it shows what was thought before.
    An outcome is dated by the decisions that have it and rest on the author's own work, and by
    the periods of the author's claims on it: the last of these counts, and one that is still
    going on has no evidence that is late. A claim bears on an outcome if the author's claims
    lead from its effect to it. What has no date, or may still be earlier, is not listed.

    Args:
        case: The case.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> row = later_evidence(case).to_records()[0]
    >>> row["claim"], row["evidence"], row["dated"]
    ('hananya-2019/h49', 'nazarbayev-asem-2018', '2018-10')
    """
    rows: list[tuple[Cell, ...]] = []
    for author, explanation in case.explanations.items():
        diagram = causal_diagram(case, [author])
        for outcome in explanation.explains:
            last = _last(_dated(case, explanation, outcome))
            if last is None:
                continue
            leading = {outcome} | (nx.ancestors(diagram, outcome) if outcome in diagram else set())
            for claim in explanation.claims.values():
                for name in claim.evidence if claim.effect in leading else ():
                    date = case.evidence[name].date
                    begins = span(date)[0] if date else None
                    if begins and begins > last[0]:
                        rows.append((f"{author}/{claim.id}", name, date, outcome, *last[1:]))
    return Table(
        name="later-evidence",
        caption="Evidence dated after the outcome that an author rests on it to explain, by the "
        "author's own claims, and the decision or claim that dates the outcome; what may still be "
        f"earlier is left out. Case {case.id}, version {case.version}.",
        columns=("claim", "evidence", "dated", "outcome", "outcome dated", "by"),
        rows=rows,
    )


def _dated(case: Case, explanation: Explanation, outcome: VariableId) -> Iterator[tuple[Edtf, str]]:
    """The dates that an author's work gives an outcome, each with what gives it."""
    for decision in case.decisions.values():
        own = any(locator.source == explanation.source for locator in decision.at)
        if own and decision.outcomes.get(outcome) == "yes":
            yield decision.date, f"decisions/{decision.id}"
    for claim in explanation.claims.values():
        if claim.period and claim.effect == outcome:
            yield claim.period, f"{explanation.id}/{claim.id}"


def _last(dated: Iterable[tuple[Edtf, str]]) -> tuple[dt.date, Edtf, str] | None:
    """The last of some dates and the day that it ends; None if one is still going on."""
    last = None
    for date, by in dated:
        end = span(date)[1]
        if end is None:
            return None
        if last is None or end > last[0]:
            last = (end, date, by)
    return last
