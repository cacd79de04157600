"""Each author's own argument: the outcomes, and what leads to them."""

import math
from collections.abc import Collection, Mapping, Sequence
from itertools import starmap

import attrs

from fpcase.comparison.across_authors import compare
from fpcase.diagrams import Diagram, causal_diagram
from fpcase.diagrams.causal import surroundings
from fpcase.drawing.figure import Figure
from fpcase.drawing.layout import Graphviz
from fpcase.drawing.page import GAP, MARGIN, Panel, column_width
from fpcase.drawing.rows import Row
from fpcase.figures.arrows import arrows, author_label, authors
from fpcase.figures.choice import arrows_into_outcomes, outcomes_of
from fpcase.figures.disputes import dispute_rows
from fpcase.figures.legend import diagram_key
from fpcase.figures.panels import Laid, name_of
from fpcase.figures.plans import Page, Plan, figure_of, sentences
from fpcase.figures.sheet import MOST_VARIABLES, Core, Sheet
from fpcase.model.errors import FpcaseError
from fpcase.model.ids import ExplanationId
from fpcase.model.signatures import checked
from fpcase.model.wording import counted
from fpcase.statements import View

MOST_AUTHORS = 6
"""How many arguments stand side by side."""


@checked
def draw(
    diagram: Diagram, *, core: Core = "auto", columns: int = 2, title: str | None = None
) -> Figure:
    """Draw what a diagram holds as one panel: one author, or several pooled.

    Causes stand at the left, outcomes at the right end. Where there is not room for all, it
    shows the outcomes and what leads to them; see `fpcase.figures.choice`.

    Args:
        diagram: A causal diagram.
        core: How many variables to draw. By default as many as a page holds, and 25 at most. None
            draws everything, readable or not.
        columns: How wide the figure is: one column of a journal (90 mm) or two (180 mm).
        title: What the figure is called; by default the authors.

    Raises:
        FpcaseError: this is no diagram, the core is to have no variable, or a journal has no such
            number of columns.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> figure = fpcase.draw(fpcase.causal_diagram(case, authors=["ramani-2016"]), core=8)
    >>> figure.caption.startswith("Shown: 8 of ")
    True
    """
    if any("author" not in data for _, _, data in diagram.edges(data=True)):
        message = (
            "expected a causal diagram, found a graph whose arrows have no author; "
            "call causal_diagram(case) first"
        )
        raise FpcaseError(message)
    width = column_width(columns)
    plan = _alone(diagram, core, width, _RULE)
    who = "; ".join(author_label(diagram, one) for one in authors(diagram))
    title = title if title is not None else who or "Causal diagram"
    filters = "; ".join(diagram.graph.get("filters", ()))
    plan = attrs.evolve(
        plan,
        title=title,
        subtitle=subtitle_of(diagram),
        caption=plan.caption + f" Filters: {filters}." * bool(filters),
        alt_text=f"{title}. {plan.alt_text}",
    )
    return figure_of(plan, width)


def plan_arguments(page: Page, *, core: Core = "auto") -> Plan:
    """Show the authors' arguments side by side, below their sharpest disagreements.

    Args:
        page: What is looked at, and how wide.
        core: How many variables of each author to draw at most. By default as many as one page
            holds. None draws everything, on a page as large as it takes.

    Raises:
        FpcaseError: the core is to have no variable.
    """
    view = page.view
    telling = {
        author: own
        for author in view.authors
        if (own := causal_diagram(view, [author], stances=["asserts", "denies"])).edges
    }
    shown = dict(list(telling.items())[:MOST_AUTHORS])
    labels = {author: view.case.label(author) for author in shown}
    who = f"does {labels[min(labels)]}" if len(labels) == 1 else "do the authors"
    question = f"What {who} argue?"
    if not shown:
        return _planned(question, _NOTHING)
    contradictions = compare(view).contradictions

    def caption(drawn: Mapping[str, Diagram], short: Collection[str], disputes: int) -> str:
        few = ", ".join(labels[author] for author in short)
        few = f" ({few if len(short) < len(labels) else 'any author'})" * (len(labels) > 1)
        lacking = [f"six in ten of these arrows and two chains into each outcome{few}"][
            : len(short)
        ]
        lacking += [f"the {counted(disputes, 'contradiction')} between authors"] * bool(disputes)
        told, denied, of, of_denied = (
            sum(len(arrows_into_outcomes(shown[one], part, denied=no)) for one, part in of.items())
            for of in (drawn, shown)
            for no in (False, True)
        )
        also = f" and {denied} of {counted(of_denied, 'denied arrow')}" * bool(of_denied)
        room = f"; there was no room for {', or for '.join(lacking)}" * bool(lacking)
        rest = ", ".join(view.case.label(one) for one in telling if one not in shown)
        said = {
            _RULE: any(len(drawn.get(author, ())) < len(one) for author, one in shown.items()),
            f"Drawn: {told} of {counted(of, 'arrow')} into outcomes{also}{room}.": True,
            f"Left out: {rest}; at most {MOST_AUTHORS} authors are drawn, so name those you "
            "want.": rest,
        }
        return sentences(said)

    def space(short: Collection[str]) -> float:
        """What the words leave of the page, if some authors come short."""
        worded = caption({}, short, len(contradictions) * (page.columns == 1))
        return page.room(Plan(title=question, caption=worded, alt_text="", key=key))

    key = diagram_key([arrows(one).values() for one in shown.values()], shown.values())
    with Graphviz() as graphviz:
        heads = {
            author: (labels[author], _note(view, author, one, one)) for author, one in shown.items()
        }
        sheet = Sheet(diagrams=shown, heads=heads, graphviz=graphviz, width=page.inside)
        tops = dispute_rows(view, contradictions, page.inside)
        tops += [Row()] * (page.columns == 1)
        needed = sheet.needed() if core == "auto" else math.inf  # arguments need their room
        rooms = [space(()) - one.height - GAP for one in tops]
        fit = next((place for place, room in enumerate(rooms) if needed <= room), len(tops) - 1)
        above = tops[fit]
        room = rooms[fit] if needed <= rooms[fit] else space(shown) - above.height - GAP
        placed = sheet.filled(room, core)
    short = [one for one in shown if core == "auto" and not sheet.is_enough(one, placed[one])]
    disputes = 0 if above.items else len(contradictions)
    panels = [Panel(items=above.items, height=above.height)] * bool(above.items)
    panels += [
        Panel(
            items=placed[author].items(),
            width=sheet.slot(placed[author]),
            height=placed[author].layout.height,
            heading=labels[author],
            note=_note(view, author, telling[author], placed[author].part),
        )
        for author in sorted(shown, key=[*placed].index)
    ]
    return _planned(
        question,
        caption({author: one.part for author, one in placed.items()}, short, disputes),
        panels,
        {labels[author]: placed[author] for author in labels},
    )


def plan_around(page: Page, *, variable: str) -> Plan:
    """Show one variable with all causes and effects that authors name.

    An arrow is the thicker the more authors claim it.

    Args:
        page: What is looked at, and how wide.
        variable: The variable.

    Raises:
        FpcaseError: no claim names the variable.
    """
    whole = causal_diagram(page.view, stances=["asserts", "denies"])
    star = surroundings(whole, variable)
    for node, data in star.nodes(data=True):
        data["outcome"] = node == variable
    star.nodes[variable]["role"] = "centre"
    name = f"“{name_of(star, variable)}”"
    asked = [f"what affects {name}"] * bool(star.pred[variable])
    asked += [f"what follows from {name if not asked else 'it'}"] * bool(star.succ[variable])
    question = ", and ".join(asked)
    rule = (
        "Causes take precedence over effects, and variables with many claims over those with few."
    )
    plan = _alone(star, MOST_VARIABLES, page.width, rule)
    return attrs.evolve(plan, title=f"{question[0].upper()}{question[1:]}?")


_NOTHING = "Nothing to draw: no claims were selected."


def _alone(diagram: Diagram, core: Core, width: float, rule: str) -> Plan:
    """A diagram as the one panel of a page, as wide as it must be; by the rule what comes first."""
    if not diagram.number_of_edges():
        return _planned("", _NOTHING)
    with Graphviz() as graphviz:
        sheet = Sheet(
            diagrams={"": diagram},
            heads={"": ("", "")},
            graphviz=graphviz,
            width=width - 2 * MARGIN,
        )
        shown = sheet.filled(_PAGE, core)[""]
    panel = Panel(items=shown.items(), width=shown.layout.width, height=shown.layout.height)
    return _planned("", _caption(diagram, shown, rule), [panel], {"": shown})


def _planned(
    title: str, caption: str, panels: Sequence[Panel] = (), shown: Mapping[str, Laid] | None = None
) -> Plan:
    """A page with some diagrams."""
    drawn = shown or {}
    return Plan(
        title=title,
        caption=caption,
        alt_text=" ".join(starmap(_told, drawn.items())) or caption,
        key=diagram_key(
            [one.arrows.values() for one in drawn.values()], [one.part for one in drawn.values()]
        ),
        panels=panels,
        empty="No claims were selected.",
    )


_PAGE = 560.0
"""How tall a single diagram may be."""


def _note(view: View, author: ExplanationId, whole: Diagram, part: Diagram) -> str:
    """The author's theories, and how much of the argument is shown."""
    explanation = view.case.explanations[author]
    theories = [
        theory.name
        for theory in (view.case.theories[one] for one in explanation.theories)
        if explanation.source not in theory.key_works  # the author's own is no school
    ]
    return (
        f"{', '.join(theories) or 'no theory stated'}; {_claims(part)} of {_claims(whole)} claims"
    )


def subtitle_of(diagram: Diagram) -> str:
    """The case and the version of its coding."""
    name = diagram.graph.get("title") or diagram.graph.get("case") or ""
    version = diagram.graph.get("version")
    return f"{name}, version {version}" if version else str(name)


def _claims(diagram: Diagram) -> int:
    return len({key for _, _, key in diagram.edges(keys=True)})


def _caption(whole: Diagram, shown: Laid, rule: str) -> str:
    part, rest = shown.part, len(whole) - len(shown.part)
    gone = sum(node not in part for node in outcomes_of(whole))
    outcomes = f" ({gone} of them outcomes)" * bool(gone)
    claims, told = _claims(whole), _claims(part)
    who = len({data["author"] for *_, data in whole.edges(data=True)})
    passed_on = any(whole.pred[node] and whole.succ[node] for node in whole)
    said = {
        f"Shown: {len(part)} of {counted(len(whole), 'variable')} and "
        f"{counted(len(shown.arrows), 'arrow')}, for {told} of {counted(claims, 'claim')}.": True,
        f"Left out: {counted(rest, 'variable')}{outcomes} and {counted(claims - told, 'claim')}. "
        f"{rule}": rest,
        f"The claims of {who} authors are pooled.": who > 1,
        _NO_ONE: who > 1 and passed_on,
        _FAR: not shown.layout.ranked,
    }
    return sentences(said)


_NO_ONE = "No single author argues a chain whose arrows come from different authors."
_FAR = (
    "There are too many variables to place causes before effects: each box is near those that it "
    "is linked to, and outcomes may be anywhere."
)
_RULE = (
    "Outcomes and their main causes take precedence, then chains to the outcomes, then the "
    "variables with the most claims on such chains."
)


def _told(author: str, one: Laid) -> str:
    """What a diagram shows, for a reader who cannot see it."""
    names = {node: name_of(one.part, node) for node in one.part}
    told = "; ".join(
        f"{names[cause]} → {names[effect]}, {arrow.kind.value}{', denied' * arrow.denied}"
        for (cause, effect), arrow in one.arrows.items()
    )
    return f"{author + ': ' if author else ''}{told}."
