"""Feedback loops, and the fewest authors who carry a connection."""

import builtins
from collections.abc import Mapping, Sequence
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from synthetic import cases, synthetic_case

import fpcase
from fpcase.comparison import find_loops
from fpcase.comparison.chains import Loop, Polarity, chains_between
from fpcase.diagrams import bundles, causal_diagram
from fpcase.diagrams.paths import source_cut
from fpcase.statements import Bundles


def drawn(case: fpcase.Case) -> tuple[Bundles, tuple[str, ...]]:
    """What carries chains in a case, and its authors."""
    return bundles(causal_diagram(case)), tuple(case.explanations)


def loops_of(
    authors: Mapping[str, Sequence[str]], *, max_steps: int = 9, limit: int = 99
) -> tuple[tuple[Loop, ...], str]:
    """The loops of a made-up case."""
    found = find_loops(synthetic_case(authors), max_steps=max_steps, limit=limit)
    return found.loops, found.because


def test_loops_have_a_polarity_and_say_who_closes_them() -> None:
    """Worked by hand: one of each kind, the last closed only by pooling."""
    found, _ = loops_of(
        {
            "doe-2001": ["a + b", "b + a", "c + d", "d - c", "e + f", "f + e", "g ? g"],
            "roe-2002": ["f - e", "h - i"],
            "poe-2003": ["i - h"],
        }
    )
    said = {loop.chain.nodes: (loop.polarity, loop.chain.told_whole_by) for loop in found}
    assert said == {
        ("g", "g"): (Polarity.UNSTATED, ("doe-2001",)),
        ("a", "b", "a"): (Polarity.REINFORCING, ("doe-2001",)),
        ("c", "d", "c"): (Polarity.BALANCING, ("doe-2001",)),
        ("e", "f", "e"): (Polarity.CONTESTED, ("doe-2001",)),
        ("h", "i", "h"): (Polarity.REINFORCING, ()),
    }
    assert list(said) == sorted(said, key=lambda nodes: (len(nodes), nodes))


@settings(max_examples=40, deadline=None)
@given(case=cases())
def test_loops_are_those_of_networkx_each_once(case: fpcase.Case) -> None:
    """An independent algorithm must find the same loops."""
    found, _ = drawn(case)
    ours = [loop.chain.nodes[:-1] for loop in find_loops(case, max_steps=9, limit=999).loops]
    theirs = []
    for cycle in nx.simple_cycles(nx.DiGraph((m, n) for m in found.after for n in found.after[m])):
        at = cycle.index(min(cycle))
        theirs.append(tuple(cycle[at:] + cycle[:at]))
    assert sorted(ours) == sorted(theirs)


def test_a_cap_on_loops_is_named() -> None:
    """A map in which everything moves everything has more loops than anyone reads."""
    nodes = "abcdef"
    dense = {"doe-2001": [f"{m} + {n}" for m in nodes for n in nodes if m != n]}
    found, because = loops_of(dense, limit=5)
    assert (len(found), because) == (5, "its limit of 5 loops")
    hurried = find_loops(synthetic_case(dense), max_steps=6, limit=9999, budget=100)
    assert hurried.because == "its limit of 100 steps"
    assert not loops_of(dense, max_steps=2)[1]


def test_a_map_without_loops_has_none() -> None:
    """An empty answer is an answer."""
    assert loops_of({"doe-2001": ["a + b"]}) == ((), "")


def test_the_source_cut_counts_authors_and_not_claims() -> None:
    """Worked by hand: three claims by doe fall with doe, so two authors carry the tie."""
    case = synthetic_case(
        {
            "doe-2001": ["a + b", "a + c", "a + d", "b + z"],
            "roe-2002": ["c + z", "a + e"],
            "poe-2003": ["d + z", "e + z"],
        }
    )
    found, authors = drawn(case)
    pytest.importorskip("scipy", reason="the solver is in the extra 'analysis'")
    for solver in (False, True):
        cut = source_cut(found, authors, "a", "z", solver=solver)
        assert len(cut) == 2
        assert "doe-2001" in cut


@settings(max_examples=40, deadline=None)
@given(case=cases(most=8))
def test_the_source_cut_lies_between_whole_tellers_and_the_flow_of_claims(
    case: fpcase.Case,
) -> None:
    """Each author who tells a chain whole must go; and as many claims as flow would do."""
    pytest.importorskip("scipy", reason="the solver is in the extra 'analysis'")
    found, authors = drawn(case)
    claims: nx.DiGraph[str] = nx.DiGraph()
    claims.add_nodes_from("af")
    for node, nexts in found.after.items():
        for other, bundle in nexts.items():
            claims.add_edge(node, other, capacity=len(bundle))
    flow = nx.maximum_flow_value(claims, "a", "f")
    chains, _ = chains_between(found, authors, "a", "f")
    tellers = {author for chain in chains for author in chain.told_whole_by}
    solved = source_cut(found, authors, "a", "f", solver=True)
    tried = source_cut(found, authors, "a", "f", solver=False)
    assert len(tellers) <= len(solved) == len(tried) <= flow


def test_no_connection_needs_no_cut_and_a_loop_has_none() -> None:
    """Nothing has to be removed where nothing leads on; one variable cannot be cut from itself."""
    found, authors = drawn(synthetic_case({"doe-2001": ["a + b", "c + c"]}))
    assert source_cut(found, authors, "b", "a") == ()
    with pytest.raises(fpcase.FpcaseError, match="two different variables, found 'a' twice"):
        source_cut(found, authors, "a", "a")


def test_many_authors_without_a_solver_name_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what to install; up to twelve authors nothing is needed."""
    real = builtins.__import__

    def without_scipy(name: str, *rest: Any, **more: Any) -> Any:  # noqa: ANN401 - as __import__
        if name.startswith("scipy"):
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without_scipy)
    many = {f"author-{number}": ["a + z"] for number in range(13)}
    found, authors = drawn(synthetic_case(many))
    with pytest.raises(
        fpcase.FpcaseError, match=r"12 authors, the source cut needs SciPy.*'fpcase\[analysis\]'"
    ):
        source_cut(found, authors, "a", "z")
    assert len(source_cut(found, authors, "a", "z", solver=False)) == 13
