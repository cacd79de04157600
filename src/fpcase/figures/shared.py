"""Which claims, or variables, which sets of authors share: a row for each set."""

from collections import defaultdict
from collections.abc import Sequence

import attrs

from fpcase.comparison.overlap import shared_arrows
from fpcase.comparison.relations import Pairwise
from fpcase.drawing.rows import Row, Table
from fpcase.drawing.scene import INK, PALE, Group, Shape, circle, polyline
from fpcase.figures.plans import Page, Plan, author_table, occurring, sentences, written
from fpcase.figures.subjects import about
from fpcase.model.ids import ExplanationId, FullClaimId, VariableId
from fpcase.model.signatures import one_of, whole_numbers
from fpcase.model.wording import counted
from fpcase.statements import View

_MOST_SETS = 60
"""How many sets of authors are drawn, unless asked for otherwise."""
_MOST_NAMED = 12
"""So many items of a set are named; the tooltip names all."""
_UNITS = {"arrows": ("claims", "signed arrow"), "variables": ("variables", "variable")}
"""What may be counted: what the title calls it, and one of it."""


def plan_shared(page: Page, *, unit: str = "arrows", limit: int = _MOST_SETS) -> Plan:
    """Show which signed arrows, or which variables, each set of authors has in common.

    A row for each set of authors, with joined dots for those who are in it (as in an UpSet chart:
    Lex, Gehlenborg, Strobelt, Vuillemot and Pfister 2014, IEEE Transactions on Visualization and
    Computer Graphics 20: 1983-1992), how much they share, and what. Every arrow is counted once,
    with the very set of authors who claim it with this sign; a theory's premises on states in
    general are left out. What is contradicted another author contradicts, on the
    pair or on a broader or narrower one.

    Args:
        page: What is looked at, and how wide.
        unit: Count signed ``arrows``, denials among them, or ``variables`` at either end of
            asserted effects.
        limit: How many sets of authors to draw; the caption counts those left out.

    Raises:
        FpcaseError: something asked for is unknown.
    """
    named, thing = _UNITS[one_of("unit", unit, _UNITS)]
    whole_numbers(limit=limit)
    view = page.view
    every = _sets(_arrows(view) if unit == "arrows" else _variables(view), unit.rstrip("s"))
    shown, left_out = every[:limit], every[limit:]
    table = author_table(view, [one.told for one in shown], page.inside)
    told = "; ".join(
        f"{' and '.join(view.case.label(author) for author in one.authors)}: {one.number}"
        for one in shown
    )
    used = "claimed" if unit == "arrows" else "used"
    return Plan(
        title=f"Which {named} do authors have in common?",
        caption=_caption(view, every, left_out, thing),
        alt_text=f"How many {unit} each set of authors has in common. {told or 'None'}.",
        key=occurring(
            ([_dot(fill)], f"{said}{used} by this author", bool(shown))
            for fill, said in ((INK, ""), (PALE, "not "))
        ),
        head=table.head,
        rows=[*_rows(view, table, shown), *[_totals(view, table, every)] * bool(shown)],
        empty=f"There are no {named}.",
    )


@attrs.frozen(kw_only=True)
class _Item:
    """A signed arrow, or a variable.

    Attributes:
        name: What it is called.
        authors: Who claims or uses it.
        claims: The claims that do.
        contradicted: Whether somebody's claim excludes it.
    """

    name: str
    authors: tuple[ExplanationId, ...]
    claims: tuple[FullClaimId, ...] = ()
    contradicted: bool = False


@attrs.frozen(kw_only=True)
class _Set:
    """What one set of authors has in common, and nobody else has.

    Attributes:
        authors: The set.
        items: What it has in common: first what is contradicted.
        unit: What one of them is called.
    """

    authors: tuple[ExplanationId, ...]
    items: tuple[_Item, ...]
    unit: str

    @property
    def number(self) -> str:
        """How many there are, and how many of them contradicted."""
        contradicted = sum(item.contradicted for item in self.items)
        number = counted(len(self.items), self.unit)
        return f"{number}{f' ({contradicted} contradicted)' * bool(contradicted)}"

    @property
    def told(self) -> str:
        """The number, and what is shared where there is room for it."""
        if len(self.authors) == 1 and len(self.items) > _FEW:
            return f"{self.number} of this author only"
        names = [item.name for item in self.items[:_MOST_NAMED]]
        more = len(self.items) - len(names)
        return f"{self.number}: {'; '.join([*names, *[f'and {more} more'] * (more > 0)])}"


_FEW = 2
"""So few items of a single author are named too."""


def _arrows(view: View) -> list[_Item]:
    found = []
    for one in shared_arrows(Pairwise(view=view)):
        cause, effect = (view.case.variables[variable].name for variable in one.pair)
        found.append(
            _Item(
                name=f"{cause} → {effect} "
                f"({one.sign.value}{', contradicted' * bool(one.dissenters)})",
                authors=one.authors,
                claims=one.claims,
                contradicted=bool(one.dissenters),
            )
        )
    return found


def _variables(view: View) -> list[_Item]:
    users: dict[str, list[ExplanationId]] = defaultdict(list)
    for author in view.authors:
        for variable in view.bundles.of_author(author).nodes:
            users[variable].append(author)
    return [
        _Item(name=view.case.variables[VariableId(v)].name, authors=tuple(users[v]))
        for v in sorted(users)
    ]


def _sets(items: list[_Item], unit: str) -> list[_Set]:
    """The sets of authors: the largest first, then those that share most."""
    found: dict[tuple[ExplanationId, ...], list[_Item]] = defaultdict(list)
    for item in items:
        found[item.authors].append(item)
    return [
        _Set(
            authors=who,
            items=tuple(sorted(found[who], key=lambda item: not item.contradicted)),
            unit=unit,
        )
        for who in sorted(found, key=lambda who: (-len(who), -len(found[who]), who))
    ]


def _rows(view: View, table: Table, sets: Sequence[_Set]) -> list[Row]:
    rows = []
    for place, one in enumerate(sets):
        inside = [author in one.authors for author in view.authors]
        middles = [x for x, is_in in zip(table.middles, inside, strict=True) if is_in]
        line = Shape(steps=polyline([(middles[0], 0), (middles[-1], 0)]), stroke=INK, width=1.2)
        row = table.row(
            one.told,
            [Group(items=[_dot(INK if is_in else PALE)]) for is_in in inside],
            shaded=place % 2 == 0,
            behind=[line] * (len(middles) > 1),
        )
        whole = Group(
            items=row.items,
            role="set",
            tooltip=_tooltip(view, one),
            subject=about(
                authors=one.authors,
                claims=tuple(dict.fromkeys(id_ for item in one.items for id_ in item.claims)),
            ),
        )
        rows.append(Row(items=[whole], height=row.height))
    return rows


def _totals(view: View, table: Table, sets: Sequence[_Set]) -> Row:
    """How much each author says in all."""
    numbers = [sum(len(one.items) for one in sets if a in one.authors) for a in view.authors]
    marks = [Group(items=[written(str(number), size=6.0)], role="total") for number in numbers]
    return table.row("In all", marks, heading=True)


def _dot(fill: str) -> Shape:
    return Shape(steps=circle((0.0, 0.0), 2.7), fill=fill)


def _tooltip(view: View, one: _Set) -> str:
    lines = [item.name + f": {', '.join(item.claims)}" * bool(item.claims) for item in one.items]
    return "\n".join([f"{', '.join(map(view.case.label, one.authors))}: {one.number}", *lines])


def _caption(view: View, every: list[_Set], left_out: list[_Set], thing: str) -> str:
    items = sum(len(one.items) for one in every)
    several = sum(len(one.items) for one in every if len(one.authors) > 1)
    sets, things = counted(len(left_out), "set"), sum(len(one.items) for one in left_out)
    premises = len({one.id for one in view.statements if one.is_general})
    said = {
        f"Each {thing} is counted once, in the row of exactly those authors who have it: "
        f"{counted(items, thing)}, {several} of two or more authors.": True,
        "Contradicted: excluded by claims about the same pair, or about a broader or narrower "
        "pair.": any(item.contradicted for one in every for item in one.items),
        f"Rows of one author name up to {_FEW} or none, others up to {_MOST_NAMED}.": any(
            len(one.items) > _FEW for one in every
        ),
        f"Not counted: {counted(premises, 'premise')} about states in general.": premises,
        f"Left out: {sets} of authors, with {counted(things, thing)}.": left_out,
    }
    return sentences(said)
