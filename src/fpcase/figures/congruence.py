"""Theories against explanations: who argues as a theory says?"""

from collections import Counter
from collections.abc import Iterable

import attrs

from fpcase.comparison.patterns import Answer
from fpcase.comparison.propositions import DECLARED, REJECTED, Congruence, Finding, congruence
from fpcase.drawing.page import Entry
from fpcase.drawing.rows import Row, Table
from fpcase.drawing.scene import INK, PALE_INK, PAPER, Group, Item, Shape, circle, cross, polyline
from fpcase.figures.plans import Page, Plan, author_table, sample, written
from fpcase.figures.subjects import about
from fpcase.model.ids import ExplanationId, TheoryId
from fpcase.model.theories import Proposition
from fpcase.model.wording import counted

_RADIUS = 3.2
_SUMMARY = "Propositions met, of how many"


def plan_congruence(page: Page, *, theories: Iterable[str] | None = None) -> Plan:
    """Show which propositions of which theories each explanation meets.

    First a summary: how many propositions of each theory each author meets. Then a row for each
    proposition, a column for each author (congruence analysis: Blatter and Haverland 2012). A full
    disc says that the author argues as the proposition says, a ring with a cross that the author
    argues what it rules out. An explanation that meets everything is consistent with a theory, and
    no proof of it.

    Args:
        page: What is looked at, and how wide.
        theories: Ids of theories; by default all in the summary, and the propositions of as many
            as one page holds.

    Raises:
        FpcaseError: something asked for is unknown.
    """
    view = page.view
    found = congruence(view, theories=theories)
    texts = [one.text for each in found.theories for one in _asked(found, each)]
    names = [f"{view.case.theories[theory].name}, continued" for theory in found.theories]
    table = author_table(view, [_SUMMARY, *texts, *names], page.inside)

    def plan(number: int) -> Plan:
        return Plan(
            title="Who argues as a theory says?",
            caption=_caption(found, number),
            alt_text=_alt_text(found),
            key=_key(found),
            head=table.head,
            rows=_rows(found, table, number) if found.theories and view.authors else (),
            empty="There are no theories to ask of, or no authors.",
        )

    number = len(found.theories)
    return page.fitted(plan, number) if theories is None else plan(number)


def _rows(found: Congruence, table: Table, number: int) -> list[Row]:
    """The summary, then the propositions of the first theories, under their names."""
    summary = table.row(_SUMMARY, heading=True)
    rows = [
        _theory_row(found, theory, table, shaded=place % 2 == 0)
        for place, theory in enumerate(found.theories)
    ]
    rows = [rows[0].under(summary), *rows[1:]]
    answers = {(one.theory, one.proposition, one.author): one for one in found.findings}
    for theory in found.theories[:number]:
        name = found.view.case.theories[theory].name
        for place, one in enumerate(_asked(found, theory)):
            marks = [
                _answer(answers[theory, one.id, author], one, found.view.case.label(author))
                for author in found.view.authors
            ]
            row = table.row(one.text, marks, shaded=place % 2 == 0)
            again = table.row(f"{name}, continued", heading=True)
            head = table.row(name, heading=True)
            rows.append(attrs.evolve(row, again=again) if place else row.under(head))
    return rows


def _asked(found: Congruence, theory: TheoryId) -> list[Proposition]:
    """A theory's propositions that a diagram can decide."""
    return [one for one in found.view.case.theories[theory].propositions if one.expects is not None]


def _theory_row(found: Congruence, theory: TheoryId, table: Table, *, shaded: bool) -> Row:
    """How many of a theory's propositions each author meets."""
    marks = []
    for author in found.view.authors:
        answers = [one.decided.answer for one in found.of(theory, author)]
        letter = _LETTERS[_attitude(found, theory, author)]
        told = f"{answers.count(Answer.MET)} {letter}".strip()
        marks.append(Group(items=[written(told, bold=bool(letter))]))
    number = len(_asked(found, theory))
    return table.row(f"{found.view.case.theories[theory].name} (of {number})", marks, shaded=shaded)


_LETTERS = {DECLARED: "D", REJECTED: "R", "": ""}


def _attitude(found: Congruence, theory: TheoryId, author: ExplanationId) -> str:
    explanation = found.view.case.explanations[author]
    if theory in {rejection.theory for rejection in explanation.rejects}:
        return REJECTED
    return DECLARED if theory in explanation.theories else ""


def _answer(finding: Finding, proposition: Proposition, author: str) -> Group:
    """What an author answers, and what the answer rests on."""
    decided = finding.decided
    lines = [f"{author}: {proposition.text}", decided.answer.value]
    lines += [" → ".join(decided.path), ", ".join(decided.claims), decided.note]
    return Group(
        items=_mark(decided.answer),
        role="answer",
        tooltip="\n".join(filter(None, lines)),
        subject=about(
            authors=(finding.author,),
            claims=tuple(decided.claims),
            classes=(decided.answer.value.replace(" ", "-"),),
        ),
    )


def _mark(answer: Answer) -> list[Item]:
    """The sign of an answer: shape and shade say it together."""
    if answer is Answer.NOT_ADDRESSED:
        return [Shape(steps=circle((0.0, 0.0), 0.9), fill=PALE_INK)]
    ring = circle((0.0, 0.0), _RADIUS)
    if answer is Answer.UNDECIDED:
        return [Shape(steps=ring, fill=PAPER, stroke=PALE_INK, width=0.7), written("?")]
    k = 0.62 * _RADIUS
    within = {
        Answer.MET: [Shape(steps=ring, fill=INK)],
        Answer.IN_PART: [Shape(steps=(*ring[:3], ("Z", ())), fill=INK)],
        Answer.NOT_MET: [Shape(steps=one, stroke=INK, width=0.9) for one in cross((0.0, 0.0), k)],
        Answer.DENIED: [Shape(steps=polyline([(-k, 0.0), (k, 0.0)]), stroke=INK, width=1.4)],
    }
    return [Shape(steps=ring, fill=PAPER, stroke=INK, width=0.9), *within[answer]]


_MEANINGS = {
    Answer.MET: "met: the author argues so",
    Answer.IN_PART: "in part: some causes work so, or work in other ways too",
    Answer.NOT_MET: "not met: the author argues what it rules out",
    Answer.DENIED: "denied: the author says that it is not so",
    Answer.NOT_ADDRESSED: "not addressed by the author",
    Answer.UNDECIDED: "undecided: too many paths to search",
}


def _key(found: Congruence) -> list[Entry]:
    given = {finding.decided.answer for finding in found.findings}
    attitudes = {
        _attitude(found, one, author) for one in found.theories for author in found.view.authors
    }
    told = {DECLARED: "the author declares the theory", REJECTED: "the author rejects the theory"}
    return [
        *(sample(_mark(answer), text) for answer, text in _MEANINGS.items() if answer in given),
        *(
            sample([written(_LETTERS[attitude])], text)
            for attitude, text in told.items()
            if attitude in attitudes
        ),
    ]


def _caption(found: Congruence, number: int) -> str:
    asked = sum(len(_asked(found, theory)) for theory in found.theories)
    every = sum(len(found.view.case.theories[one].propositions) for one in found.theories)
    rest = sum(len(_asked(found, theory)) for theory in found.theories[number:])
    left_out = f" Not asked: {every - asked} that no diagram can decide." * (every > asked)
    if rest:
        of = counted(len(found.theories) - number, "theory", "theories")
        what = f"{counted(rest, 'proposition')} of {of}"
        left_out += f" Left out: {what}; name `theories` to choose."
    return (
        f"{counted(asked, 'proposition')} of {counted(len(found.theories), 'theory', 'theories')}, "
        f"asked of each author's diagram.{left_out} Meeting a theory's propositions is consistent "
        "with it, and no proof of it: rivals may expect the same (Blatter and Haverland 2012)."
    )


def _alt_text(found: Congruence) -> str:
    counts = Counter((f.theory, f.author, f.decided.answer) for f in found.findings)
    parts = []
    for theory in found.theories:
        said = "; ".join(
            f"{found.view.case.label(author)}: {counts[theory, author, Answer.MET]} met, "
            f"{counts[theory, author, Answer.NOT_MET]} not met"
            for author in found.view.authors
        )
        number = counted(len(_asked(found, theory)), "proposition")
        parts.append(f"{found.view.case.theories[theory].name} ({number}): {said}.")
    return " ".join(parts)
