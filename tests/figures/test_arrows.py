"""What an arrow says: one for each pair and author, whatever the claims."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from synthetic import cases, claim, synthetic_case

import fpcase
from fpcase.diagrams import causal_diagram
from fpcase.figures.arrows import Arrow, Kind, arrows
from fpcase.model import CausalClaim

STANCES = ("asserts", "denies", "reports")


def the_arrow(*authors: Sequence[str | CausalClaim]) -> Arrow:
    """The one arrow that some authors' claims make together."""
    names = ("doe-2001", "roe-2002", "poe-2003")
    case = synthetic_case(dict(zip(names, authors, strict=False)))
    (arrow,) = arrows(causal_diagram(case, stances=STANCES)).values()
    return arrow


@pytest.mark.parametrize(
    ("claims", "kind", "denied"),
    [
        (["a + b"], Kind.POSITIVE, False),
        (["a - b"], Kind.NEGATIVE, False),
        (["a ? b"], Kind.UNSTATED, False),
        (["a + b", "a ? b"], Kind.POSITIVE, False),
        (["a + b", "a - b"], Kind.CONTESTED, False),
        (["denies a + b"], Kind.POSITIVE, True),
        (["denies a - b"], Kind.NEGATIVE, True),
        (["denies a + b", "denies a - b"], Kind.UNSTATED, True),
        (["a 0 b"], Kind.NO_EFFECT, True),
        (["denies a ? b"], Kind.NO_EFFECT, True),
        (["a 0 b", "denies a + b"], Kind.NO_EFFECT, True),
        (["a - b", "denies a + b"], Kind.NEGATIVE, False),
        (["a + b", "denies a + b"], Kind.CONTESTED, True),
        (["a ? b", "a 0 b"], Kind.CONTESTED, True),
    ],
)
def test_claims_of_one_author_on_one_pair_make_one_arrow(
    claims: list[str], kind: Kind, *, denied: bool
) -> None:
    """Two lines on one another cannot be read; what they say together can."""
    arrow = the_arrow(claims)
    assert (arrow.kind, arrow.denied, arrow.reported) == (kind, denied, False)


def test_a_report_makes_an_arrow_of_its_own_kind_only_where_nobody_takes_a_position() -> None:
    """Passing on what others say is not saying it."""
    assert the_arrow(["reports a - b"]).reported
    assert the_arrow(["reports a - b"]).kind is Kind.NEGATIVE
    both = the_arrow(["reports a - b", "a + b"])
    assert (both.kind, both.reported) == (Kind.POSITIVE, False)


def test_authors_who_disagree_make_a_contested_arrow_when_pooled() -> None:
    """Pooling must not choose between authors."""
    arrow = the_arrow(["a + b"], ["a - b"])
    assert arrow.kind is Kind.CONTESTED
    assert arrow.authors == ("doe-2001", "roe-2002")


def test_claims_of_different_times_do_not_contest_an_arrow() -> None:
    """The comparison calls them no contradiction, so the picture must not either."""
    then, now = claim("a + b", period="1991"), claim("denies a + b", period="2014")
    arrow = the_arrow([then], [now])
    assert (arrow.kind, arrow.denied) == (Kind.POSITIVE, False)
    lowers = claim("a - b", period="2014")
    assert the_arrow([then], [lowers]).kind is Kind.VARYING


def test_an_arrow_names_every_claim_its_author_and_its_place() -> None:
    """From every arrow there is a way back to the passage."""
    arrow = the_arrow(["a + b"], ["denies a - b"])
    assert arrow.sayings == (
        "doe-2001/c1 (Doe 2001) positive: One leads to the other. [Argument, paragraph 1]",
        "roe-2002/c1 (Roe 2002) denies negative: One leads to the other. [Argument, paragraph 1]",
    )


@given(case=cases())
def test_every_pair_of_an_author_is_one_arrow_and_no_claim_is_lost(case: fpcase.Case) -> None:
    """An arrow stands for all claims on its pair, and for no other."""
    diagram = causal_diagram(case, stances=STANCES)
    for author in case.explanations:
        own = [edge for edge in diagram.edges(keys=True, data=True) if edge[3]["author"] == author]
        found = arrows(diagram, author)
        assert set(found) == {(cause, effect) for cause, effect, _, _ in own}
        told = sorted(saying.split()[0] for arrow in found.values() for saying in arrow.sayings)
        assert told == sorted(key for _, _, key, _ in own)
