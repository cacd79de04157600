"""Whether one author's diagram has the shape that a theory demands."""

from collections.abc import Callable, Iterable, Sequence
from enum import Enum

import attrs

from fpcase.diagrams.causal import Diagram, bundles
from fpcase.diagrams.paths import BUDGET, PathSearch, shortest_path
from fpcase.model.terms import LevelOfAnalysis
from fpcase.model.theories import (
    EveryPathPattern,
    LoopPattern,
    NoPathPattern,
    PathPattern,
    Pattern,
    Selector,
    SharePattern,
)
from fpcase.model.variables import Variable
from fpcase.statements.bundles import Bundles


class Answer(Enum):
    """Whether an explanation argues as a theory's proposition says."""

    MET = "met"
    """It does."""
    NOT_MET = "not met"
    """It argues something that the proposition rules out."""
    NOT_ADDRESSED = "not addressed"
    """It does not speak of what the proposition is about."""
    UNDECIDED = "undecided"
    """There were too many paths to try within the budget."""


@attrs.frozen(kw_only=True)
class Decided:
    """An answer with what it rests on.

    Attributes:
        answer: The answer.
        path: For "met": a shortest path or loop that shows it, where one does; for "not met": a
            shortest path that breaks it.
        claims: The claims on that path.
        note: What else a reader should know.
    """

    answer: Answer
    path: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    note: str = ""


@attrs.frozen(kw_only=True, eq=False)
class AuthorDiagram:
    """What patterns are decided on.

    Attributes:
        diagram: One author's diagram, with intervening variables spelled out.
        web: What carries chains in it.
        variables: The variables by id.
        outcomes: What the author explains.
        budget: How many steps a search may take.
    """

    diagram: Diagram
    web: Bundles
    variables: dict[str, Variable]
    outcomes: frozenset[str]
    budget: int = BUDGET

    def selected(self, selector: Selector, *, private: bool = False) -> list[str]:
        """The nodes that a selector selects; those spelled out in a claim only if asked for."""
        return [
            node
            for node in self.web.nodes
            if (private or "@" not in node)
            and selects(selector, self.variables[node.partition("@")[0]], self.outcomes)
        ]

    def shown(self, answer: Answer, path: Sequence[str], note: str = "") -> Decided:
        """An answer that a path shows, with the claims on it."""
        steps = self.web.along(tuple(path))
        claims = dict.fromkeys(step.id for bundle in steps for step in bundle)
        names = tuple(node.partition("@")[0] for node in path)
        return Decided(answer=answer, path=names, claims=tuple(claims), note=note)


def selects(selector: Selector, variable: Variable, outcomes: Iterable[str]) -> bool:
    """Whether a selector selects a variable: keys by "and", values within a list by "or".

    >>> from fpcase.model import LevelOfAnalysis
    >>> war = Variable(id="war", name="War", definition="...", level=LevelOfAnalysis.SYSTEM)
    >>> selects(Selector(level=[LevelOfAnalysis.SYSTEM]), war, ["war"])
    True
    >>> selects(Selector(level=[LevelOfAnalysis.SYSTEM], tags=["threat"]), war, [])
    False
    """
    return (
        (not selector.level or variable.level in selector.level)
        and (not selector.tags or not set(selector.tags).isdisjoint(variable.tags))
        and (not selector.variables or variable.id in selector.variables)
        and (not selector.outcome or variable.id in outcomes)
    )


def author_diagram(
    diagram: Diagram,
    variables: dict[str, Variable],
    outcomes: Iterable[str],
    *,
    include_reports: bool = False,
    budget: int = BUDGET,
) -> AuthorDiagram:
    """What patterns are decided on, from one author's expanded diagram."""
    return AuthorDiagram(
        diagram=diagram,
        web=bundles(diagram, include_reports=include_reports),
        variables=variables,
        outcomes=frozenset(outcomes),
        budget=budget,
    )


def decide(pattern: Pattern, on: AuthorDiagram) -> Decided:
    """Whether a diagram has the shape that a pattern demands (Blatter and Haverland 2012).

    `not addressed` where nothing is selected at one end, or no path joins the ends (for
    `no_path`: only the former). A loop that no author's claim closes is `not met`: there is no
    path to show for it. Ends of a path that are themselves among the `through` variables pass
    through them; if all do, the note says that the proposition is met trivially.
    """
    for name, decider in _DECIDERS.items():
        demanded = getattr(pattern, name)
        if demanded is not None:
            return decider(demanded, on)
    return Decided(answer=Answer.NOT_ADDRESSED, note="no diagram can decide it")


def _ends(
    pattern: PathPattern | EveryPathPattern | NoPathPattern, on: AuthorDiagram
) -> tuple[list[str], list[str], Decided | None]:
    causes, effects = on.selected(pattern.cause), on.selected(pattern.effect)
    missing = "cause" if not causes else "effect" if not effects else ""
    note = f"no variable of the diagram is selected as {missing}"
    unaddressed = Decided(answer=Answer.NOT_ADDRESSED, note=note) if missing else None
    return causes, effects, unaddressed


def _shortest(
    on: AuthorDiagram, causes: list[str], effects: list[str], barred: Iterable[str] = ()
) -> tuple[str, ...] | None:
    """A shortest path from any cause to any effect that keeps off some nodes."""
    off = frozenset(barred)
    paths = [
        path
        for cause in causes
        for effect in effects
        if cause != effect and not {cause, effect} & off
        for path in [shortest_path(on.web, cause, effect, barred=off)]
        if path
    ]
    return min(paths, key=lambda path: (len(path), path), default=None)


_UNCONNECTED = Decided(
    answer=Answer.NOT_ADDRESSED, note="both ends are in the diagram, and no path joins them"
)


def _some_path(pattern: PathPattern, on: AuthorDiagram) -> Decided:
    causes, effects, unaddressed = _ends(pattern, on)
    if unaddressed:
        return unaddressed
    shortest = _shortest(on, causes, effects)
    if shortest is None:
        return _UNCONNECTED
    if pattern.through is None:
        return on.shown(Answer.MET, shortest)
    through = set(on.selected(pattern.through, private=True))
    found, exhausted = _through(on, causes, effects, through)
    if found:
        return on.shown(Answer.MET, found)
    if exhausted:
        note = f"no such path among those found in {on.budget} steps of search"
        return Decided(answer=Answer.UNDECIDED, note=note)
    return on.shown(Answer.NOT_MET, shortest, "a path, but none through the variables demanded")


def _through(
    on: AuthorDiagram, causes: list[str], effects: list[str], through: set[str]
) -> tuple[tuple[str, ...] | None, bool]:
    """A shortest path that passes some nodes, and whether a search had to be given up."""
    found: list[tuple[str, ...]] = []
    exhausted = False
    for cause in causes:
        for effect in effects:
            if cause == effect:
                continue
            search = PathSearch(on.web, cause, effect, budget=on.budget)
            found += [p for p in [next((p for p in search if through & set(p)), None)] if p]
            exhausted |= search.exhausted
    return min(found, key=lambda path: (len(path), path), default=None), exhausted


def _every_path(pattern: EveryPathPattern, on: AuthorDiagram) -> Decided:
    causes, effects, unaddressed = _ends(pattern, on)
    if unaddressed:
        return unaddressed
    shortest = _shortest(on, causes, effects)
    if shortest is None:
        return _UNCONNECTED
    through = set(on.selected(pattern.through, private=True))
    breaking = _shortest(on, causes, effects, barred=through)
    if breaking:
        return on.shown(Answer.NOT_MET, breaking, "it passes none of the variables demanded")
    trivial = set(causes) <= through or set(effects) <= through
    note = "trivially: the ends themselves are among the variables demanded" if trivial else ""
    return on.shown(Answer.MET, shortest, note)


def _no_path(pattern: NoPathPattern, on: AuthorDiagram) -> Decided:
    causes, effects, unaddressed = _ends(pattern, on)
    if unaddressed:
        return unaddressed
    breaking = _shortest(on, causes, effects)
    return on.shown(Answer.NOT_MET, breaking) if breaking else Decided(answer=Answer.MET)


def _loop(pattern: LoopPattern, on: AuthorDiagram) -> Decided:
    through = on.selected(pattern.through, private=True)
    if not through:
        note = "no variable of the diagram is selected"
        return Decided(answer=Answer.NOT_ADDRESSED, note=note)
    loops = [path for node in through if (path := shortest_path(on.web, node, node))]
    shortest = min(loops, key=lambda path: (len(path), path), default=None)
    if shortest is None:
        return Decided(answer=Answer.NOT_MET, note="no loop passes any of them")
    return on.shown(Answer.MET, shortest)


def _share(pattern: SharePattern, on: AuthorDiagram) -> Decided:
    causes = {
        cause.partition("@")[0]: None
        for outcome in sorted(on.outcomes)
        for cause in on.web.before.get(outcome, ())
        if cause.partition("@")[0] != outcome
    }
    if not causes:
        return Decided(
            answer=Answer.NOT_ADDRESSED, note="no claim moves one of the outcomes directly"
        )
    levels: list[LevelOfAnalysis | None] = [on.variables[cause].level for cause in causes]
    there = sum(level in pattern.level for level in levels)
    unknown = levels.count(None)
    note = f"{there} of {len(levels)} direct causes"
    note += f", {unknown} of them without a level" if unknown else ""
    enough = there >= pattern.at_least * len(levels)
    return Decided(answer=Answer.MET if enough else Answer.NOT_MET, note=note)


_DECIDERS: dict[str, Callable[..., Decided]] = {
    "some_path": _some_path,
    "every_path": _every_path,
    "no_path": _no_path,
    "loop": _loop,
    "outcome_cause_share": _share,
}
"""How each kind of pattern is decided, by the name of its field."""
