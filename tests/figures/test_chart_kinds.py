"""Charts by their names: what the command line and the documentation make them by."""

from collections.abc import Callable
from typing import Any

import pytest
from synthetic import claim, synthetic_case

import fpcase
from fpcase.figures import Chart
from fpcase.model.errors import FpcaseError
from fpcase.statements import View

CHARTS: dict[str, Callable[..., Chart]] = {
    "matrix": fpcase.figures.draw_matrix,
    "shared": fpcase.figures.draw_shared_claims,
    "decisions": fpcase.figures.draw_decisions,
    "congruence": fpcase.figures.draw_congruence,
    "levels": fpcase.figures.draw_levels,
}


@pytest.fixture
def case() -> fpcase.Case:
    """Two authors who share one claim."""
    return synthetic_case(
        {
            "doe-2001": ["war + peace", claim("oil - war", period="1990")],
            "roe-2002": ["war + peace"],
        }
    )


@pytest.mark.parametrize("kind", CHARTS)
def test_a_chart_by_its_name_is_the_chart_of_its_function(kind: str, case: fpcase.Case) -> None:
    """The same picture on either way."""
    made = fpcase.figures.make_figure(
        View.of(case, ["roe-2002", "doe-2001"]), kind, {"columns": 1, "title": "Figure 3"}
    )
    drawn = CHARTS[kind](View.of(case, ["roe-2002", "doe-2001"]), columns=1, title="Figure 3")
    assert isinstance(made, Chart)
    assert made.svg == drawn.svg
    assert made.caption == drawn.caption


@pytest.mark.parametrize("kind", CHARTS)
def test_a_chart_takes_its_width_and_its_title(kind: str) -> None:
    """And can do without any of them."""
    chosen = fpcase.figures.FIGURES[kind]
    assert {"columns", "title", "ax"} <= set(chosen.options)
    assert chosen.required == ()
    assert chosen.shows


OWN: list[tuple[str, dict[str, Any]]] = [
    ("matrix", {"effects": ["peace"], "form": "grid", "core": 3}),
    ("shared", {"unit": "variables", "most": 2}),
    ("congruence", {"theories": []}),
    ("levels", {"by": "effects"}),
    ("decisions", {"title": "Acts"}),
]


@pytest.mark.parametrize(("kind", "own"), OWN)
def test_a_charts_own_options_are_passed_on(
    kind: str, own: dict[str, Any], case: fpcase.Case
) -> None:
    """None is swallowed on the way."""
    made = fpcase.figures.make_figure(case, kind, own)
    drawn = CHARTS[kind](case, **own)
    assert made.caption == drawn.caption


@pytest.mark.parametrize("kind", CHARTS)
def test_an_option_of_another_kind_is_refused_with_those_it_takes(
    kind: str, case: fpcase.Case
) -> None:
    """A chart without what was asked for would pass for one with it."""
    expected = rf"a figure of the kind '{kind}' takes no option 'around'; it takes .*columns, title"
    with pytest.raises(FpcaseError, match=expected):
        fpcase.figures.make_figure(case, kind, {"around": "war"})


def test_a_kind_that_there_is_not_is_refused_with_those_there_are(case: fpcase.Case) -> None:
    """The message lists every kind."""
    with pytest.raises(FpcaseError, match=r"no kind of figure 'pie'; there is authors, pooled"):
        fpcase.figures.make_figure(case, "pie")
