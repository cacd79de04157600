"""Theories against explanations: each answer as the comparison gives it."""

from itertools import product
from typing import Any

import pytest
from pictured import drawn, groups, shapes, told, words
from synthetic import record, synthetic_case

import fpcase
from fpcase.comparison.patterns import Answer
from fpcase.drawing.scene import INK, PAPER, Group, lines_of
from fpcase.figures import congruence as charted
from fpcase.model.errors import FpcaseError
from fpcase.model.wording import counted


def theory(**given: object) -> fpcase.model.Theory:
    """A theory of a few propositions."""
    return record(
        fpcase.model.Theory,
        **(
            {"id": "realism", "name": "Realism", "family": fpcase.model.TheoryFamily.REALISM}
            | given
        ),
    )


def proposition(name: str, **expects: object) -> fpcase.model.Proposition:
    """A proposition, which a diagram can decide if it expects something."""
    return record(
        fpcase.model.Proposition,
        id=name,
        text=f"Proposition {name}.",
        expects=record(fpcase.model.Pattern, **expects) if expects else None,
    )


def path(cause: str, effect: str, of: type[Any] = fpcase.model.PathPattern) -> Any:  # noqa: ANN401 - a pattern of the kind asked for
    """From one variable to another."""
    one, other = ({"variables": [name]} for name in (cause, effect))
    return record(
        of,
        cause=record(fpcase.model.Selector, **one),
        effect=record(fpcase.model.Selector, **other),
    )


@pytest.fixture
def case() -> fpcase.Case:
    """Two authors, and a theory that one meets and the other does not."""
    asked = [
        proposition("yes", some_path=path("war", "peace")),
        proposition("no", no_path=path("war", "peace", fpcase.model.NoPathPattern)),
        proposition("never"),
    ]
    return synthetic_case(
        {"doe-2001": ["war + peace"], "roe-2002": ["oil + peace"]},
        theories={"realism": theory(propositions=asked)},
    )


def answers(chart: fpcase.figures.Figure) -> dict[tuple[str, str], Group]:
    """The marks of a chart, by proposition and author."""
    found = {}
    for group in groups(chart.scene, "answer"):
        assert group.subject is not None
        assert group.tooltip is not None
        asked = group.tooltip.splitlines()[0].partition(": ")[2]
        found[asked, told(group, "authors")[0]] = group
    return found


@pytest.mark.parametrize("name", ["kazakhstan", "ukraine"])
def test_every_answer_is_that_of_the_comparison(name: str) -> None:
    """One mark for every author and every proposition that anybody's diagram addresses."""
    case = fpcase.load_case(fpcase.bundled_case(name))
    found = fpcase.comparison.congruence(case)
    expected: dict[tuple[str, str], str] = {}
    texts = {(t.id, p.id): p.text for t in case.theories.values() for p in t.propositions}
    for finding in found.findings:
        asked = texts[finding.theory, finding.proposition]
        expected[asked, finding.author] = finding.decided.answer.value.replace(" ", "-")
    chart = drawn("congruence", case, theories=found.theories)
    marks = {}
    for key, group in answers(chart).items():
        assert group.subject is not None
        marks[key] = group.subject.classes[0]
    silent = {
        asked
        for asked, _ in expected
        if {expected[asked, who] for who in case.explanations} == {"not-addressed"}
    }
    assert marks == {key: answer for key, answer in expected.items() if key[0] not in silent}
    assert f"Not drawn: {counted(len(silent), 'proposition')} that no author's" in chart.caption
    for theory in case.theories.values():
        for author in case.explanations:
            met = sum(
                f.decided.answer is Answer.MET
                for f in found.findings
                if (f.theory, f.author) == (theory.id, author)
            )
            assert f"{case.label(author)}: {met} met, " in chart.alt_text


def test_an_answer_tells_what_it_rests_on(case: fpcase.Case) -> None:
    """The path, and the claims that a page can link to."""
    found = answers(drawn("congruence", case))
    broken = found["Proposition no.", "doe-2001"]
    assert broken.tooltip == "Doe 2001: Proposition no.\nnot met\nwar → peace\ndoe-2001/c1"
    assert broken.subject is not None
    assert told(broken, "claims") == ("doe-2001/c1",)
    assert ("Proposition never.", "roe-2002") not in found


def test_answers_are_told_apart_by_shape_alone() -> None:
    """A photocopy has no colours: disc, half disc, ring with a cross or a bar, dot."""
    marks = {answer: charted._mark(answer) for answer in Answer}
    for (one, this), (other, that) in product(marks.items(), repeat=2):
        assert (one is other) is (this == that)
    disc, ring = marks[Answer.MET][1], marks[Answer.NOT_MET][0]
    assert [shape.fill for shape in shapes(disc)] == [INK]
    assert [shape.fill for shape in shapes(ring)] == [PAPER]
    assert len(marks[Answer.NOT_MET]) == 3
    assert words(marks[Answer.UNDECIDED][1]) == ["?"]
    assert set(charted._MEANINGS) == set(marks)


def test_a_summary_says_how_much_each_author_meets_and_declares(case: fpcase.Case) -> None:
    """Whether the author would agree is another question than whether the diagram does."""
    doe = record(
        fpcase.model.Explanation,
        id="doe-2001",
        source="doe-2001",
        theories=["realism"],
        explains=["peace"],
        rejects=[record(fpcase.model.Rejection, theory="regimes", because="It explains nothing.")],
        claims=case.explanations["doe-2001"].claims,  # type: ignore[index]  # ids are text
    )
    said = synthetic_case(
        {},
        explanations={"doe-2001": doe},
        theories={
            "realism": case.theories["realism"],  # type: ignore[index]  # the same
            "regimes": theory(id="regimes", name="Regimes"),
        },
        variables=dict(case.variables),
        sources=dict(case.sources),
    )
    chart = drawn("congruence", said)
    lines = words(chart.scene)
    assert lines[lines.index("Realism (of\u00a02)") + 1] == "1 D"
    assert lines[lines.index("Regimes (of\u00a00)") + 1] == "0 R"
    assert {"the author declares the theory", "the author rejects the theory"} <= set(lines)
    assert "Regimes (0 propositions): Doe 2001: 0 met, 0 not met." in chart.alt_text


def test_chosen_theories_alone_are_asked_of(case: fpcase.Case) -> None:
    """One theory, or several."""
    two = synthetic_case(
        {"doe-2001": ["war + peace"]},
        theories={
            "realism": case.theories["realism"],  # type: ignore[index]  # ids are text
            "regimes": theory(id="regimes", name="Regimes", propositions=[proposition("more")]),
        },
    )
    for wanted in ("regimes", ["regimes"]):
        chart = drawn("congruence", two, theories=wanted)
        assert "Regimes (of\u00a00)" in words(chart.scene)
        assert "Realism (of\u00a02)" not in words(chart.scene)
        assert chart.caption.startswith("0 propositions of 1 theory, compared with each")
        assert "Not included: 1 proposition that a diagram cannot test." in chart.caption


def test_a_theory_that_was_not_asked_of_is_named(case: fpcase.Case) -> None:
    """A chart without it would pass over what was wanted."""
    with pytest.raises(FpcaseError, match=r"no theory 'marxism'; available: realism"):
        drawn("congruence", case, theories=["marxism"])


def test_a_theory_is_named_again_where_it_goes_on_on_the_next_page() -> None:
    """Or its propositions would look like those of no theory."""
    many = [proposition(f"p{number}", some_path=path("war", "peace")) for number in range(90)]
    case = synthetic_case(
        {"doe-2001": ["war + peace"]}, theories={"realism": theory(propositions=many)}
    )
    chart = drawn("congruence", case)
    assert len(chart.pages) > 1
    for page in chart.pages:
        assert "Doe 2001" in words(page.scene)
        number = chart.pages.index(page)
        assert ("Realism, continued" in words(page.scene)) is bool(number)
    assert len(answers(chart)) == 90


def test_names_are_level_where_there_is_room_and_upright_where_there_is_not(
    case: fpcase.Case,
) -> None:
    """Nobody reads with the head to one side unless they must."""
    turned = [
        any(line.upright for line in lines_of(drawn("congruence", of, columns=columns).scene))
        for of, columns in ((case, 2), (fpcase.load_case(fpcase.bundled_case("ukraine")), 1))
    ]
    assert turned == [False, True]


def test_more_authors_than_there_is_room_for_are_refused(case: fpcase.Case) -> None:
    """The message counts how many there is room for, and says what to do."""
    made = {f"author-{number}": ["war + peace"] for number in range(50)}
    many = synthetic_case(made, theories=dict(case.theories.items()))
    expected = r"50 authors side by side: expected at most 34 at this width; name fewer with"
    with pytest.raises(FpcaseError, match=expected):
        drawn("congruence", many)
    with pytest.raises(FpcaseError, match="expected at most 16 at this width"):
        drawn("congruence", many, columns=1)


def test_a_long_name_of_an_author_gets_as_much_height_as_it_needs(case: fpcase.Case) -> None:
    """It stands upright in one line or two, and is never cut."""
    title = "Report of the Commission of Inquiry into the Causes of the War in the South 2001"
    report = record(
        fpcase.model.Source,
        id="doe-2001",
        authors=[],
        title=title,
        kind=fpcase.model.SourceKind.REPORT,
    )
    made = {"doe-2001": ["war + peace"]} | {f"author-{n}": ["war + peace"] for n in range(12)}
    many = synthetic_case(made, theories=dict(case.theories.items()), sources={"doe-2001": report})
    chart = drawn("congruence", many, columns=1)
    assert title in " ".join(words(chart.scene))
