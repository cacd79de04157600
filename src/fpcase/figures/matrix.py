"""Which causes each author gives for each outcome: a row for a cause, a column for an author."""

from collections.abc import Mapping, Sequence
from itertools import groupby

import attrs

from fpcase.diagrams import causal_diagram
from fpcase.drawing.page import GAP, Entry
from fpcase.drawing.rows import Row, Table
from fpcase.drawing.scene import INK, PAPER, Group, Item, Shape, circle, polyline, rectangle
from fpcase.figures.arrows import Arrow, Kind, Pair, arrows
from fpcase.figures.choice import choice
from fpcase.figures.disputes import contested_pairs
from fpcase.figures.looks import DENIED, LOOKS
from fpcase.figures.panels import name_of, tooltip
from fpcase.figures.plans import Page, Plan, author_table, sample, written
from fpcase.figures.subjects import about
from fpcase.model.errors import FpcaseError
from fpcase.model.spelling import hint
from fpcase.model.wording import counted
from fpcase.statements import View

_HALF = 3.8
"""Of the side of a sign's square."""


def plan_matrix(page: Page, *, effects: Sequence[str] | None = None) -> Plan:
    """Show which causes each author gives for the outcomes.

    Under each outcome stand its causes, a row each, those first of which most authors speak. Each
    author has a column: the sign that the author claims, or a dot for silence. A bold frame marks
    a row in which two authors exclude each other.

    Args:
        page: What is looked at, and how wide.
        effects: Variables whose causes are shown; by default what the authors explain, those first
            that most authors do, as many as one page holds.

    Raises:
        FpcaseError: something asked for is unknown, or there are more authors than a row holds.
    """
    view = page.view
    every = _told(view, effects)
    beside = page.columns if len(view.authors) <= _FEW else 1
    names = [every.names[cause] for cause, _ in every.said]
    names += [f"{every.names[effect]}, continued" for _, effect in every.said]
    table = author_table(view, names, (page.inside - (beside - 1) * GAP) / beside)
    ends = list(dict.fromkeys(effect for _, effect in every.said))

    def plan(number: int) -> Plan:
        told = attrs.evolve(
            every, said={p: said for p, said in every.said.items() if p[1] in ends[:number]}
        )
        several = sum(len(by_author) > 1 for by_author in told.said.values())
        caption = (
            f"{counted(len(told.said), 'pair')} of cause and effect, {several} with claims by two "
            "or more authors."
        )
        rest = len(every.said) - len(told.said)
        left_out = counted(len(ends) - number, "further outcome")
        return Plan(
            title="Which causes does each author give?",
            caption=caption + f" Left out: {left_out}, with {counted(rest, 'pair')}; name `effects`"
            " to choose." * bool(rest),
            alt_text=" ".join(map(told.in_words, told.said)),
            key=_key(told),
            head=table.head,
            rows=_rows(told, table),
            empty="There are no claims to draw.",
            beside=beside,
        )

    return page.fitted(plan, len(ends)) if effects is None else plan(len(ends))


_FEW = 8
"""Up to so many authors two columns of a table stand side by side."""


@attrs.frozen(kw_only=True)
class _Told:
    """What each author says of every pair of cause and effect.

    Attributes:
        view: What is looked at.
        names: What variables are called.
        said: Pair -> author -> what the author says, in the order of the rows.
        contested: Pairs on which two authors exclude each other's claims for the same scope.
    """

    view: View
    names: Mapping[str, str]
    said: Mapping[Pair, Mapping[str, Arrow]]
    contested: frozenset[Pair]

    def in_words(self, pair: Pair) -> str:
        """What the authors say of a pair."""
        signs = ", ".join(
            f"{self.view.case.label(author)} {one.kind.value}{' denied' * one.denied}"
            for author in self.view.authors
            if (one := self.said[pair].get(author))
        )
        return f"{self.names[pair[0]]} → {self.names[pair[1]]}: {signs}."


def _told(view: View, effects: Sequence[str] | None) -> _Told:
    diagram = causal_diagram(view, stances=["asserts", "denies", "reports"])
    if effects is None:
        wanted = [node for node in choice(diagram).order if diagram.nodes[node].get("outcome")]
        wanted.sort(key=lambda v: -len({d["author"] for *_, d in diagram.in_edges(v, data=True)}))
    else:
        wanted = [effects] if isinstance(effects, str) else list(effects)
    for variable in wanted:
        if variable not in diagram:
            said = f"effects: no claim shown speaks of a variable {variable!r}"
            message = f"{said}{hint(variable, diagram)}"
            raise FpcaseError(message)
    found: dict[Pair, dict[str, Arrow]] = {}
    for author in view.authors:
        for pair, arrow in arrows(diagram, author).items():
            if pair[1] in wanted:
                found.setdefault(pair, {})[author] = arrow
    place = {node: number for number, node in enumerate(diagram)}
    pairs = sorted(found, key=lambda p: (wanted.index(p[1]), -len(found[p]), place[p[0]]))
    return _Told(
        view=view,
        names={node: name_of(diagram, node) for node in diagram},
        said={pair: found[pair] for pair in pairs},
        contested=frozenset({(a, b) for a, b in contested_pairs(view)} & set(found)),
    )


def _rows(told: _Told, table: Table) -> list[Row]:
    """Each effect as a heading, with a row for each of its causes."""
    rows: list[Row] = []
    for effect, pairs in groupby(told.said, key=lambda pair: pair[1]):
        for place, pair in enumerate(pairs):
            again = table.row(f"{told.names[effect]}, continued", heading=True)
            row = attrs.evolve(_row(told, table, pair, shaded=place % 2 == 0), again=again)
            head = table.row(told.names[effect], heading=True)
            rows.append(row if place else row.under(head))
    return rows


def _row(told: _Told, table: Table, pair: Pair, *, shaded: bool) -> Row:
    """A cause, and what each author says of it."""
    marks = [_claim(told, pair, author) for author in told.view.authors]
    frame = rectangle(table.left, -_HALF - 0.6, table.right - 0.7, _HALF + 0.6)
    bold = [Shape(steps=frame, stroke=INK, width=1.2)] * (pair in told.contested)
    return table.row(told.names[pair[0]], marks, shaded=shaded, behind=bold)


def _claim(told: _Told, pair: Pair, author: str) -> Group:
    """What an author says of a pair."""
    arrow = told.said[pair].get(author)
    if arrow is None:
        return Group(items=_SILENCE)
    kind = arrow.kind.value.replace(" ", "-")
    denied = ("denied",) if "denies" in arrow.stances else ()
    return Group(
        items=_mark(arrow.kind, denied=_denies(arrow), reported=arrow.reported),
        role="claim",
        tooltip=tooltip(told.names, arrow),
        subject=about(
            variables=pair, authors=(author,), claims=arrow.claims, classes=(kind, *denied)
        ),
    )


def _denies(arrow: Arrow) -> bool:
    """Whether an author denies a sign, and does not say that there is no effect at all."""
    return arrow.denied and arrow.kind not in {Kind.NO_EFFECT, Kind.CONTESTED}


def _mark(kind: Kind, *, denied: bool = False, reported: bool = False) -> list[Item]:
    """What one author says of one pair, told apart without colour.

    A positive sign is filled, a negative one framed, all others grey; a denied one carries the
    arms of a cross in its corners.
    """
    frame = rectangle(-_HALF, -_HALF, _HALF, _HALF)
    colour, sign = LOOKS[kind].colour, LOOKS[kind].mark
    if reported:
        return [written(f"({sign})", colour=colour)]
    if denied:
        arms = [
            polyline([(right * far * _HALF, down * far * _HALF) for far in (1.0, 0.5)])
            for right, down in ((-1, -1), (1, -1), (-1, 1), (1, 1))
        ]
        return [
            *(Shape(steps=arm, stroke=INK, width=0.9) for arm in arms),
            written(sign, colour=colour),
        ]
    if kind is Kind.POSITIVE:
        return [Shape(steps=frame, fill=colour), written(sign, colour=PAPER)]
    ring = Shape(steps=frame, stroke=colour, width=0.8, fill=PAPER)
    return [ring, written(sign, colour=colour)]


_SILENCE = (Shape(steps=circle((0.0, 0.0), 0.8), fill="#909090"),)


def _key(told: _Told) -> list[Entry]:
    every = [arrow for by_author in told.said.values() for arrow in by_author.values()]
    found = [
        sample(_mark(kind), LOOKS[kind].meaning)
        for kind in Kind
        if any(one.kind is kind and not _denies(one) and not one.reported for one in every)
    ]
    if any(map(_denies, every)):
        found.append(sample(_mark(Kind.POSITIVE, denied=True), DENIED))
    if any(one.reported for one in every):
        found.append(sample(_mark(Kind.POSITIVE, reported=True), "only reported"))
    if any(len(by_author) < len(told.view.authors) for by_author in told.said.values()):
        found.append(sample(_SILENCE, "silent"))
    if told.contested:
        frame = Shape(steps=rectangle(-10.0, -4.4, 10.0, 4.4), stroke=INK, width=1.2)
        found.append(sample([frame], "authors exclude each other"))
    return found
