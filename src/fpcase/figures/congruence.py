"""Theories against explanations: who argues as a theory says?"""

from collections import Counter
from collections.abc import Iterable

import attrs

from fpcase.comparison.congruence import DECLARED, REJECTED, Congruence, Finding, congruence
from fpcase.comparison.patterns import Answer
from fpcase.drawing.figure import Figure
from fpcase.drawing.page import MARGIN, Entry, Panel, Words, column_width, finished, room
from fpcase.drawing.rows import Heads, Row, band, heads, nothing, paged
from fpcase.drawing.scene import (
    INK,
    PALE_INK,
    PAPER,
    Group,
    Item,
    Line,
    Point,
    Shape,
    circle,
    cross,
    polyline,
)
from fpcase.drawing.text import SIZE, paragraph, widest
from fpcase.figures.subjects import about, subtitle
from fpcase.model.cases import Case
from fpcase.model.ids import ExplanationId, TheoryId
from fpcase.model.signatures import checked
from fpcase.model.theories import Proposition
from fpcase.model.wording import counted
from fpcase.statements import View
from fpcase.statements.views import view_of

_RADIUS = 3.2


@checked
def draw_congruence(
    of: Case | View,
    *,
    theories: Iterable[str] | None = None,
    columns: int = 2,
    title: str | None = None,
) -> Figure:
    """Draw which propositions of which theories each explanation meets.

    One row for each proposition, one column for each author (congruence analysis: Blatter and
    Haverland 2012). A full disc says that the author argues as the proposition says, a ring
    with a cross that the author argues what it rules out. An explanation that meets
    everything is consistent with a theory, and no proof of it.

    Args:
        of: A case, or a study of one.
        theories: Ids of theories; all if left out.
        columns: How many journal columns it may fill: 1 or 2.
        title: What the chart is called.

    Raises:
        FpcaseError: something asked for is unknown.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> chart = draw_congruence(case, theories=["realism"])
    >>> "Realism (" in chart.alt_text
    True
    """
    view = view_of(of)
    found = congruence(view, theories=theories)
    width = column_width(columns)
    words = Words(
        title=title if title is not None else "Who argues as a theory says?",
        subtitle=subtitle(view),
        caption=_caption(found),
        alt_text=_alt_text(found),
        key=_key(found),
    )
    return finished(words, _panels(found, width - 2 * MARGIN, room(words, width)), width)


def _panels(found: Congruence, width: float, height: float) -> list[list[Panel]]:
    if not (found.theories and found.view.authors):
        return nothing("There are no theories to ask of, or no authors.")
    longest = max(
        widest([proposition.text for proposition in _propositions(found)]) + 14.0,
        widest([_continued(found, theory) for theory in found.theories], bold=True) + 8.0,
    )
    columns = heads([found.view.case.label(a) for a in found.view.authors], longest, width)
    answers = {(f.theory, f.proposition, f.author): f for f in found.findings}
    rows: list[Row] = []
    for theory in found.theories:
        record = found.view.case.theories[theory]
        head = _theory_row(found, theory, record.name, columns)
        again = _theory_row(found, theory, _continued(found, theory), columns)
        for number, proposition in enumerate(_decidable(record.propositions)):
            findings = [answers[theory, proposition.id, author] for author in found.view.authors]
            row = _proposition_row(found, proposition, findings, columns, shaded=number % 2 == 0)
            rows.append(attrs.evolve(row, again=again) if number else row.under(head))
        if not _decidable(record.propositions):
            rows.append(head)
    return paged(rows, height, head=columns.row)


def _continued(found: Congruence, theory: TheoryId) -> str:
    return f"{found.view.case.theories[theory].name}, continued"


def _theory_row(found: Congruence, theory: TheoryId, name: str, columns: Heads) -> Row:
    text = paragraph(name, columns.left - 4.0, bold=True)
    items = text.items(0.0, 5.0)
    for author, x in zip(found.view.authors, columns.middles, strict=True):
        met, of = _met(found, theory, author)
        for line, told in enumerate(
            (f"{met}", f"of {of}", _ATTITUDES[_attitude(found, theory, author)])
        ):
            y = 5.0 + 0.93 * SIZE + line * 6.6
            items.append(Line(text=told, x=x, y=y, size=6.0, bold=not line, anchor="middle"))
    return Row(items=items, height=max(text.height, 3 * 6.6) + 6.5)


def _met(found: Congruence, theory: TheoryId, author: ExplanationId) -> tuple[int, int]:
    """How many of a theory's propositions an author meets, and of how many that was asked."""
    answers = [
        one.decided.answer for one in found.findings if (one.theory, one.author) == (theory, author)
    ]
    return answers.count(Answer.MET), len(answers)


def _decidable(propositions: Iterable[Proposition]) -> list[Proposition]:
    return [one for one in propositions if one.expects is not None]


_ATTITUDES = {DECLARED: "D", REJECTED: "R", "": ""}


def _attitude(found: Congruence, theory: TheoryId, author: ExplanationId) -> str:
    explanation = found.view.case.explanations[author]
    if theory in {rejection.theory for rejection in explanation.rejects}:
        return REJECTED
    return DECLARED if theory in explanation.theories else ""


def _proposition_row(
    found: Congruence,
    proposition: Proposition,
    findings: list[Finding],
    columns: Heads,
    *,
    shaded: bool,
) -> Row:
    text = paragraph(proposition.text, columns.left - 10.0)
    tall = max(text.height + 3.0, 2 * _RADIUS + 4.0)
    items = band(columns.right, tall, shaded=shaded)
    items += text.items(4.0, (tall - text.height) / 2)
    for author, finding, x in zip(found.view.authors, findings, columns.middles, strict=True):
        name = found.view.case.label(author)
        answer = finding.decided.answer
        items.append(
            Group(
                items=_mark(answer, (x, tall / 2)),
                role="answer",
                tooltip=_tooltip(name, proposition, finding),
                subject=about(
                    authors=(author,),
                    claims=tuple(finding.decided.claims),
                    classes=(answer.value.replace(" ", "-"),),
                ),
            )
        )
    return Row(items=items, height=tall)


def _tooltip(author: str, proposition: Proposition, finding: Finding) -> str:
    decided = finding.decided
    lines = [f"{author}: {proposition.text}", decided.answer.value]
    lines += [" → ".join(decided.path)] if decided.path else []
    lines += [", ".join(decided.claims)] if decided.claims else []
    lines += [decided.note] if decided.note else []
    return "\n".join(lines)


def _mark(answer: Answer, middle: Point) -> list[Item]:
    """The sign of an answer: shape and shade say it together."""
    x, y = middle
    r = _RADIUS
    if answer is Answer.NOT_ADDRESSED:
        return [Shape(steps=circle(middle, 0.9), fill=PALE_INK)]
    ring = circle(middle, r)
    if answer is Answer.UNDECIDED:
        text = Line(text="?", x=x, y=y + 2.4, size=SIZE, bold=True, anchor="middle")
        return [Shape(steps=ring, fill=PAPER, stroke=PALE_INK, width=0.7), text]
    k = 0.62 * r
    within = {
        Answer.MET: [Shape(steps=ring, fill=INK)],
        Answer.IN_PART: [Shape(steps=(*ring[:3], ("Z", ())), fill=INK)],
        Answer.NOT_MET: [Shape(steps=one, stroke=INK, width=0.9) for one in cross(middle, k)],
        Answer.DENIED: [Shape(steps=polyline([(x - k, y), (x + k, y)]), stroke=INK, width=1.4)],
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


def _propositions(found: Congruence) -> list[Proposition]:
    theories = (found.view.case.theories[theory] for theory in found.theories)
    return [one for theory in theories for one in _decidable(theory.propositions)]


def _key(found: Congruence) -> list[Entry]:
    given = {finding.decided.answer for finding in found.findings}
    at = (12.0, -0.3 * SIZE)
    key = [
        Entry(sample=_mark(answer, at), text=text)
        for answer, text in _MEANINGS.items()
        if answer in given
    ]
    attitudes = {
        _attitude(found, theory, author)
        for theory in found.theories
        for author in found.view.authors
    }
    for attitude, text in ((DECLARED, "declares the theory"), (REJECTED, "rejects the theory")):
        if attitude in attitudes:
            letter = _ATTITUDES[attitude]
            sample = Line(text=letter, x=12.0, y=0.0, size=SIZE, bold=True, anchor="middle")
            key.append(Entry(sample=[sample], text=f"the author {text}"))
    return key


def _caption(found: Congruence) -> str:
    number = counted(len(_propositions(found)), "proposition")
    theories = counted(len(found.theories), "theory", "theories")
    every = sum(len(found.view.case.theories[one].propositions) for one in found.theories)
    rest = every - len(_propositions(found))
    left_out = f" Not asked: {rest} that no diagram can decide." if rest else ""
    return (
        f"{number} of {theories}, asked of each author's diagram; beside a theory's name, how many "
        f"of how many an author meets.{left_out} Meeting a theory's propositions "
        "is consistent with it, and no proof of it: rivals may expect the same (Blatter and "
        f"Haverland 2012). {found.view.basis}"
    )


def _alt_text(found: Congruence) -> str:
    counts: Counter[tuple[TheoryId, ExplanationId, Answer]] = Counter(
        (f.theory, f.author, f.decided.answer) for f in found.findings
    )
    parts = []
    for theory in found.theories:
        said = "; ".join(
            f"{found.view.case.label(author)}: {counts[theory, author, Answer.MET]} met, "
            f"{counts[theory, author, Answer.NOT_MET]} not met"
            for author in found.view.authors
        )
        record = found.view.case.theories[theory]
        number = counted(len(_decidable(record.propositions)), "proposition")
        parts.append(f"{record.name} ({number}): {said}.")
    return " ".join(["Which propositions of theories each author's diagram meets.", *parts])
