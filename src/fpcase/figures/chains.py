"""Chains and loops of claims: boxes in lines, one chain below the other."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import attrs

from fpcase.comparison.caps import CHAIN_STEPS
from fpcase.comparison.chains import TELLINGS, Chain, Telling, find_chains
from fpcase.comparison.loops import Polarity, find_loops
from fpcase.diagrams import Diagram, causal_diagram
from fpcase.diagrams.causal import of_claims
from fpcase.drawing.figure import Figure
from fpcase.drawing.page import Entry, column_width, room
from fpcase.drawing.rows import Row, band, stacked
from fpcase.drawing.scene import Frame, Group, Item, Point, diamond, flattened
from fpcase.drawing.text import paragraph
from fpcase.figures import looks
from fpcase.figures.arrows import Arrow, arrows
from fpcase.figures.legend import diagram_key
from fpcase.figures.panels import (
    arrow_group,
    box_group,
    boxes,
    mark_group,
    name_of,
    roles,
    subject,
    tooltip,
)
from fpcase.figures.plans import Plan, figure_of, inside, sample, words_of, written
from fpcase.figures.subjects import about
from fpcase.model.cases import Case
from fpcase.model.options import whole_numbers
from fpcase.model.signatures import checked
from fpcase.model.wording import counted
from fpcase.statements import View
from fpcase.statements.views import view_of

_INDENT = 16.0
"""Room at the left, for the number, and for arrows that come from the line above."""
_ACROSS = {1: 3, 2: 5}
"""How many boxes stand side by side, by a journal's columns."""
_GAP = 26.0
_EDGE = 4.0
_TURN = 9.0
"""How far below the boxes an arrow runs that goes on in the next line."""
_PLATES = 7.0
"""How far over an arrow the numbers of its authors stand."""


@checked
def draw_chains(  # noqa: PLR0913 - the ends of a chain, and how they are drawn
    of: Case | View,
    *,
    cause: str,
    effect: str,
    telling: str | Telling = Telling.POOLED,
    max_steps: int = CHAIN_STEPS,
    limit: int | None = None,
    columns: int = 2,
    title: str | None = None,
) -> Figure:
    """Draw the chains of claims from one variable to another, the shortest first.

    Over every chain stands who tells it whole. If nobody does, it is only pooled, and a lozenge
    shows where the claims of one author end and those of another begin. The numbers on an arrow
    are the authors who claim that step.

    Args:
        of: A case, or a study of one.
        cause: Where the chains begin.
        effect: Where they end.
        telling: ``within`` (for one author), ``pooled`` or ``union of withins``.
        max_steps: How many claims long a chain may be.
        limit: How many chains to draw at most, be the figure as tall as it will; if left out,
            as many as a page has room for. The caption counts the others.
        columns: How wide the figure is: one column of a journal (90 mm) or two (180 mm).
        title: What the figure is called; by default the two ends.

    Raises:
        FpcaseError: an id is unknown, the ends are the same, ``within`` is asked for with
            several authors, a number is below 1, or a journal has no such number of columns.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> ends = {"cause": "annexation-of-crimea", "effect": "neutrality-between-powers"}
    >>> draw_chains(case, **ends, limit=2).caption.startswith("Shown: 2 of ")
    True
    """
    view = view_of(of)
    found = find_chains(view, cause, effect, telling=telling, max_steps=max_steps)
    ends = [view.case.variables[one].name for one in (found.cause, found.effect)]
    strips = [
        _Strip(chain=chain, heading=_heading(view, chain), name=str(number))
        for number, chain in enumerate(found.chains, start=1)
    ]
    whole = sum(bool(chain.told_whole_by) for chain in found.chains)
    pooled = len(found.chains) - whole
    told = [f"Of those found, {whole} told whole by somebody"] * (found.telling is Telling.POOLED)
    told += [f"and {pooled} only pooled: nobody argues these"] * (bool(told) and bool(pooled))
    asked = _Asked(
        title=f"How does {ends[0]} lead to {ends[1]}?",
        what="chain",
        rule=f" of at most {counted(max_steps, 'claim')} from “{ends[0]}” to “{ends[1]}”, "
        f"{TELLINGS[found.telling]}",
        told=" ".join(told),
        ended=found.because,
    )
    return _drawn(view, strips, asked, limit, columns, title)


@checked
def draw_loops(  # noqa: PLR0913 - options, by name
    of: Case | View,
    *,
    max_steps: int = 6,
    pooled: bool = False,
    limit: int | None = None,
    columns: int = 2,
    title: str | None = None,
) -> Figure:
    """Draw the feedback loops, the shortest first.

    R1, R2, ... are reinforcing loops, B1, B2, ... balancing ones; C stands for contested loops,
    U for those in which a direction is not said. The names do not change with the number of
    loops drawn. Over every loop stands who tells it whole.

    Args:
        of: A case, or a study of one.
        max_steps: How many claims long a loop may be.
        pooled: Whether to draw loops too that no author tells whole.
        limit: How many loops to draw at most, be the figure as tall as it will; if left out, as
            many as a page has room for. The caption counts the others.
        columns: How wide the figure is: one column of a journal (90 mm) or two (180 mm).
        title: What the figure is called.

    Raises:
        FpcaseError: a number is below 1, or a journal has no such number of columns.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> figure = draw_loops(fpcase.statements.View.of(case, ["aitiev-2015"]), max_steps=2)
    >>> "R1, reinforcing, told whole by Aitiev 2015" in figure.alt_text
    True
    """
    view = view_of(of)
    found = find_loops(view, max_steps=max_steps)
    named = list(zip(found.names, found.loops, strict=True))
    kept = [(name, loop) for name, loop in named if pooled or loop.chain.told_whole_by]
    strips = [
        _Strip(
            chain=loop.chain,
            heading=f"{loop.polarity.value}, {_teller(view, loop.chain)}",
            name=name,
            seams=loop.seams,
            is_loop=True,
        )
        for name, loop in kept
    ]
    kinds = Counter(loop.polarity for _, loop in kept)
    told = ", ".join(f"{kinds[kind]} {kind.value}" for kind in Polarity if kinds[kind])
    rest = len(named) - len(kept)
    told += f"; {counted(rest, 'more loop')} only pooled: nobody describes these" * bool(rest)
    made = "made of any author's claims" if pooled else "each told whole by one author"
    asked = _Asked(
        title="Which arguments feed back on themselves?",
        what="feedback loop",
        rule=f" of at most {counted(max_steps, 'claim')}, {made}",
        told=told,
        ended=found.because,
        key=[sample([written(kind.letter)], MEANINGS[kind]) for kind in Polarity if kinds[kind]],
    )
    return _drawn(view, strips, asked, limit, columns, title)


MEANINGS = {
    Polarity.REINFORCING: "reinforcing: a change comes back with the same sign",
    Polarity.BALANCING: "balancing: a change comes back with the opposite sign",
    Polarity.CONTESTED: "contested: claims on a step differ in sign, and so does the loop",
    Polarity.UNSTATED: "unstated: the direction of a step is not said",
}
"""What the letters of loops mean."""


@attrs.frozen(kw_only=True)
class _Strip:
    """A chain as it is to be drawn.

    Attributes:
        chain: The chain; of a loop its first variable comes once more at the end.
        heading: What is said of it.
        name: Its number, or the name of a loop.
        seams: Variables at which the claims of one author end and those of another begin.
        is_loop: Whether its end is its beginning.
    """

    chain: Chain
    heading: str
    name: str
    seams: tuple[str, ...] = attrs.field()
    is_loop: bool = False

    @seams.default
    def _joined(self) -> tuple[str, ...]:
        return self.chain.seams

    @property
    def edges(self) -> list[tuple[str, str, str]]:
        """Cause, effect and key of each claim that makes a step."""
        steps = zip(pairwise(self.chain.nodes), self.chain.bundles, strict=True)
        return [(*pair, step.id) for pair, bundle in steps for step in bundle]


@attrs.frozen(kw_only=True)
class _Asked:
    """What a figure of chains is to say.

    Attributes:
        title: What it is called.
        what: What is counted.
        rule: Of which of them.
        told: How many of which kind there are.
        ended: What ended the search, if anything did.
        key: What the legend explains besides.
    """

    title: str
    what: str
    rule: str
    told: str
    ended: str
    key: Sequence[Entry] = ()

    def caption(self, shown: int, every: int) -> str:
        """How many are shown, and what is left out.

        Args:
            shown: How many are shown.
            every: How many there are.
        """
        if not every:
            end = f" was found before the search ended at {self.ended}" * bool(self.ended)
            return f"No {self.what}{self.rule}{end}."
        share = (
            f"{shown} of {every}" if shown < every else f"all {every}" if every > 1 else "the one"
        )
        sentences = [f"Shown: {share} {self.what}{'s' * (every > 1)}{self.rule}."]
        sentences += [f"{self.told}."] * bool(self.told)
        if shown < every:
            sentences.append(
                f"Left out: {every - shown} longer; fewer authors or steps leave fewer, and a "
                "table lists them all."
            )
        sentences += [f"The search ended at {self.ended}; there may be more."] * bool(self.ended)
        return " ".join(sentences)


def _drawn(  # noqa: PLR0913, PLR0917 - what is shown, and on which sheet
    view: View,
    strips: Sequence[_Strip],
    asked: _Asked,
    limit: int | None,
    columns: int,
    title: str | None,
) -> Figure:
    """As many chains as are wanted, or fit a page."""
    if limit is not None:
        whole_numbers(limit=limit)
    numbers = {str(author): str(number) for number, author in enumerate(view.authors, start=1)}
    stage = _Stage(
        view=view,
        diagram=causal_diagram(view),
        numbers=numbers if len(numbers) > 1 else {},
        width=inside(columns),
        across=_ACROSS[columns],
    )
    plan = Plan(
        title=asked.title,
        caption="x" * 400,
        alt_text="",
        key=[*stage.key(strips), *asked.key],
        empty="There is none.",
    )
    space = room(words_of(view, plan, title), column_width(columns))
    rows: list[Row] = []
    for place, strip in enumerate(strips[:limit]):
        row = stage.row(strip, shaded=place % 2 == 0)
        if limit is None and rows and sum(one.height for one in rows) + row.height > space:
            break
        rows.append(row)
    shown = strips[: len(rows)]
    told = [f"{one.name}, {one.heading}: {stage.in_words(one.chain)}." for one in shown]
    plan = attrs.evolve(
        plan,
        caption=asked.caption(len(shown), len(strips)),
        alt_text=" ".join([asked.title, *(told or ["There is none."])]),
        key=[*stage.key(shown), *asked.key] if shown else (),
        rows=[stacked(rows)] if rows else (),
    )
    return figure_of(view, plan, columns, title)


def _heading(view: View, chain: Chain) -> str:
    """What is said of a chain: its sign, who tells it, and what keeps its claims apart."""
    signs = [sign.value for sign in chain.signs]
    said = f"Sign{'s' * (len(signs) > 1)} {' and '.join(signs)}, {_teller(view, chain)}"
    if chain.clash:
        clash = chain.clash
        said += f"; steps {clash.first + 1} and {clash.second + 1}: {clash.fault.value}"
    return said


def _teller(view: View, chain: Chain) -> str:
    """Who tells a chain whole, or who tells which stretch of it."""
    if chain.told_whole_by:
        return f"told whole by {'; '.join(_label(view, one) for one in chain.told_whole_by)}"
    told = ", then ".join(_label(view, one.author) for one in chain.stretches)
    return f"only pooled, told whole by nobody: {told}"


@attrs.frozen(kw_only=True)
class _Stage:
    """What all chains of a figure share.

    Attributes:
        view: What is looked at.
        diagram: What carries chains, of all authors looked at.
        numbers: By which an author is told, by the author's id; none for one author alone.
        width: Inside the margins.
        across: How many boxes stand side by side.
    """

    view: View
    diagram: Diagram
    numbers: Mapping[str, str]
    width: float
    across: int

    def key(self, strips: Iterable[_Strip]) -> list[Entry]:
        """What must be explained."""
        every = list(strips)
        drawn = [arrow for strip in every for arrow in self.arrows(strip)]
        part = of_claims(self.diagram, (edge for one in every for edge in one.edges))
        told = {author for arrow in drawn for author in arrow.authors}
        seam = "one author's claims end here, another's begin"
        return [
            *diagram_key(drawn, part),
            *(
                sample(looks.badge_items(number, (0.0, 0.0)), _label(self.view, author))
                for author, number in self.numbers.items()
                if author in told
            ),
            *[sample([diamond((0.0, 0.0), _SEAM)], seam)] * any(one.seams for one in every),
        ]

    def in_words(self, chain: Chain) -> str:
        """The variables of a chain."""
        return " → ".join(name_of(self.diagram, node) for node in chain.nodes)

    def arrows(self, strip: _Strip) -> list[Arrow]:
        """An arrow for each step, of the claims that make the step."""
        found = arrows(of_claims(self.diagram, strip.edges))
        return [attrs.evolve(found[pair], also=()) for pair in pairwise(strip.chain.nodes)]

    def row(self, strip: _Strip, *, shaded: bool) -> Row:
        """A chain with its heading, in as many lines as it takes."""
        head = paragraph(strip.heading, self.width - _INDENT - 14.0)
        name = paragraph(strip.name, 40.0, bold=True)
        items: list[Item] = [
            *name.items(2.0, _EDGE),
            *head.items(max(_INDENT, name.width + 6.0), _EDGE),
        ]
        part = of_claims(self.diagram, strip.edges)
        place = roles(part)
        nodes = strip.chain.nodes[:-1] if strip.is_loop else strip.chain.nodes
        wide = (self.width - _INDENT - (self.across - 1) * _GAP) / self.across
        labels, sizes = boxes(part, wide - 8.0)
        y = _EDGE + head.height + 2.0
        frames: list[Frame] = []
        bottoms: list[float] = []
        for first in range(0, len(nodes), self.across):
            line = nodes[first : first + self.across]
            half = max(sizes[node][1] for node in line) / 2
            middle = y + max(half, 2 * _PLATES)
            for column, node in enumerate(line):
                left = _INDENT + column * (wide + _GAP)
                tall = sizes[node][1] / 2
                frames.append((left, middle - tall, left + wide, middle + tall))
            bottoms.append(middle + half + _TURN)
            y = middle + half + _TURN + _EDGE
        steps = self.arrows(strip)
        names = {node: name_of(part, node) for node in part}
        ways = [self._way(frames, at, bottoms) for at in range(len(steps))]
        items += [arrow_group(one, way, names) for one, way in zip(steps, ways, strict=True)]
        items += [
            box_group(part, node, frame, labels[node], place[node])
            for node, frame in zip(nodes, frames, strict=True)
        ]
        for one, way in zip(steps, ways, strict=True):
            flat = flattened(way)
            sign = (way[-1][0] - 10.0, way[-1][1])
            items += [mark_group(one, flat, sign, names), *self._plates(one, way, names)]
        items += [
            diamond((frame[0], frame[1]), _SEAM)
            for node, frame in zip(nodes, frames, strict=True)
            if node in strip.seams
        ]
        tall = y - (0.0 if strip.is_loop else _TURN) + 1.0
        whole = Group(
            items=items,
            role="chain",
            subject=about(
                variables=(nodes[0], nodes[-1]),
                claims=strip.chain.claims,
                authors=strip.chain.told_whole_by,
                classes=("told-whole" if strip.chain.told_whole_by else "pooled",),
            ),
        )
        return Row(items=[*band(self.width, tall, shaded=shaded), whole], height=tall)

    def _way(self, frames: Sequence[Frame], at: int, bottoms: Sequence[float]) -> tuple[Point, ...]:
        """From one box to the next; to another line, or back to the beginning, round below."""
        one, other = frames[at], frames[(at + 1) % len(frames)]
        start, end = (one[2], (one[1] + one[3]) / 2), (other[0], (other[1] + other[3]) / 2)
        if at % self.across < self.across - 1 and at + 1 < len(frames):
            third = (end[0] - start[0]) / 3
            return (start, (start[0] + third, start[1]), (end[0] - third, end[1]), end)
        down = bottoms[at // self.across]
        left = end[0] - 13.0
        corners = [
            ((one[0] + one[2]) / 2, one[3]),
            ((one[0] + one[2]) / 2, down),
            (left, down),
            (left, end[1]),
            end,
        ]
        return _straight(corners)

    def _plates(self, arrow: Arrow, way: tuple[Point, ...], names: Mapping[str, str]) -> list[Item]:
        """The numbers of an arrow's authors, on a plate over it."""
        numbers = [self.numbers[author] for author in arrow.authors if author in self.numbers]
        if not numbers:
            return []
        rest = len(numbers) - _MOST_NUMBERS
        told = " ".join([*numbers[:_MOST_NUMBERS], *([f"+{rest}"] if rest > 0 else [])])
        is_level = len(way) == _ONE_CURVE
        x, y = ((way[0][0] + way[-1][0]) / 2, way[0][1] - _PLATES) if is_level else way[6]
        if not is_level:
            x += looks.badge_width(told) / 2 + 12.0
        items = looks.badge_items(told, (x, y))
        told_by = tooltip(names, arrow)
        return [Group(items=items, role="mark", tooltip=told_by, subject=subject(arrow))]


_MOST_NUMBERS = 3
"""So many authors of a step are named by their numbers; the others are counted."""
_ONE_CURVE = 4
_SEAM = 3.0
"""How large the lozenge is where one author's claims end and another's begin."""


def _label(view: View, author: str) -> str:
    return next(view.case.label(one) for one in view.authors if one == author)


def _straight(corners: Sequence[Point]) -> tuple[Point, ...]:
    """Straight pieces as cubic curves."""
    found = [corners[0]]
    for (x1, y1), (x2, y2) in pairwise(corners):
        found += [
            (x1 + (x2 - x1) / 3, y1 + (y2 - y1) / 3),
            (x2 - (x2 - x1) / 3, y2 - (y2 - y1) / 3),
            (x2, y2),
        ]
    return tuple(found)
