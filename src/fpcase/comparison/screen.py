"""The first screen of a comparison: what a reader should meet first, in plain words."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs

from fpcase.comparison.points import points
from fpcase.comparison.relations import Kind
from fpcase.comparison.schools import Parting
from fpcase.comparison.sentences import COLUMNS, MOST_AUTHORS, Sentences, wrapped
from fpcase.model.wording import counted, in_one_line
from fpcase.statements.signs import Position

if TYPE_CHECKING:
    from fpcase.comparison.causes import Divergence
    from fpcase.comparison.comparing import Comparison
    from fpcase.comparison.points import Point
    from fpcase.comparison.schools import TheoryPoint
    from fpcase.model.ids import VariableId

LINES, MOST_ROWS, MOST_NAMED, MOST_NESTED, LONGEST = 45, 4, 2, 2, 100
LOWERS = Position.MINUS.leaves_open
FEW = 5
"""Fewer than one variable in so many are few to be shared."""


@attrs.frozen(kw_only=True)
class Block:
    """One kind of finding: a heading with the whole number, and rows in order.

    Attributes:
        heading: What the rows are.
        rows: The rows, each wrapped to lines.
        number: How many findings there are; rows may hold several.
    """

    heading: str
    rows: tuple[tuple[str, ...], ...]
    number: int

    def lines(self, shown: int) -> list[str]:
        """The heading and the first rows.

        Args:
            shown: How many rows to show.
        """
        rest = len(self.rows) - shown
        more = f", {shown} of {len(self.rows)} rows shown" if rest > 0 else ""
        return [
            f"{self.heading} ({self.number}{more})",
            *(line for row in self.rows[:shown] for line in row),
        ]


def first_screen(comparison: Comparison) -> str:
    """The comparison on one screen: 45 lines of 80 columns at most.

    Contradictions first, then different times and conditions, theories, agreements, different
    causes of one effect and different consequences of one cause: up to four rows of each, fewer
    where the screen would be passed.

    Args:
        comparison: The comparison.
    """
    head, foot, blocks = _head(comparison), _foot(comparison), _blocks(comparison)
    most = [min(MOST_ROWS, len(block.rows)) for block in blocks]
    shown = list(most)
    room = LINES - len(head) - len(foot)
    while _height(blocks, shown) > room and any(shown):
        shown[_place_to_give(shown)] -= 1
    for place, number in enumerate(most):  # a long row may have left room for shorter ones
        while (
            shown[place] < number and _height(blocks, shown) + _next(blocks, shown, place) <= room
        ):
            shown[place] += 1
    body = [
        line for block, number in zip(blocks, shown, strict=True) for line in block.lines(number)
    ]
    return "\n".join([*head, *body, *foot]) + "\n"


def _place_to_give(shown: list[int]) -> int:
    """The block that gives up a row: the first only when all others show one row each."""
    others = [number for number in shown[1:] if number > 1]
    if not others:
        return max(place for place, number in enumerate(shown) if number == max(shown))
    return max(place for place, number in enumerate(shown) if place and number == max(others))


def whole_text(comparison: Comparison) -> str:
    """The comparison with every row of every block.

    Args:
        comparison: The comparison.
    """
    body = [line for block in _blocks(comparison) for line in block.lines(len(block.rows))]
    return "\n".join([*_head(comparison), *body, *_foot(comparison)]) + "\n"


def _next(blocks: list[Block], shown: list[int], place: int) -> int:
    """How many lines one more row of a block takes."""
    return len(blocks[place].rows[shown[place]])


def _height(blocks: list[Block], shown: list[int]) -> int:
    return sum(
        1 + sum(map(len, block.rows[:number])) for block, number in zip(blocks, shown, strict=True)
    )


def _head(comparison: Comparison) -> list[str]:
    number = counted(len(comparison.authors), "author")
    title = in_one_line(f"{comparison.case.title}: {number}", COLUMNS)
    return [title, *wrapped(comparison.totals.sentence, indent=0)]


def _foot(comparison: Comparison) -> list[str]:
    kinds = Counter(one.kind for one in comparison.leads)
    opposite = sum(kinds[kind] for kind in (Kind.CONTRADICT, Kind.DIFFER_BY_SCOPE))
    told = Counter(one.kind for one in comparison.by_chain)
    lines = []
    if hint := _hint(comparison):
        lines.append(hint)
    if kinds:
        alike = kinds[Kind.AGREE]
        lines.append(f"Leads under broader terms (--leads): {opposite} opposite, {alike} alike.")
    if told[Kind.TELLS_HOW]:
        number = counted(told[Kind.TELLS_HOW], "claim")
        lines.append(f"{number} told at greater length by another author (table by-chain).")
    if comparison.self_contradictions:
        words = Sentences(case=comparison.case)
        who = Counter(words.authors[one.author] for one in comparison.self_contradictions)
        named = ", ".join(f"{author} ({number})" for author, number in sorted(who.items()))
        lines.append(f"Authors who contradict themselves: {named}.")
    return [line for text in lines for line in wrapped(text, indent=0)]


def _hint(comparison: Comparison) -> str:
    """Where few variables are shared, what helps to find those that mean the same."""
    users: dict[str, set[str]] = {}
    for one in comparison.statements:
        for term in one.matter:
            users.setdefault(term, set()).add(one.author)
    shared = sum(len(who) > 1 for who in users.values())
    if len(comparison.authors) == 1 or shared * FEW >= len(users):
        return ""
    return (
        f"{shared} of {counted(len(users), 'variable')} shared by two authors: "
        f"'fpcase suggest {comparison.case.id}' shows which others may mean the same."
    )


def _blocks(comparison: Comparison) -> list[Block]:
    words = Sentences(case=comparison.case)
    blocks = [
        _points("THEY CONTRADICT EACH OTHER", comparison.contradictions, words, nested=True),
        _points("They pull apart", comparison.pulling_apart, words),
        _points("THEY SPEAK OF DIFFERENT TIMES OR CONDITIONS", comparison.by_scope, words),
        _theories(comparison.theories, words),
        _points("THEY AGREE", comparison.agreements, words),
        _divergences("SAME EFFECT, DIFFERENT CAUSES", comparison.same_effect, words),
        _divergences("SAME CAUSE, DIFFERENT CONSEQUENCES", comparison.same_cause, words),
    ]
    found = [block for block in blocks if block.rows]
    if not (comparison.contradictions or comparison.agreements):
        kinds = (Kind.CONTRADICT, Kind.DIFFER_BY_SCOPE, Kind.AGREE)
        leads = [one for kind in kinds for one in points(comparison.leads, kind, {})]
        found += [_points("LEADS UNDER BROADER TERMS, NO FINDINGS", leads, words)]
    return [block for block in found if block.rows]


def _points(
    heading: str, found: Iterable[Point], words: Sentences, *, nested: bool = False
) -> Block:
    """Points in their order; if nested, an effect on a described variable under its description."""
    every = list(found)
    described = {point.matter[0] for point in every if nested and len(point.matter) == 1}
    under: dict[VariableId, list[Point]] = {}
    for point in every:
        if len(point.matter) > 1 and point.matter[1] in described:
            under.setdefault(point.matter[1], []).append(point)
    rows = []
    for point in every:
        it = point.matter[-1]
        if len(point.matter) > 1 and it in described:
            continue
        others = under.get(it, []) if len(point.matter) == 1 else []
        lines = wrapped(words.point(point))
        for other in others[:MOST_NESTED]:
            lines += wrapped(words.point(other, it=it), indent=3)
        if len(others) > MOST_NESTED:
            lines += wrapped(f"and {len(others) - MOST_NESTED} more on what moves it", indent=3)
        authors = {author for one in (point, *others) for author in one.authors}
        rows.append(((*point.rank[:2], -len(authors), *point.rank[3:]), lines))
    if nested:
        rows.sort(key=lambda row: row[0])
    return Block(heading=heading, rows=tuple(lines for _, lines in rows), number=len(every))


def _theories(points: Iterable[TheoryPoint], words: Sentences) -> Block:
    rows = []
    for one in points:
        stands = []
        for stand in one.stands:
            who = ", ".join(words.authors[author] for author in stand.authors)
            counted_ways = one.parting is Parting.WAYS
            stands.append(f"{who} {stand.says}" if counted_ways else f"{stand.says} {who}")
        question = textwrap.shorten(one.question.rstrip("."), LONGEST, placeholder=" …")
        rows.append(wrapped(f"{question}: {' | '.join(stands)}"))
    return Block(heading="THEORIES", rows=tuple(rows), number=len(rows))


def _divergences(heading: str, found: Iterable[Divergence], words: Sentences) -> Block:
    rows = tuple(wrapped(_divergence(one, words)) for one in found)
    return Block(heading=heading, rows=rows, number=len(rows))


def _divergence(one: Divergence, words: Sentences) -> str:
    sides = []
    for author in one.authors[:MOST_AUTHORS]:
        named = one.alone(author)
        shown = ", ".join(
            words.name(n.variable) + (" (lowers)" if n.leaves_open == LOWERS else "")
            for n in named[:MOST_NAMED]
        )
        more = f" +{len(named) - MOST_NAMED}" if len(named) > MOST_NAMED else ""
        sides.append(f"{words.authors[author]}: {shown}{more}")
    arrow = "⇒" if one.mirror else "⇐"
    if len(one.authors) > MOST_AUTHORS:
        sides.append(f"{len(one.authors) - MOST_AUTHORS} more authors")
    note = "" if one.one_thing else " [different things explained]"
    return f"{words.name(one.term)} {arrow} {' | '.join(sides)}{note}"
