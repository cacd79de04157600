"""What a terminal and a notebook show of a case and of what is made from it."""

from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from typing import Any

import attrs
import pytest
from hostile import TEXT, hostile_cases
from hypothesis import HealthCheck, given, settings
from synthetic import synthetic_case

import fpcase
from fpcase.model import DescriptiveClaim, Stance, Vocabulary
from fpcase.model.cases import Case
from fpcase.model.ids import ClaimId, VariableId
from fpcase.model.wording import in_one_line

PLAIN = {
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "details",
    "summary",
    "p",
    "strong",
}
LONGEST = 400

SHOWN: dict[str, Callable[[Case], Any]] = {
    "case": lambda case: case,
    "explanation": lambda case: next(iter(case.explanations.values())),
    "claim": lambda case: next(claim for _, _, claim in case.claims()),
    "diagram": lambda case: fpcase.causal_diagram(case, include_inferred=True),
    "comparison": fpcase.compare,
    "table": lambda case: fpcase.compare(case).table("relations"),
    "loops": fpcase.comparison.find_loops,
    "congruence": fpcase.comparison.congruence,
}
"""What shows itself as a table, made from a case."""

PICTURES: dict[str, Callable[[Case], Any]] = {
    "figure": lambda case: fpcase.draw(fpcase.causal_diagram(case)),
    "chart": lambda case: fpcase.figures.make_figure(case, "matrix"),
}
"""What shows itself as a picture."""


class Reader(HTMLParser):
    """Reads a page; fails on a tag that is not plain, left open, or has attributes."""

    def __init__(self) -> None:
        """Nothing has been read yet."""
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        assert tag in PLAIN
        assert attrs == []
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        """No text may have made one."""
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        """No text may have made one."""
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        """No text may have made an instruction."""
        raise AssertionError(data)


def read(html: str) -> list[str]:
    """The texts of a page of plain tags."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader.texts


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])  # cases are large
@given(case=hostile_cases())
def test_no_text_of_a_case_escapes_into_a_notebook_s_page(case: Case) -> None:
    """A case file from a stranger must not run a script in the reader's notebook."""
    for show in SHOWN.values():
        shown = show(case)
        read(shown._repr_html_())
        assert repr(shown).isprintable()
        assert len(repr(shown)) < LONGEST


def test_every_record_and_every_answer_has_a_view(kazakhstan: Case) -> None:
    """What a cell ends with is read by a scholar, not by a programmer."""
    ukraine = fpcase.load_case("ukraine")
    held = [one for one in attrs.astuple(ukraine, recurse=False) if isinstance(one, Mapping)]
    records = [one for catalogue in held for one in catalogue.values() if hasattr(one, "id")]
    weighed = (*kazakhstan.contests.values(), *kazakhstan.appraisals)
    assert weighed
    for one in (*records, *weighed, *kazakhstan.prediction_outcomes):
        if not isinstance(one, Vocabulary):
            assert len(read(one._repr_html_())) > 2
    study = fpcase.study(ukraine)
    assert ukraine.question in read(study._repr_html_())
    assert "at the system level" in " ".join(read(study.only(levels="system")._repr_html_()))
    for answer in (
        study.report(),
        study.sources("bibtex"),
        study.export("dagitty"),
        fpcase.passages.FoundPassages.of(ukraine, {}),
    ):
        assert read(answer._repr_html_())


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "<img src=x onerror=y>", "a&amp;b"])
def test_a_hostile_text_is_shown_as_it_stands(text: str) -> None:
    """Escaped once, neither lost nor twice."""
    case = synthetic_case({"doe-2001": ["a + b"]}, title=text, question=text)
    assert text in read(case._repr_html_())
    assert any(text in found for found in read(fpcase.compare(case)._repr_html_()))


@pytest.mark.parametrize("name", [*SHOWN, *PICTURES])
def test_everything_shows_itself_in_a_line_and_richly(name: str, kazakhstan: Case) -> None:
    """Whoever types a name in a terminal reads one line, in a notebook a table or a picture."""
    shown = (SHOWN | PICTURES)[name](kazakhstan)
    line = repr(shown)
    assert line.startswith(f"<{type(shown).__name__}")
    assert line.endswith(">")
    assert line.isprintable()
    assert len(line) < LONGEST
    if name in PICTURES:
        assert "<svg " in shown._repr_svg_()[:100]
    else:
        assert len(read(shown._repr_html_())) > 5


def test_many_ids_are_shown_by_the_first_of_them(kazakhstan: Case) -> None:
    """Hundreds of ids would push everything else off the screen."""
    shown = repr(kazakhstan.variables)
    assert shown.startswith(f"<{len(kazakhstan.variables)}: ")
    assert shown.endswith(", ...>")
    assert shown.count(",") == 10


@given(text=TEXT)
def test_a_summary_in_one_line_loses_no_word_that_has_room(text: str) -> None:
    """Only spaces are made alike."""
    shown = in_one_line(text, 10_000)
    assert shown.isprintable()
    if " ".join(text.split()).isprintable():
        assert shown.split() == text.split()
    assert len(in_one_line(text, 10)) <= 10


def test_an_explanation_counts_what_it_describes_where_it_does() -> None:
    """Nothing is said of descriptions where there are none."""
    (plain,) = synthetic_case({"doe-2001": ["a + b"]}).explanations.values()
    assert repr(plain) == "<Explanation doe-2001: 1 claim, explains b>"
    assert "description" not in " ".join(read(plain._repr_html_()))
    told = attrs.evolve(
        plain,
        descriptions={
            "d1": DescriptiveClaim(
                id=ClaimId("d1"), variable=VariableId("a"), value="yes", stance=Stance.ASSERTS
            )
        },
    )
    assert repr(told) == "<Explanation doe-2001: 1 claim, 1 description, explains b>"
    assert "1 description" in " ".join(read(told._repr_html_()))
