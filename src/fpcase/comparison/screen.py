"""The first screen of a comparison: what a reader should meet first, in plain words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import attrs

from fpcase.comparison.causes import Divergence
from fpcase.comparison.concept_choice import suggestions_in
from fpcase.comparison.findings import Findings
from fpcase.comparison.points import Point
from fpcase.comparison.relations import Kind
from fpcase.comparison.sentences import MOST_AUTHORS, Sentences
from fpcase.comparison.tables import LINES
from fpcase.comparison.theory_points import Division, TheoryPoint
from fpcase.model import ExplanationId, VariableId
from fpcase.model.fields import grouped
from fpcase.model.wording import counted, first_few, wrapped
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

    def repeats(self, told: "ScreenRow", tree: Tree) -> bool:
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
        found: The findings, one for each row; or several that share a row.
        row: Makes the row.
        share: How many rows the first screen has of it before it fills up with short ones.
        turn: When its rows are chosen: agreements, causes and consequences after the others.
    """

    heading: str
    what: str
    found: Sequence[Any]
    row: Callable[[Any], ScreenRow]
    share: int = 1
    turn: int = 0

    def rows(self, most: int | None = None) -> list[ScreenRow]:
        """Its rows.

        Args:
            most: How many of them at most.
        """
        return [self.row(one) for one in self.found[:most]]

    @property
    def number(self) -> int:
        """How many findings it has."""
        return sum(len(one) if isinstance(one, tuple) else 1 for one in self.found)

    @property
    def size(self) -> str:
        """The same in words."""
        return counted(self.number, self.what)

    def lines(self, rows: Sequence[ScreenRow]) -> list[str]:
        """The heading and some rows; nothing where no row is shown.

        Args:
            rows: The rows to show.
        """
        held = sum(row.holds for row in rows)
        more = f", {held} shown" if held < self.number else ""
        heading = [f"{self.heading} ({self.size}{more})"] if rows else []
        return [*heading, *(line for row in rows for line in row.lines)]


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


_MARKS = {
    "*": "* narrower term",
    "†": "† different times",
    ": + ": "+ raises, − lowers",
}
"""What marks in the rows of the first screen mean."""


@attrs.frozen(kw_only=True, slots=False)
class Screen:
    """What a reader should meet of a comparison, in plain words.

    Attributes:
        found: What is found where the authors are compared.
        brief: Whether it is to fit the first screen.
    """

    found: Findings
    brief: bool = False

    @cached_property
    def _words(self) -> Sentences:
        return Sentences(case=self.found.case, brief=self.brief)

    @cached_property
    def _moving(self) -> Mapping[Matter, Sequence[Statement]]:
        """Effect -> what authors say in own words to move it."""
        return grouped((one.matter[1:], one) for one in self.found.own if one.carries_chain)

    def first(self) -> str:
        """The comparison on one screen: 45 lines of 80 columns at most.

        Contradictions first, then different times and conditions, theories, agreements, different
        causes of one effect and different consequences of one cause. Each but the last two has a
        share of the room. What is left goes first to rows where authors part, and of these to the
        ones that tell of most authors in a line, answers in a variable's own values before others.
        A row is cut to two lines where it can be, or to three where four authors answer. One that
        repeats another waits until no other is left.
        """
        blocks = self._blocks()
        rows = [block.rows(MOST_ROWS) for block in blocks]
        head = self._head()
        room = LINES - len(head)
        while True:
            shown = list(zip(blocks, _chosen(blocks, rows, room, self.found.tree), strict=True))
            body = [line for block, some in shown for line in block.lines(some)]
            foot = self._foot("\n".join(body), [block for block, some in shown if not some])
            if not body or len(head) + len(body) + len(foot) <= LINES:
                return "\n".join([*head, *body, *foot]) + "\n"
            room -= 1  # how long the foot is, the rows decide

    def whole(self) -> str:
        """The comparison with every row of every block.

        Beside what the first screen has: what one author alone says to follow from a thing that
        others discuss, what authors leave out, and where they contradict themselves.
        """
        return self._every_row([*self._blocks(), *self._further_blocks()], self._foot())

    def leads(self) -> str:
        """What authors say of kindred matters, under a broader term: to follow up, no findings."""
        return self._every_row(self._leads())

    def _every_row(self, blocks: Iterable[Block], foot: Iterable[str] = ()) -> str:
        body = [line for block in blocks for line in block.lines(block.rows())]
        return "\n".join([*self._head(), *body, *foot]) + "\n"

    def _head(self) -> list[str]:
        title = f"{self.found.case.title}: {counted(len(self.found.authors), 'author')}"
        totals = self.found.totals
        compared = totals.own + totals.reported
        claims = f"{compared} of " * (compared < totals.coded) + counted(totals.coded, "claim")
        counts = [f"{title}, {claims}"] if self.brief else [title, totals.sentence]
        lines = [line for text in counts for line in wrapped(text, indent=0)]
        return [*lines, *self._explained()]

    def _explained(self) -> tuple[str, ...]:
        """What each author explains (in brief: first), by which theory; unless all explain one."""
        case = self.found.case
        explaining = [one for one in case.explanations.values() if one.explains]
        if len({one.explains for one in explaining}) <= 1:
            return ()
        some_declare = any(one.theories for one in case.explanations.values())
        sides = []
        for one in explaining:
            theory = next((case.theories[id_].name for id_ in one.theories), "no theory")
            school = f" ({theory.partition(' (')[0]})" if some_declare else ""
            outcomes = map(self._words.name, one.explains[: 1 if self.brief else None])
            sides.append(f"{self._words.authors[one.id]}{school}: {', '.join(outcomes)}")
        chief = self.brief and any(len(one.explains) > 1 for one in explaining)
        what = "Chief outcomes explained" if chief else "Outcomes explained"
        return wrapped(f"{what}: {first_few(sides, 5, ' | ')}.", indent=0)

    def _foot(self, text: str = "", rest: Iterable[Block] = ()) -> tuple[str, ...]:
        """What there is beside the rows of the first screen, what marks mean, how to read on.

        Args:
            text: The rows; an empty text if all are shown, as a reader of all needs no marks.
            rest: The blocks of which no row is shown.
        """
        told = 0 if text else sum(one.kind is Kind.TELLS_HOW for one in self.found.by_chain)
        beside = [
            (sum(map(len, self.found.lead_points)), "lead", ": --leads"),
            (told, "claim", " that another author states step by step: --table by-chain"),
        ]
        lines = [hint] if (hint := self._hint()) else []
        lines += [f"{counted(number, what)}{where}." for number, what, where in beside if number]
        left = " and ".join(one.size for one in rest)
        if self.found.statements:
            lines += [f"Every row{f', with {left}' if left else ''}: --all."] if text else []
            lines.append(f"To see a claim: fpcase show CASE {self.found.statements[0].id}.")
            if marks := [meaning for mark, meaning in _MARKS.items() if mark in text]:
                lines.append(f"{', '.join(marks)}.")
        return wrapped(" ".join(lines), indent=0)

    def _hint(self) -> str:
        """Where few variables are shared, what helps to find those that mean the same."""
        found = self.found
        users = grouped((term, one.author) for one in found.statements for term in one.matter)
        shared = sum(len(set(who)) > 1 for who in users.values())
        if len(found.authors) == 1 or shared * FEW >= len(users):
            return ""
        alike = suggestions_in(found).found
        every = len(found.authors) == len(found.view.whole.explanations)
        chosen = () if every else ("--authors", *found.authors)
        command = " ".join(["fpcase suggest CASE", *chosen])
        others = (
            f": '{command}' shows {counted(alike, 'pair')} with similar wording that may mean the "
            f"same thing."
            if alike
            else "; 'fpcase suggest' finds no other pair to merge."
        )
        return f"{shared} of {counted(len(users), 'variable')} shared by two authors{others}"

    def _blocks(self) -> list[Block]:
        found, causes = self.found, self._divergence
        apart = "THEY SPEAK OF DIFFERENT TIMES OR CONDITIONS"
        effect, cause = "SAME EFFECT, DIFFERENT CAUSES", "SAME CAUSE, DIFFERENT CONSEQUENCES"
        parting, pulling = map(_together, (found.contradictions, found.pulling_apart))
        blocks = [
            Block("THEY CONTRADICT EACH OTHER", "matter", parting, self._with_causes, 5),
            Block("They pull apart", "matter", pulling, self._with_causes, 5),
            Block(apart, "matter", found.by_scope, self._points),
            Block("THEORIES", "question", found.theories, self._theory, 2),
            Block("THEY AGREE", "matter", found.agreements, self._points, turn=1),
            Block(effect, "effect", found.same_effect, causes, 0, 1),
            Block(cause, "cause", found.same_cause, causes, 0, 1),
        ]
        if not (found.contradictions or found.agreements):
            blocks += self._leads()
        return [block for block in blocks if block.found]

    def _leads(self) -> list[Block]:
        """Leads in plain words: those that oppose each other, and those that are alike."""
        return [
            Block(f"{how} UNDER A BROADER TERM: LEADS, NOT FINDINGS", "matter", some, self._points)
            for how, some in zip(("OPPOSITE", "ALIKE"), self.found.lead_points, strict=True)
        ]

    def _further_blocks(self) -> list[Block]:
        """What only a reader of every row needs."""
        found, words = self.found, self._words
        selves = [
            f"{words.matter(one.matter)}: {words.both(one, found.statements)}"
            for one in found.self_contradictions
        ]
        rejected = [
            f"{words.authors[author.id]} rejects {found.case.theories[one.theory].name}: "
            f"{one.because}"
            for author in found.case.explanations.values()
            for one in author.rejects
        ]
        blocks = [
            (
                "ONLY ONE AUTHOR SAYS WHAT FOLLOWS",
                "matter",
                [*map(words.sole, found.sole_consequences)],
            ),
            ("LEFT OUT OR REJECTED", "item", [*words.left_out(), *rejected]),
            ("THEY CONTRADICT THEMSELVES", "matter", selves),
        ]
        return [
            Block(heading, what, texts, lambda text: ScreenRow(lines=wrapped(text)))
            for heading, what, texts in blocks
            if texts
        ]

    def _fitted(self, write: Callable[[Sentences], str], authors: int = 0) -> tuple[str, ...]:
        """A row wrapped to lines; on the first screen with fewer authors where it would be long.

        Args:
            write: Writes the row.
            authors: How many authors answer in it; many may have a line more.
        """
        short = SHORT + (authors > SHORT + 1)
        for most in (MOST_AUTHORS, 4, 3, 2, 1) if self.brief else (MOST_AUTHORS,):
            lines = wrapped(write(attrs.evolve(self._words, most_authors=most)))
            if len(lines) <= short:
                break
        return lines

    def _theory(self, one: TheoryPoint) -> ScreenRow:
        said = () if one.division is Division.LEVELS else one.stands  # that only counts claims
        authors = frozenset(author for stand in said for author in stand.authors)
        return ScreenRow(lines=self._fitted(lambda words: words.theory(one)), authors=authors)

    def _divergence(self, one: Divergence) -> ScreenRow:
        first, _ = next(iter(one.mentions))
        pair = (one.term, first.variable) if one.mirror else (first.variable, one.term)
        return ScreenRow(
            lines=self._fitted(lambda words: words.divergence(one), len(one.authors)),
            terms=(one.term,),
            authors=frozenset(one.authors),
            pairs=frozenset({pair}),
        )

    def _points(self, point: Point, *others: Point) -> ScreenRow:
        """The row of a point, and of those on what moves what it describes."""
        nested = [
            wrapped(self._words.point(other, it=point.matter[-1]), indent=3) for other in others
        ]
        shown = [one for one in nested if len(one) == 1][:MOST_NESTED] if self.brief else nested
        more = f" [and {counted(n, 'cause')}]" if (n := len(nested) - len(shown)) else ""
        answering = len(point.authors) if point.in_words else 0
        lines = self._fitted(lambda words: words.point(point) + more, answering)
        return ScreenRow(
            lines=(*lines, *(line for one in shown for line in one)),
            terms=point.matter,
            authors=frozenset(author for one in (point, *others) for author in one.authors),
            pairs=frozenset(one.matter for one in (point, *others)),
            alike=point.kind is Kind.AGREE,
            in_words=point.in_words,
            holds=1 + len(shown),
        )

    def _with_causes(self, points: Sequence[Point]) -> ScreenRow:
        """The same; with every row, others who say what moves the thing but not that it was so."""
        row = self._points(*points)
        if self.brief or len(row.terms) > 1:
            return row
        said = grouped(
            ((one.author, one.leaves_open), one)
            for one in self._moving.get(row.terms, ())
            if one.author not in row.authors
        )
        told = []
        for made in said.values():
            causes = [(one.matter[0], one.leaves_open) for one in made]
            moved = self._words.moved(causes, by=True, most=1)
            told.append(f"{moved}: {self._words.who(made)}")
        also = wrapped(f"also {'; '.join(told)}", indent=3) if told else ()
        return attrs.evolve(row, lines=(*row.lines, *also))


def _together(found: Sequence[Point]) -> list[tuple[Point, ...]]:
    """Points, those on what moves a described variable after the one on its description."""
    described = {point.matter for point in found if len(point.matter) == 1}
    rows = grouped(
        (effect if (effect := point.matter[-1:]) in described else point.matter, point)
        for point in found
    )
    return [tuple(sorted(row, key=lambda point: len(point.matter))) for row in rows.values()]
