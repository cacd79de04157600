"""Chains and loops of claims: boxes in lines, one chain below the other."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import attrs

from fpcase.comparison.chains import MAX_STEPS, Chain, Telling, find_chains
from fpcase.comparison.loops import Polarity, find_loops
from fpcase.diagrams import Diagram, causal_diagram
from fpcase.diagrams.causal import of_claims
from fpcase.drawing.figure import Figure
from fpcase.drawing.page import MARGIN, Entry, Words, column_width, finished, room
from fpcase.drawing.rows import Row, band, nothing, paged
from fpcase.drawing.scene import INK, Frame, Group, Item, Point, Shape, flattened, polyline
from fpcase.drawing.text import SIZE, paragraph
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
from fpcase.figures.subjects import about, subtitle
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
    max_steps: int = MAX_STEPS,
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
        _Strip(nodes=chain.nodes, chain=chain, heading=_heading(view, chain), name=str(number))
        for number, chain in enumerate(found.chains, start=1)
    ]
    what = f"chain of at most {counted(max_steps, 'claim')} from “{ends[0]}” to “{ends[1]}”"
    whole = sum(bool(chain.told_whole_by) for chain in found.chains)
    pooled = len(found.chains) - whole
    told = [f"Of those found, {whole} told whole by somebody"] * (found.telling is Telling.POOLED)
    told += [f"and {pooled} only pooled: nobody argues these"] * (bool(told) and bool(pooled))
    return _drawn(
        view,
        strips,
        _Asked(
            title=title if title is not None else f"How does {ends[0]} lead to {ends[1]}?",
            what=what,
            made=_MADE_OF[found.telling],
            told=" ".join(told),
            ended=found.found.because if found.truncated else "",
            limit=limit,
            columns=columns,
        ),
    )


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
            nodes=loop.chain.nodes,
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
    return _drawn(
        view,
        strips,
        _Asked(
            title=title if title is not None else "Which arguments feed back on themselves?",
            what=f"feedback loop of at most {counted(max_steps, 'claim')}",
            made="made of any author's claims" if pooled else "each told whole by one author",
            told=told,
            ended=found.found.because if found.truncated else "",
            limit=limit,
            columns=columns,
            key=tuple(
                Entry(sample=_letter(kind), text=MEANINGS[kind]) for kind in Polarity if kinds[kind]
            ),
        ),
    )


_MADE_OF = {
    Telling.WITHIN: "made of one author's claims",
    Telling.POOLED: "made of any author's claims",
    Telling.UNION_OF_WITHINS: "each told whole by one author at least",
}
MEANINGS = {
    Polarity.REINFORCING: "reinforcing: a change comes back with the same sign",
    Polarity.BALANCING: "balancing: a change comes back with the opposite sign",
    Polarity.CONTESTED: "contested: claims on a step differ in sign, and so does the loop",
    Polarity.UNSTATED: "unstated: the direction of a step is not said",
}
"""What the letters of loops mean."""


def _letter(kind: Polarity) -> list[Item]:
    return paragraph(kind.letter, 24.0, bold=True).items(12.0, -0.93 * SIZE, anchor="middle")


@attrs.frozen(kw_only=True)
class _Strip:
    """A chain as it is to be drawn.

    Attributes:
        nodes: Its variables; of a loop the first once more at the end.
        chain: The chain.
        heading: What is said of it.
        name: Its number, or the name of a loop.
        seams: Variables at which the claims of one author end and those of another begin.
        is_loop: Whether its end is its beginning.
    """

    nodes: tuple[str, ...]
    chain: Chain
    heading: str
    name: str
    seams: tuple[str, ...] = attrs.field()
    is_loop: bool = False

    @seams.default
    def _joined(self) -> tuple[str, ...]:
        return self.chain.seams


@attrs.frozen(kw_only=True)
class _Asked:
    """What a figure of chains is to say.

    Attributes:
        title: What it is called.
        what: What is counted.
        made: Of whose claims.
        told: How many of which kind there are.
        ended: What ended the search, if anything did.
        limit: How many to draw.
        columns: How wide it is.
        key: What the legend explains besides.
    """

    title: str
    what: str
    made: str
    told: str
    ended: str
    limit: int | None
    columns: int
    key: tuple[Entry, ...] = ()


def _drawn(view: View, strips: Sequence[_Strip], asked: _Asked) -> Figure:
    """As many chains as are wanted, or fit a page."""
    width = column_width(asked.columns)
    if asked.limit is not None:
        whole_numbers(limit=asked.limit)
    words = Words(title=asked.title, subtitle=subtitle(view), caption="x" * 400, alt_text="")
    if not strips:
        end = f" was found before the search ended at {asked.ended}" * bool(asked.ended)
        told = f"No {asked.what}, {asked.made}{end}. {view.basis}"
        words = attrs.evolve(words, caption=told, alt_text=f"{asked.title} {told}")
        return finished(words, nothing("There is none."), width)
    stage = _Stage(
        diagram=causal_diagram(view),
        numbers={
            str(author): str(number)
            for number, author in enumerate(view.authors, start=1)
            if len(view.authors) > 1
        },
        width=width - 2 * MARGIN,
        across=_ACROSS[asked.columns],
    )
    words = attrs.evolve(words, key=stage.key(view, strips, asked))
    space = room(words, width)
    rows: list[Row] = []
    for place, strip in enumerate(strips[: asked.limit]):
        row = stage.row(strip, shaded=place % 2 == 0)
        if asked.limit is None and rows and sum(one.height for one in rows) + row.height > space:
            break
        rows.append(row)
    shown = strips[: len(rows)]
    words = attrs.evolve(
        words,
        caption=_caption(strips, len(rows), asked, view),
        alt_text=" ".join(
            [
                asked.title,
                *(
                    f"{one.name}, {one.heading}: "
                    f"{' → '.join(name_of(stage.diagram, node) for node in one.nodes)}."
                    for one in shown
                ),
            ]
        ),
        key=stage.key(view, shown, asked),
    )
    return finished(words, paged(rows, float("inf")), width)


def _caption(strips: Sequence[_Strip], shown: int, asked: _Asked, view: View) -> str:
    every = len(strips)
    share = f"{shown} of {every}" if shown < every else f"all {every}" if every > 1 else "the one"
    what = asked.what.replace("chain", "chains", 1).replace("loop", "loops", 1)
    sentences = [f"Shown: {share} {what if every > 1 else asked.what}, {asked.made}."]
    sentences += [f"{asked.told}."] if asked.told else []
    if shown < every:
        sentences.append(
            f"Left out: {every - shown} longer; fewer authors or steps leave fewer, and a table "
            "lists them all."
        )
    if asked.ended:
        sentences.append(f"The search ended at {asked.ended}; there may be more.")
    return " ".join([*sentences, view.basis])


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
        diagram: What carries chains, of all authors looked at.
        numbers: By which an author is told, by the author's id; none for one author alone.
        width: Inside the margins.
        across: How many boxes stand side by side.
    """

    diagram: Diagram
    numbers: Mapping[str, str]
    width: float
    across: int

    def key(self, view: View, strips: Iterable[_Strip], asked: _Asked) -> tuple[Entry, ...]:
        """What must be explained."""
        every = list(strips)
        drawn = [arrow for strip in every for arrow in self.arrows(strip)]
        part = of_claims(self.diagram, (edge for one in every for edge in self._edges(one)))
        told = {author for arrow in drawn for author in arrow.authors}
        seam = Entry(sample=[_lozenge((12.0, -0.3 * SIZE))], text=_SEAM)
        return (
            *diagram_key(drawn, part),
            *(
                Entry(
                    sample=looks.badge_items(number, (12.0, -0.3 * SIZE)),
                    text=_label(view, author),
                )
                for author, number in self.numbers.items()
                if author in told
            ),
            *([seam] if any(strip.seams for strip in every) else []),
            *asked.key,
        )

    def _edges(self, strip: _Strip) -> list[tuple[str, str, str]]:
        steps = zip(pairwise(strip.nodes), strip.chain.bundles, strict=True)
        return [(*pair, step.id) for pair, bundle in steps for step in bundle]

    def arrows(self, strip: _Strip) -> list[Arrow]:
        """An arrow for each step, of the claims that make the step."""
        found = arrows(of_claims(self.diagram, self._edges(strip)))
        return [attrs.evolve(found[pair], also=()) for pair in pairwise(strip.nodes)]

    def row(self, strip: _Strip, *, shaded: bool) -> Row:
        """A chain with its heading, in as many lines as it takes."""
        head = paragraph(strip.heading, self.width - _INDENT - 14.0)
        name = paragraph(strip.name, 40.0, bold=True)
        items: list[Item] = [
            *name.items(2.0, _EDGE),
            *head.items(max(_INDENT, name.width + 6.0), _EDGE),
        ]
        part = of_claims(self.diagram, self._edges(strip))
        place = roles(part)
        nodes = strip.nodes[:-1] if strip.is_loop else strip.nodes
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
            _lozenge((frame[0], frame[1]))
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
_SEAM = "one author's claims end here, another's begin"


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


def _lozenge(at: Point) -> Shape:
    """The mark of a seam."""
    x, y = at
    corners = [(x - 3.0, y), (x, y - 3.0), (x + 3.0, y), (x, y + 3.0)]
    return Shape(steps=(*polyline(corners), ("Z", ())), fill=INK)
