"""Which causes each author gives for each outcome: a row for a cause, a column for an author."""

from collections.abc import Mapping, Sequence
from itertools import chain, groupby
from operator import itemgetter

from fpcase.diagrams import Diagram, causal_diagram
from fpcase.drawing.page import GAP, Entry
from fpcase.drawing.rows import Told, continued
from fpcase.drawing.scene import INK, PAPER, Group, Item, Shape, circle, polyline, rectangle
from fpcase.figures.arrows import Arrow, Kind, Pair, arrows
from fpcase.figures.choice import choice
from fpcase.figures.disputes import contested_pairs
from fpcase.figures.looks import DENIED, LOOKS
from fpcase.figures.panels import name_of, subject, tooltip
from fpcase.figures.plans import Page, Plan, author_table, occurring, written
from fpcase.model.errors import FpcaseError
from fpcase.model.ids import ExplanationId
from fpcase.model.wording import counted, hint
from fpcase.statements import View

_HALF = 3.8
"""Of the side of a sign's square."""


def plan_matrix(page: Page, *, effects: Sequence[str] | None = None) -> Plan:
    """Show which causes each author gives for the outcomes.

    Under each outcome stand its causes, a row each, those first of which most authors speak. Each
    author has a column: the sign that the author claims, or a dot for silence. A bold frame marks
    a row in which two authors contradict each other.

    Args:
        page: What is looked at, and how wide.
        effects: Variables whose causes are shown; by default what the authors explain, those first
            that most authors do, as many as one page holds.

    Raises:
        FpcaseError: something asked for is unknown, or there are more authors than a row holds.
    """
    view = page.view
    diagram = causal_diagram(view, stances=["asserts", "denies"])
    names = {node: name_of(diagram, node) for node in diagram}
    every = _said(view, diagram, _wanted(diagram, effects))
    contested = contested_pairs(view)
    ends = list(dict.fromkeys(effect for _, effect in every))
    beside = page.columns if len(view.authors) <= _FEW else 1
    texts = [*(names[cause] for cause, _ in every), *(continued(names[end]) for end in ends)]
    table = author_table(view, texts, (page.inside - (beside - 1) * GAP) / beside)
    frame = rectangle(table.left, -_HALF - 0.6, table.right - 0.7, _HALF + 0.6)
    bold = Shape(steps=frame, stroke=INK, width=1.2)

    def row(pair: Pair) -> Told:
        marks = [_claim(names, every[pair].get(author)) for author in view.authors]
        return Told(names[pair[0]], marks, [bold] * (pair in contested))

    def plan(number: int) -> Plan:
        said = {pair: told for pair, told in every.items() if pair[1] in ends[:number]}
        several = sum(len(told) > 1 for told in said.values())
        speak = set(chain.from_iterable(said.values()))
        silent = [view.case.label(author) for author in view.authors if author not in speak]
        rest, left_out = len(every) - len(said), counted(len(ends) - number, "further outcome")
        rows = [
            table.rows(map(row, pairs), under=names[end])
            for end, pairs in groupby(said, key=itemgetter(1))
        ]
        return Plan(
            title="Which causes does each author give?",
            caption=f"{counted(len(said), 'pair')} of cause and effect, {several} with claims by "
            "two or more authors."
            + f" Left out: {left_out}, with {counted(rest, 'pair')}." * bool(rest)
            + f" Authors who mention none of these: {'; '.join(silent)}." * bool(silent and said),
            alt_text=" ".join(_in_words(view, names, said[pair]) for pair in said),
            key=_key(view, said, is_contested=not contested.isdisjoint(said)),
            head=table.head,
            rows=[*chain.from_iterable(rows)],
            empty="There are no claims to draw.",
            beside=beside,
        )

    return page.fitted(plan, len(ends)) if effects is None else plan(len(ends))


_FEW = 8
"""Up to so many authors two columns of a table stand side by side."""
Said = dict[Pair, dict[ExplanationId, Arrow]]
"""Cause and effect -> author -> what the author says."""


def _wanted(diagram: Diagram, effects: Sequence[str] | None) -> list[str]:
    """The variables whose causes are shown."""
    if effects is None:
        wanted = [node for node in choice(diagram).order if diagram.nodes[node].get("outcome")]
        wanted.sort(key=lambda v: -len({d["author"] for *_, d in diagram.in_edges(v, data=True)}))
        return wanted
    named = [effects] if isinstance(effects, str) else list(effects)
    for variable in named:
        if variable not in diagram:
            said = f"effects: no claim in the selection is about the variable {variable!r}"
            message = f"{said}{hint(variable, diagram)}"
            raise FpcaseError(message)
    return named


def _said(view: View, diagram: Diagram, wanted: Sequence[str]) -> Said:
    """What each author says of every cause of some variables, in the order of the rows."""
    found: Said = {}
    for author in view.authors:
        for pair, arrow in arrows(diagram, author).items():
            if pair[1] in wanted:
                found.setdefault(pair, {})[author] = arrow
    place = {node: number for number, node in enumerate(diagram)}
    pairs = sorted(found, key=lambda p: (wanted.index(p[1]), -len(found[p]), place[p[0]]))
    return {pair: found[pair] for pair in pairs}


def _in_words(view: View, names: Mapping[str, str], told: Mapping[ExplanationId, Arrow]) -> str:
    """What the authors say of a pair."""
    one = next(iter(told.values()))
    signs = ", ".join(
        f"{view.case.label(author)} {one.kind.value}{' denied' * one.denied}"
        for author, one in told.items()
    )
    return f"{names[one.cause]} → {names[one.effect]}: {signs}."


def _claim(names: Mapping[str, str], arrow: Arrow | None) -> Group:
    """What an author says of a pair."""
    if arrow is None:
        return Group(items=_SILENCE)
    items = _mark(arrow.kind, denied=_denies(arrow), reported=arrow.reported)
    return Group(items=items, role="claim", tooltip=tooltip(names, arrow), subject=subject(arrow))


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


def _key(view: View, said: Said, *, is_contested: bool) -> list[Entry]:
    every = [arrow for told in said.values() for arrow in told.values()]
    plain = {one.kind for one in every if not _denies(one)}
    frame = Shape(steps=rectangle(-10.0, -4.4, 10.0, 4.4), stroke=INK, width=1.2)
    silent = any(len(told) < len(view.authors) for told in said.values())
    return occurring(
        [
            *((_mark(kind), LOOKS[kind].meaning, kind in plain) for kind in Kind),
            (_mark(Kind.POSITIVE, denied=True), DENIED, any(map(_denies, every))),
            (_mark(Kind.POSITIVE, reported=True), "only reported", any(o.reported for o in every)),
            (_SILENCE, "silent", silent),
            ([frame], "authors contradict each other", is_contested),
        ]
    )
