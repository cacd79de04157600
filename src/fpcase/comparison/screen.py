"""The first screen of a comparison: what a reader should meet first, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from fpcase.comparison.concept_choice import suggestions_in
from fpcase.comparison.findings import Findings
from fpcase.comparison.relations import Kind
from fpcase.comparison.sentences import MOST_AUTHORS, Sentences
from fpcase.comparison.tables import LINES
from fpcase.comparison.theory_points import Division
from fpcase.model.fields import grouped
from fpcase.model.wording import counted, first_few, wrapped

if TYPE_CHECKING:
    from fpcase.comparison.causes import Divergence
    from fpcase.comparison.points import Point
    from fpcase.comparison.theory_points import TheoryPoint
    from fpcase.model import Explanation, ExplanationId, VariableId
    from fpcase.statements import Matter, Statement, Tree

SHORT, MOST_NESTED, MOST_ROWS = 2, 2, 20
"""How many lines a row of the first screen has, if it can be cut so far; how many effects stand
under one description; and how many rows a block offers."""
FEW = 5
"""Fewer than one variable in so many are few to be shared."""


@attrs.frozen(kw_only=True)
class ScreenRow:
    """One row of a block, wrapped to lines; it may hold several findings.

    Attributes:
        lines: The lines.
        terms: What it is about; nothing where it repeats nothing.
        authors: Whom it concerns.
        pairs: The matters on which it tells what they say.
        alike: Whether it tells where they agree; else where they part.
        in_words: Whether they answer in a variable's own values.
        holds: How many findings it holds.
    """

    lines: tuple[str, ...]
    terms: tuple[VariableId, ...] = ()
    authors: frozenset[ExplanationId] = frozenset()
    pairs: frozenset[Matter] = frozenset()
    alike: bool = False
    in_words: bool = False
    holds: int = 1

    @property
    def rank(self) -> tuple[object, ...]:
        """Its place among others: most authors in a line, answers in words, fewest lines."""
        lines = len(self.lines)
        return -len(self.authors) / lines, not self.in_words, lines

    def repeats(self, told: ScreenRow, tree: Tree) -> bool:
        """Whether another row already tells of its authors what it tells.

        That is the same matter, or that they agree, or part, on one in line with its own.

        Args:
            told: The other row.
            tree: The broader terms.
        """
        same = not self.pairs.isdisjoint(told.pairs)
        within = self.authors <= told.authors
        return (same and (within or told.authors <= self.authors)) or (
            within
            and self.alike is told.alike
            and any(tree.in_line(one, other) for one in self.terms for other in told.terms)
        )


@attrs.frozen
class Block:
    """One kind of finding: a heading with the whole number, and rows in order.

    Attributes:
        heading: What the rows are.
        what: One finding, in a word.
        found: The findings of each row.
        row: Makes the row of some findings.
        share: How many rows the first screen has of it before it fills up with short ones.
        turn: When its rows are chosen: agreements, causes and consequences after the others.
    """

    heading: str
    what: str
    found: Sequence[Sequence[Any]]
    row: Callable[..., ScreenRow]
    share: int = 1
    turn: int = 0

    def rows(self, most: int | None = None) -> list[ScreenRow]:
        """Its rows.

        Args:
            most: How many of them at most.
        """
        return [self.row(*one) for one in self.found[:most]]

    @property
    def size(self) -> str:
        """How many findings it has."""
        return counted(sum(map(len, self.found)), self.what)

    def lines(self, rows: Sequence[ScreenRow]) -> list[str]:
        """The heading and some rows; nothing where no row is shown.

        Args:
            rows: The rows to show.
        """
        held = sum(row.holds for row in rows)
        more = f", {held} shown" if held < sum(map(len, self.found)) else ""
        heading = [f"{self.heading} ({self.size}{more})"] if rows else []
        return [*heading, *(line for row in rows for line in row.lines)]


def first_screen(comparison: Findings) -> str:
    """The comparison on one screen: 45 lines of 80 columns at most.

    Contradictions first, then different times and conditions, theories, agreements, different
    causes of one effect and different consequences of one cause. Each but the last two has a share
    of the room. What is left goes first to rows where authors part, and of these to the ones that
    tell of most authors in a line, answers in a variable's own values before others. A row is cut
    to two lines where it can be, or to three where four authors answer. One that repeats another
    waits until no other is left.

    Args:
        comparison: The comparison.
    """
    blocks = _blocks(comparison, brief=True)
    rows = [block.rows(MOST_ROWS) for block in blocks]
    head = _head(comparison, brief=True)
    room = LINES - len(head)
    while True:
        shown = list(zip(blocks, _chosen(blocks, rows, room, comparison.tree), strict=True))
        body = [line for block, some in shown for line in block.lines(some)]
        foot = _foot(comparison, "\n".join(body), [block for block, some in shown if not some])
        if not body or len(head) + len(body) + len(foot) <= LINES:
            return "\n".join([*head, *body, *foot]) + "\n"
        room -= 1  # how long the foot is, the rows decide


def _chosen(
    blocks: Sequence[Block], rows: Sequence[Sequence[ScreenRow]], room: int, tree: Tree
) -> list[list[ScreenRow]]:
    """The rows of each block for which there is room: its share first; repetitions last."""
    shown: list[dict[int, ScreenRow]] = [{} for _ in blocks]
    every = [(place, at, row) for place, some in enumerate(rows) for at, row in enumerate(some)]
    every.sort(key=lambda one: blocks[one[0]].turn)

    def repeats(row: ScreenRow) -> bool:
        return any(row.repeats(one, tree) for some in shown for one in some.values())

    def show(place: int, at: int, row: ScreenRow) -> None:
        nonlocal room
        needed = len(row.lines) + (not shown[place])
        if needed <= room and at not in shown[place]:
            shown[place][at] = row
            room -= needed

    for place, at, row in every:
        if len(shown[place]) < blocks[place].share and not repeats(row):
            show(place, at, row)
    ranked = sorted(every, key=lambda one: (blocks[one[0]].turn, *one[2].rank))
    for place, at, row in ranked:
        if not repeats(row):
            show(place, at, row)
    for place, at, row in ranked:
        show(place, at, row)
    return [[some[at] for at in sorted(some)] for some in shown]


def whole_text(comparison: Findings) -> str:
    """The comparison with every row of every block.

    Beside what the first screen has: what one author alone says to follow from a thing that
    others discuss, what authors leave out, and where they contradict themselves.

    Args:
        comparison: The comparison.
    """
    blocks = [*_blocks(comparison, brief=False), *_further_blocks(comparison)]
    body = [line for block in blocks for line in block.lines(block.rows())]
    return "\n".join([*_head(comparison, brief=False), *body, *_foot(comparison)]) + "\n"


def _head(comparison: Findings, *, brief: bool) -> list[str]:
    title = f"{comparison.case.title}: {counted(len(comparison.authors), 'author')}"
    totals = comparison.totals
    compared = totals.own + totals.reported
    claims = f"{compared} of " * (compared < totals.coded) + counted(totals.coded, "claim")
    counts = [f"{title}, {claims}"] if brief else [title, totals.sentence]
    lines = [line for text in counts for line in wrapped(text, indent=0)]
    return [*lines, *_explained(comparison, brief=brief)]


def _explained(comparison: Findings, *, brief: bool) -> tuple[str, ...]:
    """What each author explains (in brief: first), by which theory; unless all explain the same."""
    words = Sentences(case=comparison.case)
    explaining = {
        words.authors[author]: one
        for author, one in comparison.case.explanations.items()
        if one.explains
    }
    if len({one.explains for one in explaining.values()}) <= 1:
        return ()
    chief = brief and any(len(one.explains) > 1 for one in explaining.values())
    sides = []
    for name, one in explaining.items():
        outcomes = one.explains[:1] if brief else one.explains
        sides.append(f"{name}{_school(comparison, one)}: {', '.join(map(words.name, outcomes))}")
    what = "Chief outcomes explained" if chief else "Outcomes explained"
    return wrapped(f"{what}: {first_few(sides, 5, ' | ')}.", indent=0)


def _school(comparison: Findings, author: Explanation) -> str:
    """The theory that an author declares first, in brackets; nothing where nobody declares one."""
    if not any(one.theories for one in comparison.case.explanations.values()):
        return ""
    names = (comparison.case.theories[theory].name for theory in author.theories)
    return f" ({next(names, 'no theory').partition(' (')[0]})"


def _foot(comparison: Findings, text: str = "", rest: Iterable[Block] = ()) -> list[str]:
    """What there is beside the rows of the first screen, what their marks mean, how to read on.

    Args:
        comparison: The comparison.
        text: The rows; an empty text if all are shown, as a reader of all needs no marks.
        rest: The blocks of which no row is shown.
    """
    told = 0 if text else sum(one.kind is Kind.TELLS_HOW for one in comparison.by_chain)
    beside = [
        (sum(map(len, comparison.lead_points)), "lead", ": --leads"),
        (told, "claim", " that another author states step by step: --table by-chain"),
    ]
    lines = [hint] if (hint := _hint(comparison)) else []
    lines += [f"{counted(number, what)}{where}." for number, what, where in beside if number]
    left = " and ".join(one.size for one in rest)
    if comparison.statements:
        lines += [f"Every row{f', with {left}' if left else ''}: --all."] if text else []
        lines.append(f"To see a claim: fpcase show CASE {comparison.statements[0].id}.")
        if marks := [meaning for mark, meaning in _MARKS.items() if mark in text]:
            lines.append(f"{', '.join(marks)}.")
    return list(wrapped(" ".join(lines), indent=0)) if lines else []


_MARKS = {
    "*": "* narrower term",
    "†": "† different times",
    ": + ": "+ raises, − lowers",
}
"""What marks in the rows of the first screen mean."""


def _hint(comparison: Findings) -> str:
    """Where few variables are shared, what helps to find those that mean the same."""
    users = grouped((term, one.author) for one in comparison.statements for term in one.matter)
    shared = sum(len(set(who)) > 1 for who in users.values())
    if len(comparison.authors) == 1 or shared * FEW >= len(users):
        return ""
    alike = suggestions_in(comparison).found
    every = len(comparison.authors) == len(comparison.view.whole.explanations)
    chosen = () if every else ("--authors", *comparison.authors)
    command = " ".join(["fpcase suggest CASE", *chosen])
    others = (
        f": '{command}' shows {counted(alike, 'pair')} with similar wording that may mean the "
        f"same thing."
        if alike
        else "; 'fpcase suggest' finds no other pair to merge."
    )
    return f"{shared} of {counted(len(users), 'variable')} shared by two authors{others}"


def _blocks(comparison: Findings, *, brief: bool) -> list[Block]:
    words = Sentences(case=comparison.case, brief=brief)
    own = () if brief else comparison.own
    moving = grouped((one.matter[1], one) for one in own if one.carries_chain)

    def described(*points: Point) -> ScreenRow:
        return _described(points, words, moving)

    def point(one: Point) -> ScreenRow:
        return _described((one,), words, {})

    def theory(one: TheoryPoint) -> ScreenRow:
        said = () if one.division is Division.LEVELS else one.stands  # that only counts claims
        authors = frozenset(author for stand in said for author in stand.authors)
        return ScreenRow(lines=_fitted(words, lambda words: words.theory(one)), authors=authors)

    def divergence(one: Divergence) -> ScreenRow:
        short = SHORT + (len(one.authors) > SHORT + 1)
        lines = _fitted(words, lambda words: words.divergence(one), short=short)
        first, _ = next(iter(one.mentions))
        pair = (one.term, first.variable) if one.mirror else (first.variable, one.term)
        authors = frozenset(one.authors)
        return ScreenRow(lines=lines, terms=(one.term,), authors=authors, pairs=frozenset({pair}))

    parting, pulling = map(_together, (comparison.contradictions, comparison.pulling_apart))
    apart = "THEY SPEAK OF DIFFERENT TIMES OR CONDITIONS"
    effect, cause = "SAME EFFECT, DIFFERENT CAUSES", "SAME CAUSE, DIFFERENT CONSEQUENCES"
    blocks = [
        Block("THEY CONTRADICT EACH OTHER", "matter", parting, described, 5),
        Block("They pull apart", "matter", pulling, described, 5),
        Block(apart, "matter", _alone(comparison.by_scope), point),
        Block("THEORIES", "question", _alone(comparison.theories), theory, 2),
        Block("THEY AGREE", "matter", _alone(comparison.agreements), point, turn=1),
        Block(effect, "effect", _alone(comparison.same_effect), divergence, 0, 1),
        Block(cause, "cause", _alone(comparison.same_cause), divergence, 0, 1),
    ]
    if not (comparison.contradictions or comparison.agreements):
        blocks += _leads(comparison, words)
    return [block for block in blocks if block.found]


def leads_text(comparison: Findings) -> str:
    """What authors say of kindred matters, under a broader term: to follow up, and no findings.

    Args:
        comparison: The comparison.
    """
    blocks = _leads(comparison, Sentences(case=comparison.case))
    body = [line for block in blocks for line in block.lines(block.rows())]
    return "\n".join([*_head(comparison, brief=False), *body]) + "\n"


def _leads(comparison: Findings, words: Sentences) -> list[Block]:
    """Leads in plain words: those that oppose each other, and those that are alike."""
    return [
        Block(
            f"{how} UNDER A BROADER TERM: LEADS, NOT FINDINGS",
            "matter",
            _alone(found),
            lambda one: _described((one,), words, {}),
        )
        for how, found in zip(("OPPOSITE", "ALIKE"), comparison.lead_points, strict=True)
    ]


def _alone(found: Iterable[object]) -> list[tuple[object]]:
    """Findings, each in a row of its own."""
    return [(one,) for one in found]


def _fitted(
    words: Sentences, write: Callable[[Sentences], str], indent: int = 1, short: int = SHORT
) -> tuple[str, ...]:
    """A row wrapped to lines; on the first screen with fewer authors where it would be long."""
    for most in (MOST_AUTHORS, 4, 3, 2, 1) if words.brief else (MOST_AUTHORS,):
        lines = wrapped(write(attrs.evolve(words, most_authors=most)), indent=indent)
        if len(lines) <= short:
            break
    return lines


def _together(found: Sequence[Point]) -> list[tuple[Point, ...]]:
    """Points, those on what moves a described variable after the one on its description."""
    described = {point.matter for point in found if len(point.matter) == 1}
    rows = grouped(
        (effect if (effect := point.matter[-1:]) in described else point.matter, point)
        for point in found
    )
    return [tuple(sorted(row, key=lambda point: len(point.matter))) for row in rows.values()]


def _described(
    points: Sequence[Point], words: Sentences, moving: Mapping[VariableId, Sequence[Statement]]
) -> ScreenRow:
    """The row of a point, and of those on what moves what it describes.

    What authors say to move it who do not say whether it was so stands there too, if wanted.
    """
    point, *others = points
    nested = [wrapped(words.point(other, it=point.matter[-1]), indent=3) for other in others]
    shown = [one for one in nested if len(one) == 1][:MOST_NESTED] if words.brief else nested
    more = f" [and {counted(n, 'cause')}]" if (n := len(nested) - len(shown)) else ""
    short = SHORT + (point.in_words and len(point.authors) > SHORT + 1)
    lines = _fitted(words, lambda words: words.point(point) + more, short=short)
    lines += tuple(line for one in shown for line in one)
    authors = _concerned(points)
    if len(point.matter) == 1:
        lines += _also(moving.get(point.matter[0], ()), authors, words)
    return ScreenRow(
        lines=lines,
        terms=point.matter,
        authors=authors,
        pairs=frozenset(one.matter for one in points),
        alike=point.kind is Kind.AGREE,
        in_words=point.in_words,
        holds=1 + len(shown),
    )


def _concerned(points: Iterable[Point]) -> frozenset[ExplanationId]:
    return frozenset().union(*(point.authors for point in points))


def _also(
    moving: Iterable[Statement], heard: frozenset[ExplanationId], words: Sentences
) -> tuple[str, ...]:
    """What others say to move a variable who do not say in its row whether it was so."""
    said = grouped(
        ((one.author, one.leaves_open), one) for one in moving if one.author not in heard
    )
    told = "; ".join(
        f"{words.moved([(one.matter[0], one.leaves_open) for one in made], by=True, most=1)}: "
        f"{words.who(made)}"
        for made in said.values()
    )
    return wrapped(f"also {told}", indent=3) if told else ()


def _further_blocks(comparison: Findings) -> list[Block]:
    """What only a reader of every row needs."""
    words = Sentences(case=comparison.case)
    selves = [
        f"{words.matter(one.matter)}: {words.both(one, comparison.statements)}"
        for one in comparison.self_contradictions
    ]
    rejected = [
        f"{words.authors[author.id]} rejects {comparison.case.theories[one.theory].name}: "
        f"{one.because}"
        for author in comparison.case.explanations.values()
        for one in author.rejects
    ]
    sole = list(map(words.sole, comparison.sole_consequences))
    blocks = [
        ("ONLY ONE AUTHOR SAYS WHAT FOLLOWS", "matter", sole),
        ("LEFT OUT OR REJECTED", "item", [*words.left_out(), *rejected]),
        ("THEY CONTRADICT THEMSELVES", "matter", selves),
    ]
    return [
        Block(heading, what, _alone(texts), lambda text: ScreenRow(lines=wrapped(text)))
        for heading, what, texts in blocks
        if texts
    ]
