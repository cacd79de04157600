"""Whether one author's diagram has the shape that a theory demands."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from fractions import Fraction
from functools import cached_property

import attrs

from fpcase.comparison.caps import PATTERN_STEPS
from fpcase.comparison.relations import outcomes_in
from fpcase.diagrams.effects import IN_A_LOOP, held_signs
from fpcase.diagrams.paths import PathSearch
from fpcase.model import (
    EveryPathPattern,
    ExplanationId,
    FullClaimId,
    LevelOfAnalysis,
    LoopPattern,
    NoPathPattern,
    PathPattern,
    Pattern,
    Selector,
    SharePattern,
    Sign,
    Variable,
    VariableId,
)
from fpcase.model.fields import grouped
from fpcase.model.wording import counted
from fpcase.statements import Bundles, Position, Statement, Tree, View, Voice, tree_of
from fpcase.statements.signs import position


class Manner(Enum):
    """How a statement speaks of a cause and an effect without bearing a chain."""

    DENIAL = "denied"
    GENERAL = "stated only in general"
    REPORT = "only reported"

    @classmethod
    def of(cls, one: Statement) -> "Manner":
        """How a statement that bears no chain speaks.

        Args:
            one: The statement.
        """
        if one.voice is Voice.REPORTS:
            return cls.REPORT
        return cls.GENERAL if one.is_general else cls.DENIAL


Path = tuple[str, ...]
"""The variables along a chain."""


@attrs.frozen(kw_only=True, eq=False)
class AuthorDiagram:
    """What patterns are decided on.

    Attributes:
        view: What is looked at.
        author: Whose diagram it is.
        web: What carries chains in it, intervening variables spelled out.
        unchained: What else the author says of causes: denials, premises, reports of others.
        budget: How many steps a search may take.
    """

    view: View
    author: ExplanationId
    web: Bundles
    unchained: Sequence[Statement]
    budget: int
    _selected: dict[tuple[Selector, bool], list[str]] = attrs.field(factory=dict, init=False)
    _paths: dict[str, list[Path]] = attrs.field(factory=dict, init=False)
    _signs: dict[Path, frozenset[Position]] = attrs.field(factory=dict, init=False)

    @cached_property
    def outcomes(self) -> frozenset[str]:
        """What the author explains."""
        return frozenset(self.view.case.explanations[self.author].explains)

    @cached_property
    def policy(self) -> frozenset[str]:
        """What any explanation or decision of the case has as an outcome."""
        return frozenset((*outcomes_in(self.view.case), *outcomes_in(self.view.whole)))

    @cached_property
    def _tree(self) -> Tree:
        return tree_of(self.view.case)

    def variable(self, node: str) -> Variable:
        """The variable of a node, be it spelled out in a claim."""
        return self.view.case.variables[VariableId(node.partition("@")[0])]

    def selects(self, selector: Selector, variable: str) -> bool:
        """Whether a selector selects a variable: keys by "and", values within a list by "or".

        A kind of an outcome is an outcome.

        Args:
            selector: The selector.
            variable: The variable's id, or its node's.
        """
        found = self.variable(variable)
        line = [way.term for way in self._tree.line(found.id)]
        return (
            (not selector.level or found.level in selector.level)
            and (not selector.tags or not set(selector.tags).isdisjoint(found.tags))
            and (not selector.variables or found.id in selector.variables)
            and (not selector.outcome or not self.outcomes.isdisjoint(line))
            and (not selector.policy or not self.policy.isdisjoint(line))
        )

    def selected(self, selector: Selector, *, private: bool = False) -> list[str]:
        """The nodes that a selector selects; those spelled out in a claim only if asked for."""
        if (selector, private) not in self._selected:
            self._selected[selector, private] = [
                node
                for node in self.web.nodes
                if (private or "@" not in node) and self.selects(selector, node)
            ]
        return self._selected[selector, private]

    def paths(self, cause: str) -> list[Path]:
        """The paths of at most `PATTERN_STEPS` claims from a cause, the shortest first.

        There is no more of them than a search may try, and one.
        """
        if cause not in self._paths:
            found: list[Path] = [(cause,)]
            for path in found:
                found += [
                    (*path, node)
                    for node in self.web.after.get(path[-1], ())
                    if node not in path
                    and ("@" in node or sum("@" not in one for one in path) <= PATTERN_STEPS)
                ]
                if len(found) > self.budget + 1:
                    break
            self._paths[cause] = found[1 : self.budget + 2]
        return self._paths[cause]

    def signs(self, path: Path) -> frozenset[Position]:
        """The signs of the chain along a path; none if its claims cannot hold together."""
        if path not in self._signs:
            self._signs[path] = held_signs(self.web.along(path))
        return self._signs[path]

    def chains(self, cause: str, effects: Iterable[str]) -> Iterator[Path]:
        """The chains from a cause to some effects that can hold together, the shortest first."""
        ends = set(effects) - {cause}
        paths = self.paths(cause)[: self.budget]
        return (path for path in paths if path[-1] in ends and self.signs(path))

    def has_more(self, causes: Iterable[str]) -> bool:
        """Whether more paths lead from one of some causes than a search may try."""
        return any(len(self.paths(cause)) > self.budget for cause in causes)

    def beside(
        self, pattern: PathPattern | EveryPathPattern | NoPathPattern
    ) -> Iterator[Statement]:
        """What the author says of a cause and an effect that a pattern selects, without a chain.

        What is denied of a term is denied of every kind of it. What is said in general may be
        said of the term above an effect.
        """
        for one in self.unchained:
            cause, effect = one.matter
            causes = self._kinds(cause) if Manner.of(one) is Manner.DENIAL else [cause]
            effects = self._kinds(effect)
            if any(self.selects(pattern.cause, kind) for kind in causes) and any(
                self.selects(pattern.effect, kind) for kind in effects
            ):
                yield one

    def _kinds(self, variable: VariableId) -> Sequence[VariableId]:
        return self._narrower.get(variable, ())

    @cached_property
    def _narrower(self) -> Mapping[VariableId, list[VariableId]]:
        """Term -> itself and all terms under it."""
        return grouped(
            (way.term, kind) for kind in self.view.case.variables for way in self._tree.line(kind)
        )


NOT_NAMED = "the author's arrows include no"
NOT_JOINED = (
    "the author names both ends, but does not connect them by a chain of at most "
    f"{PATTERN_STEPS} claims that can hold together"
)


class Answer(Enum):
    """Whether an explanation argues as a theory's proposition says."""

    MET = "met"
    """It does."""
    IN_PART = "in part"
    """Of the causes that should work in one way only, some do, or do so among other ways."""
    DENIED = "denied"
    """The author says that it is not so."""
    NOT_MET = "not met"
    """It argues something that the proposition rules out."""
    NOT_ADDRESSED = "not addressed"
    """It does not speak of what the proposition is about."""
    UNDECIDED = "undecided"
    """There were too many chains to try within the budget."""


@attrs.frozen(kw_only=True)
class Decided:
    """An answer with what it rests on.

    Attributes:
        answer: The answer.
        path: For "met": a shortest chain or loop that shows it, where one does; for "not met" and
            "in part": a shortest chain that breaks it; for "denied": what is denied.
        claims: The claims on that path.
        causes: How many variables the pattern selects as causes: those that the author has as a
            cause of anything; where every path is to pass a variable, those that lead to an effect.
        passing: How many of them lead there as the pattern demands.
        passing_only: How many lead there in no other way.
        note: What else a reader should know.
    """

    answer: Answer
    path: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    causes: int = 0
    passing: int = 0
    passing_only: int = 0
    note: str = ""

    @property
    def ground(self) -> str | None:
        """The path that shows it, or else what a reader should know."""
        return " → ".join(self.path) or self.note or None

    @property
    def share(self) -> str:
        """For how many of the causes it holds: ``4 of 9 causes``; empty where none are counted."""
        return f"{self.passing} of {counted(self.causes, 'cause')}" if self.causes else ""

    @property
    def ways(self) -> str:
        """How many causes work as demanded.

        >>> one = Decided(answer=Answer.IN_PART, causes=9, passing=4)
        >>> one.ways, one.only
        ('4 of 9 causes pass through it', 'none exclusively')
        """
        return f"{self.share} {'passes' if self.passing == 1 else 'pass'} through it"

    @property
    def only(self) -> str:
        """How many work in no other way; empty where none works as demanded."""
        return f"{self.passing_only or 'none'} exclusively" if self.passing else ""

    @property
    def short(self) -> str:
        """The answer, with the number of causes where it is met, or met in part."""
        if self.answer is Answer.IN_PART:
            return f"in part ({self.ways}, {self.only})"
        met = self.answer is Answer.MET and self.share
        return f"met, {self.share}" if met else str(self.answer.value)


def _shown(on: AuthorDiagram, answer: Answer, path: Path, note: str = "", **counts: int) -> Decided:
    """An answer that a path shows, with the claims on it, and counts of causes."""
    steps = on.web.along(path)
    claims = dict.fromkeys(step.id for bundle in steps for step in bundle)
    names = tuple(node.partition("@")[0] for node in path)
    return Decided(answer=answer, path=names, claims=tuple(claims), note=note, **counts)


def decide(pattern: Pattern, on: AuthorDiagram) -> Decided:
    """Whether a diagram has the shape that a pattern demands (Blatter and Haverland 2012).

    A path is a chain of at most `PATTERN_STEPS` claims that can hold together. What is said in
    general or only reported bears none. `not addressed` where no path joins the ends (for
    `no_path`: where nothing is selected at one of them). A loop that no author's claim closes is
    `not met`: there is no path to show for it. Ends of a path that are themselves among the
    `through` variables pass through them; if all do, the note says that the proposition is met
    trivially.
    """
    for name, decider in _DECIDERS.items():
        demanded = getattr(pattern, name)
        if demanded is not None:
            return decider(demanded, on)
    return Decided(answer=Answer.NOT_ADDRESSED, note="a diagram cannot test this")


def _shortest(chains: Iterable[Path]) -> Path | None:
    return min(chains, key=lambda path: (len(path), path), default=None)


def _some_path(pattern: PathPattern, on: AuthorDiagram) -> Decided:
    effects, selected = on.selected(pattern.effect), on.selected(pattern.cause)
    through = set(on.selected(pattern.through, private=True)) if pattern.through else None
    wanted = pattern.sign and position(pattern.sign)
    expected = position(pattern.sign or Sign.UNSTATED).leaves_open
    passing: list[Path] = []
    others: list[Path] = []
    causes = sum(cause in on.web.after for cause in selected)
    for cause in selected:
        apart = []
        for chain in on.chains(cause, effects):
            if _fits(chain, on, through, wanted):
                passing.append(chain)
                break
            apart.append(chain)
        else:
            others += apart
    effect_denied = [one for one in on.beside(pattern) if _denies(one, expected)]
    denials = [one for one in effect_denied if through is None or _names(one, through)]
    denied = ", ".join(_claims(effect_denied))
    if shortest := _shortest(passing):
        note = f"the author also denies such an effect: {denied}" if denied else ""
        return _shown(on, Answer.MET, shortest, note, causes=causes, passing=len(passing))
    if on.has_more(selected):
        return _given_up(on)
    if denials:
        return Decided(
            answer=Answer.DENIED,
            path=denials[0].matter,
            claims=_claims(denials),
            note="the author discusses no other pair that the proposition is about",
        )
    against = [c for c in others if wanted is None or on.signs(c) - {Position.UNSTATED}]
    if shortest := _shortest(against):
        way = "none through the required variables"
        if through is None:
            way = f"none whose sign is {wanted.value if wanted else ''}"
        return _shown(on, Answer.NOT_MET, shortest, f"there is a path, but {way}", causes=causes)
    unsaid = f"the author denies the effect, without saying how it would work: {denied}"
    note = "only through claims that state no sign" if others else unsaid if denied else ""
    return _not_addressed(pattern, on, note)


def _fits(
    chain: Path, on: AuthorDiagram, through: set[str] | None, wanted: Position | None
) -> bool:
    """Whether a chain is as a pattern demands. A direct claim speaks before a longer chain."""
    if through is not None and through.isdisjoint(chain):
        return False
    direct = on.web.after[chain[0]].get(chain[-1])
    if wanted is not None and direct is not None:
        return wanted in {step.position for step in direct}
    return wanted is None or wanted in on.signs(chain)


def _denies(one: Statement, expected: frozenset[str]) -> bool:
    """Whether it leaves nothing open of what is expected: who denies one sign denies no effect."""
    return Manner.of(one) is Manner.DENIAL and expected.isdisjoint(one.leaves_open)


def _names(denial: Statement, through: set[str]) -> bool:
    """Whether it speaks of a way through some variable: who denies an effect denies no way."""
    named = {*denial.matter, *getattr(denial.claim, "intervening", ())}
    return any(node.partition("@")[0] in named for node in through)


def _claims(said: Iterable[Statement]) -> tuple[FullClaimId, ...]:
    return tuple(dict.fromkeys(one.id for one in said))


def _given_up(on: AuthorDiagram) -> Decided:
    note = f"no such path was found in a search of {on.budget} steps"
    return Decided(answer=Answer.UNDECIDED, note=note)


def _not_addressed(
    pattern: PathPattern | EveryPathPattern | NoPathPattern, on: AuthorDiagram, note: str = ""
) -> Decided:
    """What the author says all the same, in general or of others; else what is missing."""
    said = grouped((Manner.of(one), one) for one in on.beside(pattern))
    notes = [
        f"{manner.value}: {', '.join(_claims(made))}"
        for manner, made in said.items()
        if manner is not Manner.DENIAL
    ]
    if not notes and not note:
        missing = [one for one in ("cause", "effect") if not on.selected(getattr(pattern, one))]
        note = f"{NOT_NAMED} such {missing[0]}" if missing else NOT_JOINED
    return Decided(answer=Answer.NOT_ADDRESSED, note="; ".join([*notes, *filter(None, [note])]))


def _every_path(pattern: EveryPathPattern, on: AuthorDiagram) -> Decided:
    causes, effects = on.selected(pattern.cause), on.selected(pattern.effect)
    through = set(on.selected(pattern.through, private=True))
    chains = [chain for cause in causes for chain in on.chains(cause, effects)]
    if on.has_more(causes):
        return _given_up(on)
    breaking = [chain for chain in chains if through.isdisjoint(chain)]
    reaching = {chain[0] for chain in chains}
    some = {chain[0] for chain in chains if not through.isdisjoint(chain)}
    only = reaching - {chain[0] for chain in breaking}
    shortest = _shortest(breaking) or _shortest(chains)
    if shortest is None:
        return _not_addressed(pattern, on)
    answer = Answer.MET if only == reaching else Answer.IN_PART if some else Answer.NOT_MET
    note = "" if answer is Answer.MET else "the path passes through none of the required variables"
    if answer is Answer.MET and (set(causes) <= through or set(effects) <= through):
        note = "trivially: the ends themselves are among the required variables"
    counts = {"causes": len(reaching), "passing": len(some), "passing_only": len(only)}
    return _shown(on, answer, shortest, note, **counts)


def _no_path(pattern: NoPathPattern, on: AuthorDiagram) -> Decided:
    causes, effects = on.selected(pattern.cause), on.selected(pattern.effect)
    breaking = [chain for cause in causes if (chain := next(on.chains(cause, effects), None))]
    if shortest := _shortest(breaking):
        return _shown(on, Answer.NOT_MET, shortest, causes=len(breaking))
    if on.has_more(causes):
        return _given_up(on)
    denials = [one for one in on.beside(pattern) if Manner.of(one) is Manner.DENIAL]
    if denials:
        return Decided(
            answer=Answer.MET, claims=_claims(denials), note="the author says so explicitly"
        )
    if causes and effects:
        return Decided(answer=Answer.MET, note=NOT_JOINED)
    return _not_addressed(pattern, on)


def _loop(pattern: LoopPattern, on: AuthorDiagram) -> Decided:
    through = on.selected(pattern.through, private=True)
    if not through:
        return Decided(answer=Answer.NOT_ADDRESSED, note=f"{NOT_NAMED} such variable")
    searches = [PathSearch(on.web, node, node, budget=on.budget) for node in through]
    holding = (
        next((path for path in one if held_signs(on.web.along(path), faults=IN_A_LOOP)), None)
        for one in searches
    )
    shortest = _shortest(path for path in holding if path)
    if shortest is None and any(one.exhausted for one in searches):
        return _given_up(on)
    if shortest is None:
        return Decided(answer=Answer.NOT_MET, note="no loop passes through any of the variables")
    return _shown(on, Answer.MET, shortest)


def _share(pattern: SharePattern, on: AuthorDiagram) -> Decided:
    causes = {
        cause.partition("@")[0]: None
        for outcome in sorted(on.outcomes)
        for cause in on.web.before.get(outcome, ())
        if cause.partition("@")[0] != outcome
    }
    if not causes:
        note = "no claim gives a direct cause of an outcome"
        return Decided(answer=Answer.NOT_ADDRESSED, note=note)
    levels: list[LevelOfAnalysis | None] = [on.variable(cause).level for cause in causes]
    there = sum(level in pattern.level for level in levels)
    unknown = levels.count(None)
    note = f"{there} of {len(levels)} direct causes"
    note += f", {unknown} of them without a level" if unknown else ""
    enough = there >= Fraction(str(pattern.at_least)) * len(levels)  # 0.07 of 100 is 7
    return Decided(answer=Answer.MET if enough else Answer.NOT_MET, note=note)


_DECIDERS: dict[str, Callable[..., Decided]] = {
    "some_path": _some_path,
    "every_path": _every_path,
    "no_path": _no_path,
    "loop": _loop,
    "outcome_cause_share": _share,
}
"""How each kind of pattern is decided, by the name of its field."""
