"""Choices of concepts that verdicts hang on, and several cases side by side."""

import attrs
import pytest
from hypothesis import given, settings
from synthetic import cases, claim, synthetic_case

import fpcase
from fpcase.comparison import compare_cases, merge_sensitivity, split_sensitivity
from fpcase.comparison.across_cases import Travel
from fpcase.model import Broader, Sign, Variable
from fpcase.model.ids import CaseId, VariableId


def test_merging_shows_which_verdicts_hang_on_the_line_between_two_concepts() -> None:
    """Two authors who seem to speak of different things contradict each other if they do not."""
    case = synthetic_case(
        {"doe-2001": ["trade + peace", "a + b"], "roe-2002": ["exports - peace", "a + b"]}
    )
    found = merge_sensitivity(case, "exports", "trade")
    (flip,) = found.flips
    assert (flip.matter, flip.before, flip.after) == (
        ("trade", "peace"),
        ("silent",),
        ("contradict",),
    )
    assert found.kept == 1
    assert found.table("flips").caption.startswith(
        "1 relation would change if exports is treated as trade; 1 would not."
    )
    assert found.title == "Sensitivity: exports is treated as trade"


def test_splitting_shows_what_rests_on_a_shared_word() -> None:
    """If each means something else by it, they no longer speak of the same."""
    case = synthetic_case(
        {"doe-2001": ["fear + peace", "a + b"], "roe-2002": ["fear - peace", "a + b"]}
    )
    found = split_sensitivity(case, "fear")
    (flip,) = found.flips
    assert (flip.matter, flip.before, flip.after) == (
        ("fear", "peace"),
        ("contradict",),
        ("silent",),
    )
    assert found.kept == 1
    with pytest.raises(fpcase.FpcaseError, match="no variable 'feer'; did you mean 'fear'"):
        split_sensitivity(case, "feer")


def test_reversals_with_a_silence_are_not_counted_as_verdicts() -> None:
    """Silence stays silence, whatever the other says of the way back."""
    case = synthetic_case({"doe-2001": ["a + b"], "roe-2002": ["b + a", "c + d"]})
    assert merge_sensitivity(case, "c", "d").flips == ()


@settings(max_examples=20, deadline=None)
@given(case=cases())
def test_splitting_only_ever_silences_verdicts_on_that_variable(case: fpcase.Case) -> None:
    """Authors' own chains stay as they are when a variable changes its name."""
    for variable in list(case.variables)[:2]:
        for flip in split_sensitivity(case, variable).flips:
            assert variable in flip.matter
            assert flip.after == ("silent",)


def country(id_: str, *arrows: str, **definitions: str) -> fpcase.Case:
    """A case of one author."""
    case = synthetic_case({"doe-2001": arrows}, id=CaseId(id_))
    variables = {
        VariableId(name): attrs.evolve(case.variables[VariableId(name)], definition=text)
        for name, text in definitions.items()
    }
    return attrs.evolve(case, variables={**case.variables, **variables})


def test_arrows_travel_from_one_case_to_another_or_do_not() -> None:
    """Worked by hand: one of each, and what only one case says is left out."""
    one = country("ruritania", "a + b", "b + c", "c + d", "d + e")
    other = country("syldavia", "a + b", "b - c", "c ? d", "x + y", a="Something else.")
    found = compare_cases([one, other])
    assert [(arrow.pair, arrow.travel) for arrow in found.arrows] == [
        (("a", "b"), Travel.SAME),
        (("b", "c"), Travel.OPPOSED),
        (("c", "d"), Travel.MIXED),
    ]
    rows = found.table("arrows").rows
    assert rows[0][2:] == (
        "same sign",
        "+ (1 author)",
        "+ (1 author)",
        1,
        ("ruritania/doe-2001/c1", "syldavia/doe-2001/c1"),
        "the same",
    )
    assert "coded in each case: 3." in found.table("arrows").caption
    assert found.table("variables").rows[0] == ("a", ("ruritania", "syldavia"), False)
    assert found.table("variables").rows[1] == ("b", ("ruritania", "syldavia"), True)
    assert found.title == "Ruritania between the powers and Ruritania between the powers"


def test_cases_meet_in_their_narrowest_common_terms() -> None:
    """An abstention here and a neutrality there are of one kind; two kinds of it are a lead."""

    def under(case: fpcase.Case, **terms: str) -> fpcase.Case:
        new = {
            VariableId(name): Variable(
                id=VariableId(name),
                name=name,
                definition=name,
                broader=Broader(
                    variable=VariableId(term.removeprefix("-")),
                    sign=Sign.NEGATIVE if term.startswith("-") else Sign.POSITIVE,
                ),
            )
            for name, term in terms.items()
        }
        tops = {
            VariableId(top): Variable(id=VariableId(top), name=top, definition=top)
            for top in {term.removeprefix("-") for term in terms.values()}
        }
        return attrs.evolve(case, variables={**case.variables, **tops, **new})

    one = under(country("ruritania", "size + abstention"), abstention="neutrality")
    other = country("syldavia", "size + neutrality")
    (arrow,) = compare_cases([one, other]).arrows
    assert (arrow.pair, arrow.travel, arrow.steps) == (("size", "neutrality"), Travel.SAME, 1)
    assert arrow.terms == "in line, 1 step"
    third = under(country("borduria", "size - alliance"), alliance="-neutrality")
    (arrow,) = compare_cases([one, third]).arrows
    assert (arrow.pair, arrow.travel, arrow.akin) == (("size", "neutrality"), Travel.SAME, True)
    assert arrow.terms == "only under a broader term (a lead)"


def test_what_is_said_of_other_times_excludes_nothing_in_another_country() -> None:
    """Signs are held against each other as within one case: for one time."""
    early = {"doe-2001": [claim("a + b", period="1991/2014")]}
    ruritania = synthetic_case(early, id=CaseId("ruritania"))
    travels = []
    for period in ("2014", "2015/.."):
        later = {"doe-2001": [claim("a - b", period=period)]}
        cases_ = [ruritania, synthetic_case(later, id=CaseId("syldavia"))]
        travels.append(compare_cases(cases_).arrows[0].travel)
    assert travels == [Travel.OPPOSED, Travel.MIXED]


def test_a_third_case_may_be_silent_and_two_may_not_share_a_name() -> None:
    """What a case does not speak of stays empty."""
    cases_ = [country("ruritania", "a + b"), country("syldavia", "a + b"), country("borduria")]
    (row,) = compare_cases(cases_).table("arrows").rows
    assert row[3:6] == ("+ (1 author)", "+ (1 author)", None)
    with pytest.raises(fpcase.FpcaseError, match="two cases are called 'ruritania'"):
        compare_cases([cases_[0], cases_[0]])
    assert compare_cases([]).title == "no cases"
