"""The figures of the essay on Kazakhstan, computed when the documentation is built."""

from collections import Counter
from collections.abc import Iterable

import fpcase
from fpcase.comparison.tables import Table

CAUSE, EFFECT = "annexation-of-crimea", "abstention-s-2018-355"


def figures() -> dict[str, str]:
    """Name of a placeholder -> what stands in its place."""
    case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    comparison = fpcase.compare(case)
    verdicts = comparison.table("verdicts").to_records()
    kinds = Counter(str(row["verdict"]) for row in verdicts)
    chains = fpcase.comparison.find_chains(case, CAUSE, EFFECT)
    rows = chains.table("chains").to_records()
    whole = [row for row in rows if row["told whole by"]]
    loops = fpcase.comparison.find_loops(case).tables[0].to_records()
    statuses = Counter(o.status.value for o in case.prediction_outcomes)
    return {
        "version": case.version,
        "claims": str(sum(len(e.claims) for e in case.explanations.values())),
        "variables": str(len(case.variables)),
        "agreements": str(kinds["agree"]),
        "direct": str(kinds["contradict directly"]),
        "through": str(kinds["contradict through chains"]),
        "agreement_table": markdown(
            (case, row) for row in once(verdicts) if row["verdict"] == "agree"
        ),
        "contradiction_table": markdown(
            (case, row) for row in verdicts if str(row["verdict"]).startswith("contradict")
        ),
        "overlap_table": body(comparison.table("overlap")),
        "outcome_pairs": str(len(shared_pairs(comparison.table("outcomes")))),
        "chains": str(len(rows)),
        "whole_chains": str(len(whole)),
        "pooled_chains": str(len(rows) - len(whole)),
        "chain_tellers": ", ".join(
            case.label(author)
            for author in dict.fromkeys(a for row in whole for a in row["told whole by"])
        ),
        "loops": str(len(loops)),
        "own_loops": str(sum(bool(row["told whole by"]) for row in loops)),
        "congruence_table": body(fpcase.comparison.congruence(case).table("theories")),
        "borne_out": str(statuses["borne-out"]),
        "partly": str(statuses["partly-borne-out"]),
        "not_borne_out": str(statuses["not-borne-out"]),
        "not_tested": str(statuses["not-tested"]),
        "open": str(statuses["open"]),
    }


def body(table: Table) -> str:
    """A table without its caption."""
    return table.to_markdown().partition("\n\n")[2]


def once(rows: list[dict[str, object]]) -> Iterable[dict[str, object]]:
    """One row for each pair of variables, with every author who takes the position."""
    found: dict[tuple[object, object], dict[str, object]] = {}
    for row in rows:
        pair = (row["verdict"], row["cause"], row["effect"])
        if pair not in found:
            found[pair] = dict(row)
        else:
            for side in ("left claims", "right claims"):
                found[pair][side] = list(dict.fromkeys([*found[pair][side], *row[side]]))
    return found.values()


def shared_pairs(table: Table) -> set[tuple[object, object]]:
    """The pairs of authors who explain an outcome in common."""
    return {(row["left"], row["right"]) for row in table.to_records()}


def markdown(rows: Iterable[tuple[fpcase.Case, dict[str, object]]]) -> str:
    """Pairs of variables by their names, with what is said and the claims that say it."""
    lines = ["| cause | effect | one side | the other | claims |", "|---|---|---|---|---|"]
    for case, row in rows:
        names = [case.variables[row[end]].name for end in ("cause", "effect")]
        says = [str(row[f"{side} says"] or row[f"{side} total"]) for side in ("left", "right")]
        claims = [*row["left claims"], *row["right claims"]]
        lines.append("| " + " | ".join([*names, *says, ", ".join(dict.fromkeys(claims))]) + " |")
    return "\n".join(lines)
