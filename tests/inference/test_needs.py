"""What an account needs, against every chain of it."""

import networkx as nx
from hypothesis import given, settings
from synthetic import cases, claim, synthetic_case

from fpcase import Case
from fpcase.diagrams import causal_diagram
from fpcase.inference import needs


@settings(max_examples=30)
@given(case=cases(authors=("doe-2001",), most=9))
def test_needs_equal_the_enumeration_of_chains(case: Case) -> None:
    """A variable is needed for a cause if it stands on every chain, loops or not."""
    found = needs(case, "doe-2001")
    diagram = causal_diagram(case, ["doe-2001"], expand=True)
    for outcome in case.explanations["doe-2001"].explains:  # type: ignore[index]
        expected: dict[str, set[str]] = {}
        for cause in map(str, case.variables):
            if cause == outcome or cause not in diagram or outcome not in diagram:
                continue
            chains = [
                {diagram.nodes[node]["variable"] for node in path}
                for path in nx.all_simple_paths(nx.DiGraph(diagram), cause, outcome)
            ]
            if chains:
                for variable in set.intersection(*chains) - {cause, str(outcome)}:
                    expected.setdefault(variable, set()).add(cause)
        rows = {
            str(r["variable"]): r["causes"] for r in found.to_records() if r["outcome"] == outcome
        }
        assert {one: set(of) for one, of in rows.items()} == expected  # type: ignore[call-overload]


def test_a_need_names_where_to_look() -> None:
    """Who else speaks of it, and which evidence is coded."""
    case = synthetic_case(
        {
            "doe-2001": [
                claim("war + fear", evidence=["speech"]),
                "fear + neutrality",
                claim("trade + neutrality", intervening=["fear"]),
            ],
            "roe-2002": ["fear + arms"],
        }
    )
    (row,) = needs(case, "doe-2001").to_records()
    assert row == {
        "outcome": "neutrality",
        "variable": "fear",
        "needed-for": "2 of 2",
        "causes": ["trade", "war"],
        "others": [case.label(case.explanations["roe-2002"].id)],  # type: ignore[index]
        "evidence": ["speech"],
    }


def test_an_outcome_that_nothing_leads_to_needs_nothing() -> None:
    """An account without chains has no place to look."""
    case = synthetic_case({"doe-2001": ["war + fear"]}, explains={"doe-2001": ["neutrality"]})
    found = needs(case, "doe-2001")
    assert found.to_records() == []
    assert "No variable is needed: there is no chain, or" in found.text
    assert found.title.startswith("Variables that the account of ")


def test_a_need_without_evidence_says_so() -> None:
    """None coded is where to look first."""
    case = synthetic_case({"doe-2001": ["war + fear", "fear + neutrality"]})
    assert (
        "1 of 1 causes reach neutrality only through fear; also in: nobody else; "
        "evidence of it: none coded" in " ".join(needs(case, "doe-2001").text.split())
    )
    (row,) = needs(case, "doe-2001").to_records()
    assert (row["others"], row["evidence"]) == ("nobody else", "none coded")


def test_a_long_account_fits_the_screen(kazakhstan: Case) -> None:
    """Aitiev's claims connect nearly everything; the rest is in the table."""
    for author in kazakhstan.explanations:
        lines = needs(kazakhstan, author).text.splitlines()
        assert len(lines) <= 45
        assert max(map(len, lines), default=0) <= 80
    many = synthetic_case({"doe-2001": [f"v{n} + v{n + 1}" for n in range(50)]})
    assert needs(many, "doe-2001").text.splitlines()[-1].endswith("more lines: --format markdown")
