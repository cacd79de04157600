"""Theories against explanations: who argues as a theory says?"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain

from fpcase.comparison.patterns import Answer
from fpcase.comparison.propositions import (
    DECLARED,
    REJECTED,
    Congruence,
    Finding,
    attitude_to,
    congruence,
)
from fpcase.drawing.page import Entry
from fpcase.drawing.rows import Told, continued
from fpcase.drawing.scene import INK, PALE_INK, PAPER, Group, Item, Shape, circle, cross, polyline
from fpcase.figures.plans import Page, Plan, author_table, occurring, sentences, written
from fpcase.figures.subjects import about
from fpcase.model.ids import ExplanationId, TheoryId
from fpcase.model.variables import Proposition
from fpcase.model.wording import counted
from fpcase.statements import View

_RADIUS = 3.2
_SUMMARY = "Number of propositions met in full"


def plan_congruence(page: Page, *, theories: Iterable[str] | None = None) -> Plan:
    """Show which propositions of which theories each explanation meets.

    First a summary: how many propositions of each theory each author meets. Then a row for each
    proposition that anybody's claims address, a column for each author (congruence analysis:
    Blatter and Haverland 2012). A full disc says that the author argues as the proposition says, a
    ring with a cross that the author argues what it rules out. An explanation that meets everything
    is consistent with a theory, and no proof of it.

    Args:
        page: What is looked at, and how wide.
        theories: Ids of theories; by default all in the summary, and the propositions of as many
            as one page holds.

    Raises:
        FpcaseError: something asked for is unknown.
    """
    view = page.view
    found = congruence(view, theories=theories)
    names = {theory: view.case.theories[theory].name for theory in found.theories}
    asked = {theory: _asked(found, theory) for theory in found.theories}
    texts = [one.text for some in asked.values() for one in some]
    table = author_table(view, [_SUMMARY, *texts, *map(continued, names.values())], page.inside)
    answers = {(one.theory, one.proposition, one.author): one for one in found.findings}

    marks = {
        (one, author): _LETTERS[attitude_to(view.case.explanations[author], one)]
        for one in asked
        for author in view.authors
    }

    def met(theory: TheoryId, author: ExplanationId) -> Group:
        """How many of a theory's propositions an author meets."""
        number = [one.decided.answer for one in found.of(theory, author)].count(Answer.MET)
        letter = marks[theory, author]
        return Group(items=[written(f"{number} {letter}".strip(), bold=bool(letter))])

    summary = [
        Told(f"{names[one]} (of\u00a0{len(some)})", [met(one, who) for who in view.authors])
        for one, some in asked.items()
    ]
    said = {
        of: [
            (one, given)
            for one in some
            if (given := [answers[of, one.id, who] for who in view.authors])
            if any(each.decided.answer is not Answer.NOT_ADDRESSED for each in given)
        ]
        for of, some in asked.items()
    }
    steps = {
        of: [Told(one.text, [_answer(view, each, one) for each in given]) for one, given in some]
        for of, some in said.items()
    }
    rows = [table.rows(summary, _SUMMARY), *(table.rows(steps[of], names[of]) for of in asked)]

    def plan(number: int) -> Plan:
        return Plan(
            title="Which authors argue as theories expect?",
            caption=_caption(found, asked, said, number),
            alt_text=_alt_text(found, asked),
            key=_key([said[one] for one in found.theories[:number]], marks.values()),
            head=table.head,
            rows=[*chain.from_iterable(rows[: number + 1])] if view.authors else (),
            empty="There are no theories to compare with the authors, or no authors.",
        )

    number = len(found.theories)
    return page.fitted(plan, number) if theories is None else plan(number)


Asked = Mapping[TheoryId, Sequence[Proposition]]
Said = Sequence[tuple[Proposition, Sequence[Finding]]]
"""Propositions that somebody addresses, with every author's answer."""


def _asked(found: Congruence, theory: TheoryId) -> list[Proposition]:
    """A theory's propositions that a diagram can decide."""
    return [one for one in found.view.case.theories[theory].propositions if one.expects is not None]


_LETTERS = {DECLARED: "D", REJECTED: "R", "": ""}


def _answer(view: View, finding: Finding, proposition: Proposition) -> Group:
    """What an author answers, and what the answer rests on."""
    decided = finding.decided
    lines = [f"{view.case.label(finding.author)}: {proposition.text}", decided.answer.value]
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
    Answer.MET: "met: the author argues this",
    Answer.IN_PART: "in part: some causes do not work in this way, or also work in others",
    Answer.NOT_MET: "not met: the author argues what the proposition rules out",
    Answer.DENIED: "denied: the author denies this",
    Answer.NOT_ADDRESSED: "no claim in the diagram addresses this",
    Answer.UNDECIDED: "undecided: too many paths to search",
}


def _key(shown: Iterable[Said], letters: Collection[str]) -> list[Entry]:
    given = {one.decided.answer for some in shown for _, found in some for one in found}
    return occurring(
        [
            *((_mark(answer), text, answer in given) for answer, text in _MEANINGS.items()),
            ([written("D")], "the author declares the theory", "D" in letters),
            ([written("R")], "the author rejects the theory", "R" in letters),
        ]
    )


def _caption(found: Congruence, asked: Asked, said: Mapping[TheoryId, Said], number: int) -> str:
    every = sum(len(found.view.case.theories[one].propositions) for one in asked)
    sizes, shown = ([len(some) for some in of.values()] for of in (asked, said))
    rest, silent = sum(shown[number:]), sum(sizes) - sum(shown)
    rest_of = every - sum(sizes)
    theories = counted(sum(map(bool, shown[number:])), "theory", "theories")
    said_of = {
        f"{counted(sum(sizes), 'proposition')} of {counted(len(sizes), 'theory', 'theories')}, "
        "compared with each author's diagram.": True,
        f"Not included: {counted(rest_of, 'proposition')} that a diagram cannot test.": rest_of,
        f"Not drawn: {counted(silent, 'proposition')} that no author's claims address.": silent,
        f"Left out: {counted(rest, 'proposition')} of {theories}.": rest,
        "Meeting a theory's propositions is consistent with it, but does not prove it: rivals may "
        "expect the same (Blatter and Haverland 2012).": True,
    }
    return sentences(said_of)


def _alt_text(found: Congruence, asked: Asked) -> str:
    counts = Counter((f.theory, f.author, f.decided.answer) for f in found.findings)
    parts = []
    for theory, some in asked.items():
        said = "; ".join(
            f"{found.view.case.label(author)}: {counts[theory, author, Answer.MET]} met, "
            f"{counts[theory, author, Answer.NOT_MET]} not met"
            for author in found.view.authors
        )
        name, number = found.view.case.theories[theory].name, counted(len(some), "proposition")
        parts.append(f"{name} ({number}): {said}.")
    return " ".join(parts)
