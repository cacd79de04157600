"""The first screen of a comparison: what a reader should meet first, in plain words."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from fpcase.comparison.findings import Findings
from fpcase.comparison.relations import Kind
from fpcase.comparison.sentences import MOST_AUTHORS, Sentences
from fpcase.comparison.suggestions import suggestions_in
from fpcase.model.wording import COLUMNS, counted, in_one_line, wrapped

if TYPE_CHECKING:
    from fpcase.comparison.causes import Divergence
    from fpcase.comparison.points import Point
    from fpcase.comparison.theory_points import TheoryPoint
    from fpcase.model.ids import ExplanationId, VariableId
    from fpcase.statements import Statement

LINES, MOST_LINES, MOST_FIRST, MOST_ROWS, MOST_NAMED, MOST_NESTED = 45, 4, 8, 4, 3, 2
MOST_EXPLAINED = 5
"""How many authors' outcomes the head of a screen names."""
_CONTRADICT, _AGREE, _THEORIES = "THEY CONTRADICT EACH OTHER", "THEY AGREE", "THEORIES"
_PULL_APART = "They pull apart"
_SECONDS = (_PULL_APART, _AGREE, _THEORIES)
"""The blocks that get a second row before others."""
LONGEST = 100
"""How many letters of a theory's proposition a row has."""
FEW = 5
"""Fewer than one variable in so many are few to be shared."""


@attrs.frozen(kw_only=True)
class Row:
    """One row of a block, wrapped to lines; it may hold several findings.

    Attributes:
        lines: The lines.
        holds: How many findings it holds.
    """

    lines: tuple[str, ...]
    holds: int = 1


@attrs.frozen(kw_only=True)
class Block:
    """One kind of finding: a heading with the whole number, and rows in order.

    Attributes:
        heading: What the rows are.
        what: One finding, in a word.
        rows: The rows; the first screen has only the first ones.
        number: How many findings there are in all.
    """

    heading: str
    what: str
    rows: tuple[Row, ...]
    number: int

    def lines(self, shown: int) -> list[str]:
        """The heading and the first rows.

        Args:
            shown: How many rows to show.
        """
        held = sum(row.holds for row in self.rows[:shown])
        more = f", {held} shown" if held < self.number else ""
        return [
            f"{self.heading} ({counted(self.number, self.what)}{more})",
            *(line for row in self.rows[:shown] for line in row.lines),
        ]

    @property
    def with_short_rows(self) -> Block:
        """The block without rows of more lines than a screen has room for; one is always left.

        Contradictions stay, however long.
        """
        short = tuple(row for row in self.rows if len(row.lines) <= MOST_LINES)
        stays = self.heading == _CONTRADICT
        return self if stays else attrs.evolve(self, rows=short or self.rows[:1])

    def height(self, shown: int) -> int:
        """How many lines these are.

        Args:
            shown: How many rows to show.
        """
        return 1 + sum(len(row.lines) for row in self.rows[:shown])


def first_screen(comparison: Findings) -> str:
    """The comparison on one screen: 45 lines of 80 columns at most.

    Contradictions first, then different times and conditions, theories, agreements, different
    causes of one effect and different consequences of one cause. One row of each is always there;
    then come the contradictions, up to eight rows, and up to four rows of each of the others in
    turn, as far as there is room. A row of more than four lines gives way to the next, but among
    contradictions. Within each, what parts or joins the works most comes first:
    own words before reports, forecasts and chains; more authors; policy before the rest, which is
    what explanations and decisions have as outcomes, and what is said of the deciding state; of
    agreements those on why before those on what.

    Args:
        comparison: The comparison.
    """
    blocks = [block.with_short_rows for block in _blocks(comparison, MOST_FIRST)]
    head, foot = _head(comparison), _foot(comparison, blocks, whole=False)
    room = LINES - len(head) - len(foot)
    every = range(len(blocks))
    shown = [0 for _ in every]
    turns = [(place, 1) for place in every]
    turns += [(0, row) for row in range(2, MOST_FIRST + 1) if comparison.contradictions]
    seconds = sorted(every, key=lambda place: blocks[place].heading not in _SECONDS)
    turns += [(place, row) for row in range(2, MOST_ROWS + 1) for place in seconds]
    for place, row in turns:
        longer = [max(shown[at], row if at == place else 0) for at in every]
        if row <= len(blocks[place].rows) and _height(blocks, longer) <= room:
            shown = longer
    body = [
        line for block, number in zip(blocks, shown, strict=True) for line in block.lines(number)
    ]
    return "\n".join([*head, *body, *foot]) + "\n"


def _height(blocks: list[Block], shown: list[int]) -> int:
    return sum(block.height(number) for block, number in zip(blocks, shown, strict=True))


def whole_text(comparison: Findings) -> str:
    """The comparison with every row of every block.

    Beside what the first screen has: what one author alone says to follow from a thing that
    others discuss, what authors leave out, and where they contradict themselves.

    Args:
        comparison: The comparison.
    """
    words = Sentences(case=comparison.case)
    blocks = [*_blocks(comparison, None), *_further_blocks(comparison, words)]
    body = [line for block in blocks for line in block.lines(len(block.rows))]
    return "\n".join([*_head(comparison), *body, *_foot(comparison, blocks, whole=True)]) + "\n"


def _head(comparison: Findings) -> list[str]:
    number = counted(len(comparison.authors), "author")
    title = in_one_line(f"{comparison.case.title}: {number}", COLUMNS)
    explained = _explained(comparison)
    return [title, *wrapped(comparison.totals.sentence, indent=0), *wrapped(explained, indent=0)]


def _explained(comparison: Findings) -> str:
    """What each author sets out to explain, first of all; nothing where all explain the same."""
    words = Sentences(case=comparison.case)
    named = {
        words.authors[author]: words.names(explains, 1)
        for author in comparison.authors
        if (explains := comparison.case.explanations[author].explains)
    }
    if len(set(named.values())) == 1 or not named:
        return ""
    sides = [f"{author}: {outcomes}" for author, outcomes in named.items()][:MOST_EXPLAINED]
    if len(named) > MOST_EXPLAINED:
        sides.append(f"{len(named) - MOST_EXPLAINED} more authors")
    return f"What each explains: {' | '.join(sides)}."


def _foot(comparison: Findings, blocks: Iterable[Block], *, whole: bool) -> list[str]:
    """What there is beside the rows, and how to read on."""
    told = sum(one.kind is Kind.TELLS_HOW for one in comparison.by_chain) if whole else 0
    beside = [
        (sum(map(len, comparison.lead_points)), "lead", "under broader terms (--leads)"),
        (told, "claim", "that another author tells step by step (--table by-chain)"),
        (len(comparison.self_contradictions), "self-contradiction", "" if whole else "(--all)"),
    ]
    lines = [hint] if (hint := _hint(comparison)) else []
    named = [f"{counted(number, what)} {which}".strip() for number, what, which in beside if number]
    if named:
        lines.append(f"Beside these: {', '.join(named)}.")
    if comparison.statements:
        first = comparison.statements[0].id
        text = "".join(line for block in blocks for row in block.rows for line in row.lines)
        about = " ~: about." if "~" in text else ""
        rows = "" if whole else "Every row: --all. "
        lines.append(f"{rows}A claim: fpcase show CASE {first}.{about}")
    return list(wrapped(" ".join(lines), indent=0)) if lines else []


def _hint(comparison: Findings) -> str:
    """Where few variables are shared, what helps to find those that mean the same."""
    users: dict[str, set[str]] = {}
    for one in comparison.statements:
        for term in one.matter:
            users.setdefault(term, set()).add(one.author)
    shared = sum(len(who) > 1 for who in users.values())
    if len(comparison.authors) == 1 or shared * FEW >= len(users):
        return ""
    alike = suggestions_in(comparison).found
    every = len(comparison.authors) == len(comparison.view.whole.explanations)
    chosen = () if every else ("--authors", *comparison.authors)
    command = " ".join(["fpcase suggest CASE", *chosen])
    others = (
        f": '{command}' shows {counted(alike, 'pair')} alike in words, which may mean the same."
        if alike
        else "; 'fpcase suggest' finds no two others to take as one."
    )
    return f"{shared} of {counted(len(users), 'variable')} shared by two authors{others}"


def _blocks(comparison: Findings, most: int | None) -> list[Block]:
    words = Sentences(case=comparison.case)
    moving: dict[VariableId, list[Statement]] = {}
    for one in comparison.own:
        if one.carries_chain:
            moving.setdefault(one.matter[1], []).append(one)
    apart = "THEY SPEAK OF DIFFERENT TIMES OR CONDITIONS"
    blocks = [
        _described(_CONTRADICT, comparison.contradictions, words, moving, most),
        _described(_PULL_APART, comparison.pulling_apart, words, moving, most),
        _points(apart, comparison.by_scope, words, most),
        _theories(comparison.theories, words, most),
        _points(_AGREE, comparison.agreements, words, most),
        _divergences("effect", comparison.same_effect, words, most),
        _divergences("cause", comparison.same_cause, words, most),
    ]
    if not (comparison.contradictions or comparison.agreements):
        blocks += _leads(comparison, words, most)
    return [block for block in blocks if block.rows]


def leads_text(comparison: Findings) -> str:
    """What authors say of kindred matters, under a broader term: to follow up, and no findings.

    Args:
        comparison: The comparison.
    """
    blocks = _leads(comparison, Sentences(case=comparison.case), None)
    body = [line for block in blocks for line in block.lines(len(block.rows))]
    return "\n".join([*_head(comparison), *body]) + "\n"


def _leads(comparison: Findings, words: Sentences, most: int | None) -> list[Block]:
    """Leads in plain words: those that oppose each other, and those that are alike."""
    opposite, alike = comparison.lead_points
    return [
        _points("OPPOSITE UNDER A BROADER TERM: LEADS, NO FINDINGS", opposite, words, most),
        _points("ALIKE UNDER A BROADER TERM: LEADS, NO FINDINGS", alike, words, most),
    ]


def _points(heading: str, found: Sequence[Point], words: Sentences, most: int | None) -> Block:
    rows = tuple(Row(lines=wrapped(words.point(point))) for point in found[:most])
    return Block(heading=heading, what="matter", rows=rows, number=len(found))


def _described(
    heading: str,
    found: Sequence[Point],
    words: Sentences,
    moving: Mapping[VariableId, Sequence[Statement]],
    most: int | None,
) -> Block:
    """Points, those on what moves a described variable in the row of its description.

    With every row, what authors say to move it who do not say whether it was so stands there too.
    """
    described = {point.matter[0] for point in found if len(point.matter) == 1}
    under: dict[VariableId, list[Point]] = {}
    for point in found:
        if len(point.matter) > 1 and point.matter[1] in described:
            under.setdefault(point.matter[1], []).append(point)
    together = [
        (point, *(under.get(point.matter[0], ()) if len(point.matter) == 1 else ()))
        for point in found
        if len(point.matter) == 1 or point.matter[1] not in described
    ]
    together.sort(key=lambda row: (row[0].comes_last, row[0].firmness, -len(_concerned(row))))
    rows = []
    for point, *others in together[:most]:
        lines = wrapped(words.point(point))
        for other in others[:MOST_NESTED]:
            lines += wrapped(words.point(other, it=point.matter[-1]), indent=3)
        if len(others) > MOST_NESTED:
            lines += wrapped(f"and {len(others) - MOST_NESTED} more on what moves it", indent=3)
        if len(point.matter) == 1 and most is None:
            lines += _also(point.matter[0], (point, *others), words, moving)
        rows.append(Row(lines=lines, holds=1 + len(others)))
    return Block(heading=heading, what="matter", rows=tuple(rows), number=len(found))


def _concerned(row: Iterable[Point]) -> set[ExplanationId]:
    return set().union(*(point.authors for point in row))


def _also(
    term: VariableId,
    row: Iterable[Point],
    words: Sentences,
    moving: Mapping[VariableId, Sequence[Statement]],
) -> tuple[str, ...]:
    """What else authors say to move a variable who do not say in this row whether it was so."""
    heard = {author for point in row for author in point.authors}
    said: dict[tuple[ExplanationId, frozenset[str]], list[Statement]] = {}
    for one in moving.get(term, ()):
        if one.author not in heard:
            said.setdefault((one.author, one.leaves_open), []).append(one)
    if not said:
        return ()
    told = "; ".join(
        f"{words.moved([(one.matter[0], one.leaves_open) for one in made], by=True, most=1)}: "
        f"{words.who(made)}"
        for made in said.values()
    )
    return wrapped(f"also {told}", indent=3)


def _theories(found: Sequence[TheoryPoint], words: Sentences, most: int | None) -> Block:
    rows = []
    for one in found[:most]:
        question = textwrap.shorten(one.question.rstrip("."), LONGEST, placeholder=" …")
        of = f" ({one.of})" if one.of else ""
        stands = " | ".join(map(words.stand, one.stands))
        rows.append(Row(lines=wrapped(f"{question}{of}: {stands}")))
    return Block(heading=_THEORIES, what="question", rows=tuple(rows), number=len(found))


def _divergences(
    what: str, found: Sequence[Divergence], words: Sentences, most: int | None
) -> Block:
    named = MOST_NAMED if most is None else 1
    rows = tuple(Row(lines=wrapped(_divergence(one, words, named))) for one in found[:most])
    return Block(heading=_DIVERGENCES[what], what=what, rows=rows, number=len(found))


_DIVERGENCES = {
    "effect": "SAME EFFECT, DIFFERENT CAUSES",
    "cause": "SAME CAUSE, DIFFERENT CONSEQUENCES",
}


def _divergence(one: Divergence, words: Sentences, most: int) -> str:
    sides = []
    for author in one.authors[:MOST_AUTHORS]:
        every = one.naming(author)
        kinds = tuple(dict.fromkeys(end for named in every for end in sorted(named.ends)))
        of = "" if one.term in kinds else f" (of {words.names(kinds, 1)})"
        told = [(named.variable, named.leaves_open) for named in every[:most]]
        more = f" and {len(every) - most} more" if len(every) > most else ""
        sides.append(f"{words.authors[author]}{of}: {words.moved(told, by=not one.mirror)}{more}")
    if len(one.authors) > MOST_AUTHORS:
        sides.append(f"{len(one.authors) - MOST_AUTHORS} more authors")
    note = "" if one.one_thing else " [different things explained]"
    arrow = "⇒" if one.mirror else "⇐"
    return f"{words.name(one.term)} {arrow} {' | '.join(sides)}{note}"


def _further_blocks(comparison: Findings, words: Sentences) -> list[Block]:
    """What only a reader of every row needs."""
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
    sole = comparison.sole_consequences
    blocks = [
        ("ONLY ONE AUTHOR SAYS WHAT FOLLOWS", "matter", [*map(words.sole, sole)]),
        ("LEFT OUT OR REJECTED", "item", [*words.left_out(), *rejected]),
        ("THEY CONTRADICT THEMSELVES", "matter", selves),
    ]
    return [
        Block(
            heading=heading,
            what=what,
            rows=tuple(Row(lines=wrapped(text)) for text in texts),
            number=len(texts),
        )
        for heading, what, texts in blocks
        if texts
    ]
