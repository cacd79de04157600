"""A case becomes a graph with one edge for each claim and cause."""

import attrs
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from synthetic import cases, claim, record, synthetic_case

from fpcase import Case, FpcaseError, causal_diagram
from fpcase.diagrams import bundles
from fpcase.model import Basis, JointCause, LevelOfAnalysis, Sign, Stance

ALL = ("asserts", "denies", "reports")


def arrows(case: Case, *authors: str, **asked: object) -> list[tuple[str, str, str, str]]:
    """Cause, effect, claim and sign of each edge."""
    diagram = causal_diagram(case, authors or None, **asked)  # type: ignore[arg-type]  # as the test asks
    return [(u, v, key, edge["sign"]) for u, v, key, edge in diagram.edges(keys=True, data=True)]


TWO = synthetic_case(
    {
        "doe-2001": [
            "war + neutrality",
            "denies oil + neutrality",
            "trade 0 neutrality",
            "reports trade - war",
            claim("war - trade", basis=Basis.INFERRED),
        ],
        "roe-2002": ["war - neutrality", "oil & trade ? budget"],
    },
    levels={"war": LevelOfAnalysis.SYSTEM, "oil": None},
)


def test_by_default_a_diagram_holds_what_carries_chains() -> None:
    """A scholar's own networkx calls must not run along a denied, reported or inferred effect."""
    assert arrows(TWO) == [
        ("war", "neutrality", "doe-2001/c1", "positive"),
        ("war", "neutrality", "roe-2002/c1", "negative"),
        ("oil", "budget", "roe-2002/c2", "unstated"),
        ("trade", "budget", "roe-2002/c2", "unstated"),
    ]


def test_denials_and_reports_are_drawn_on_request() -> None:
    """What an author rejects is part of the argument; asserting no effect denies one."""
    assert [arrow[2] for arrow in arrows(TWO, "doe-2001", stances=["denies"])] == [
        "doe-2001/c2",
        "doe-2001/c3",
    ]
    assert [arrow[2] for arrow in arrows(TWO, "doe-2001", stances=[Stance.REPORTS])] == [
        "doe-2001/c4"
    ]


def test_the_coders_own_readings_are_drawn_on_request() -> None:
    """What the coder infers is not what the author says."""
    assert [arrow[2] for arrow in arrows(TWO, "doe-2001", include_inferred=True)] == [
        "doe-2001/c1",
        "doe-2001/c5",
    ]


@given(cases(), st.sets(st.sampled_from(ALL)))
def test_there_is_one_edge_for_each_claim_and_cause(case: Case, stances: set[str]) -> None:
    """Nothing is merged or dropped: the diagram counts what the case holds."""
    wanted = {
        (cause, one.effect, full_id)
        for full_id, _, one in case.claims()
        for cause, sign in one.signed_causes
        if (
            "denies"
            if one.stance is Stance.ASSERTS and sign is Sign.NO_EFFECT
            else one.stance.value
        )
        in stances
    }
    diagram = causal_diagram(case, stances=tuple(stances))
    assert set(diagram.edges(keys=True)) == wanted
    assert diagram.number_of_edges() == len(wanted)
    for _, _, key, edge in diagram.edges(keys=True, data=True):
        assert edge["claim"] is case.claim(key)
        assert key == f"{edge['author']}/{edge['claim'].id}"
        assert edge["stance"] == edge["claim"].stance.value


@given(cases())
def test_authors_diagrams_add_up_to_the_pooled_one(case: Case) -> None:
    """The pool is what the authors say together, and nothing else."""
    pooled = causal_diagram(case)
    single = [causal_diagram(case, [author]) for author in case.explanations]
    assert {*pooled.edges(keys=True)} == {edge for one in single for edge in one.edges(keys=True)}
    assert set(pooled) == {node for one in single for node in one}


def test_a_joint_cause_keeps_its_own_sign() -> None:
    """Two causes that work jointly may pull in different directions."""
    trade = record(JointCause, variable="trade", sign=Sign.NEGATIVE)
    mixed = claim("war & trade + neutrality", causes=[record(JointCause, variable="war"), trade])
    assert arrows(synthetic_case({"doe": [mixed]})) == [
        ("war", "neutrality", "doe/c1", "positive"),
        ("trade", "neutrality", "doe/c1", "negative"),
    ]


def test_a_node_says_what_its_variable_is() -> None:
    """A figure and a statistic need the name, the level and whether it is explained."""
    diagram = causal_diagram(TWO, ["roe-2002"])
    assert diagram.nodes["war"] == {
        "variable": "war",
        "name": "War",
        "level": "system",
        "outcome": False,
    }
    assert diagram.nodes["oil"]["level"] is None
    assert diagram.nodes["budget"]["outcome"] is True


def test_an_outcome_is_one_of_the_authors_drawn() -> None:
    """What another author explains is no outcome here."""
    case = synthetic_case({"doe": ["war + trade", "trade + oil"], "roe": ["war + trade"]})
    assert causal_diagram(case).nodes["trade"]["outcome"] is True
    assert causal_diagram(case, ["doe"]).nodes["trade"]["outcome"] is False


def test_the_graph_says_what_it_was_made_from() -> None:
    """A figure must carry the case's version and its authors' names."""
    assert causal_diagram(TWO, ["roe-2002", "doe-2001", "roe-2002"]).graph == {
        "case": "ruritania",
        "title": "Ruritania between the powers",
        "version": "1.0",
        "authors": ("roe-2002", "doe-2001"),
        "labels": {"roe-2002": "Roe 2002", "doe-2001": "Doe 2001"},
        "explains": {"roe-2002": ["neutrality", "budget"], "doe-2001": ["neutrality"]},
    }


THROUGH = synthetic_case(
    {
        "doe": [claim("war - neutrality", intervening=["fear", "unrest"]), "fear + budget"],
        "roe": [claim("war & oil + neutrality", intervening=["fear"])],
    }
)


def test_intervening_variables_are_spelled_out_as_private_nodes() -> None:
    """A chain must not slip from one claim's mechanism into another author's claim."""
    assert arrows(THROUGH, "doe", expand=True) == [
        ("war", "fear@doe/c1", "doe/c1", "negative"),
        ("fear@doe/c1", "unrest@doe/c1", "doe/c1", "positive"),
        ("unrest@doe/c1", "neutrality", "doe/c1", "positive"),
        ("fear", "budget", "doe/c2", "positive"),
    ]
    private = causal_diagram(THROUGH, expand=True).nodes["fear@roe/c1"]
    assert private == {"variable": "fear", "name": "Fear", "level": "state", "outcome": False}


def test_a_private_node_of_an_outcome_is_no_outcome() -> None:
    """An outcome is where explanations end, not a step within a claim."""
    case = synthetic_case(
        {"doe": [claim("war + trade", intervening=["neutrality"]), "oil + neutrality"]}
    )
    nodes = causal_diagram(case, expand=True).nodes
    assert (nodes["neutrality"]["outcome"], nodes["neutrality@doe/c1"]["outcome"]) == (True, False)


steps = st.lists(st.sampled_from("xyz"), max_size=2, unique=True)


@given(cases(), st.data())
def test_spelling_out_neither_adds_nor_breaks_a_chain(case: Case, data: st.DataObject) -> None:
    """Whoever was reached by whom before is reached by whom after."""
    given_claims = {
        author: [
            attrs.evolve(one, intervening=data.draw(steps)) for one in explanation.claims.values()
        ]
        for author, explanation in case.explanations.items()
    }
    detailed = synthetic_case(given_claims)
    plain, spelled = causal_diagram(detailed), causal_diagram(detailed, expand=True)
    for node in plain:
        reached = {other for other in nx.descendants(spelled, node) if "@" not in other}
        assert reached == nx.descendants(plain, node)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"authors": ["dow"]}, "the case has no author 'dow'; available: doe, roe"),
        ({"authors": "dow"}, "the case has no author 'dow'; available: doe, roe"),
        (
            {"authors": ["doe,roe"]},
            (
                "the case has no author 'doe,roe'; available: doe, roe; "
                "separate authors with spaces, not commas"
            ),
        ),
        (
            {"stances": ["claims"]},
            "stances: expected one of asserts, denies, reports; found 'claims'",
        ),
    ],
)
def test_an_unknown_author_or_stance_is_named(asked: dict[str, object], message: str) -> None:
    """A misspelt author must not give an empty diagram."""
    with pytest.raises(FpcaseError) as caught:
        causal_diagram(THROUGH, **asked)  # type: ignore[arg-type]  # as the test asks
    assert str(caught.value) == message


def test_one_author_may_be_named_without_a_list() -> None:
    """`authors="doe"` means the author, not its letters."""
    assert causal_diagram(THROUGH, "doe").graph["authors"] == ("doe",)


def test_the_same_case_gives_the_same_diagram_in_the_same_order(kazakhstan: Case) -> None:
    """Figures and tables made twice must not differ."""
    one, other = causal_diagram(kazakhstan), causal_diagram(kazakhstan)
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True)) == list(other.edges(keys=True))


def test_what_has_no_effect_moves_nothing_when_it_is_spelled_out() -> None:
    """The steps of an asserted absence of effect pass none on."""
    case = synthetic_case({"doe-2001": [claim("a 0 b", intervening=["m", "n"])]})
    diagram = causal_diagram(case, stances=["denies"], expand=True)
    assert {data["sign"] for _, _, data in diagram.edges(data=True)} == {"no-effect"}
    assert not bundles(diagram).after
