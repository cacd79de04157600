"""Causes and effects, author by author: each claim in the slot of its author and pair."""

import pytest
from pictured import drawn, groups, shapes, told, words
from pictures import faults
from synthetic import claim, looked_at, synthetic_case

import fpcase
from fpcase.drawing.scene import INK
from fpcase.figures import Figure
from fpcase.model.errors import FpcaseError

DOE, ROE = "doe-2001", "roe-2002"


def marks(figure: Figure) -> dict[tuple[str, str, str], str]:
    """What is written for each cause, effect and author."""
    return {
        (told(one, "cause")[0], told(one, "effect")[0], told(one, "authors")[0]): words(one)[0]
        for one in groups(figure.scene, "claim")
    }


@pytest.mark.parametrize(
    ("arrow", "sign"),
    [("war + end", "+"), ("war - end", "−"), ("war ? end", "?"), ("war 0 end", "0")],
)
def test_a_slot_writes_the_sign_that_the_author_gives(arrow: str, sign: str) -> None:
    """And says so without colour: filled, framed, or crossed where it is denied."""
    assert marks(drawn("matrix", synthetic_case({DOE: [arrow]}))) == {("war", "end", DOE): sign}


def test_denials_and_reports_are_told_apart() -> None:
    """A cross in the corners, and brackets."""
    case = synthetic_case({DOE: ["denies war + end"], ROE: ["reports war + end", "oil + end"]})
    figure = drawn("matrix", fpcase.statements.View.of(case).only(include_reports=True))
    (denied,) = [one for one in groups(figure.scene, "claim") if told(one, "authors") == (DOE,)]
    assert denied.subject is not None
    assert "denies" in denied.subject.classes
    assert len(shapes(denied)) == 4
    assert "denied by the author" in words(figure.scene)


def test_bold_frames_stand_where_two_authors_exclude_each_other_for_one_scope() -> None:
    """Not where they speak of different times."""
    for period, number in ((None, 1), ("1999", 0)):
        case = synthetic_case(
            {DOE: [claim("war + end", period="2001/..")], ROE: [claim("war - end", period=period)]}
        )
        figure = drawn("matrix", case)
        bold = [one for one in shapes(figure.scene) if (one.stroke, one.width) == (INK, 1.2)]
        assert len(bold) == 2 * number  # in the row and in the legend
        assert ("authors contradict each other" in words(figure.scene)) is bool(number)


def test_causes_of_most_authors_come_first_and_outcomes_are_named_again_on_each_page() -> None:
    """Nothing is left out, however many pages it takes; two columns stand side by side."""
    many = [f"cause-{number} + end" for number in range(160)]
    case = synthetic_case({DOE: many, ROE: ["cause-159 + end"]})
    figure = drawn("matrix", case)
    assert len(figure.pages) == 2
    assert len(marks(figure)) == 161
    assert next(word for word in words(figure.scene) if word.startswith("Cause")) == "Cause 159"
    for page in figure.pages:
        assert faults(page) == []
        assert "End, continued" in words(page.scene)
    assert len(drawn("matrix", case, columns=1).pages) > 2


def test_the_causes_of_chosen_effects_alone_are_shown() -> None:
    """Whether an author explains them or not; one alone is a list of one."""
    case = synthetic_case({DOE: ["war + fear", "fear + end", "oil + end"]})
    for wanted in ("fear", ["fear"]):
        assert set(marks(drawn("matrix", case, effects=wanted))) == {("war", "fear", DOE)}
    with pytest.raises(
        FpcaseError, match=r"no claim in the selection is about the variable 'fea'; did you m"
    ):
        drawn("matrix", case, effects=["fea"])
    with pytest.raises(
        FpcaseError, match=r"no claim in the selection is about the variable 'zzz'$"
    ):
        drawn("matrix", case, effects=["zzz"])


def test_the_readings_of_the_coder_are_shown_on_request_only() -> None:
    """They are no author's words."""
    read = claim("oil + end", id="x", basis=fpcase.model.Basis.INFERRED)
    case = synthetic_case({DOE: ["war + end", read]})
    assert len(marks(drawn("matrix", case))) == 1
    assert len(marks(drawn("matrix", looked_at(case, include_inferred=True)))) == 2


def test_many_authors_have_their_columns_until_a_page_is_too_narrow() -> None:
    """Then the message says what to do."""
    made = {f"author-{number}": ["war + end"] for number in range(2001, 2026)}
    assert len(marks(drawn("matrix", synthetic_case(made)))) == 25
    with pytest.raises(FpcaseError, match="25 authors side by side: expected at most 16"):
        drawn("matrix", synthetic_case(made), columns=1)


def test_names_of_effects_are_never_cut() -> None:
    """However long they are."""
    name = " ".join(["interdependence"] * 12)
    case = synthetic_case({DOE: ["war + end"]})
    long = fpcase.model.Variable(id="end", name=name, definition="d")  # type: ignore[arg-type]  # ids are text
    case = synthetic_case(
        {}, explanations=dict(case.explanations), sources=dict(case.sources),
        variables=dict(case.variables) | {"end": long},
    )  # fmt: skip
    assert name in " ".join(words(drawn("matrix", case).scene))
