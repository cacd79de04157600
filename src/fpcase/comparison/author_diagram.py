"""What one author argues, as patterns are decided on it: chains, and what bears none."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cached_property

import attrs

from fpcase.comparison.caps import PATTERN_STEPS
from fpcase.diagrams.effects import held_signs
from fpcase.diagrams.paths import BUDGET
from fpcase.model import (
    EveryPathPattern,
    NoPathPattern,
    PathPattern,
    Selector,
    Variable,
)
from fpcase.statements import Bundles, Position, Statement, Voice


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
        web: What carries chains in one author's diagram, intervening variables spelled out.
        unchained: What else the author says of causes: denials, premises, reports of others.
        variables: The variables by id.
        line: Variable -> itself and its broader terms.
        outcomes: What the author explains.
        policy: What any explanation or decision of the case has as an outcome.
        budget: How many steps a search may take.
    """

    web: Bundles
    unchained: tuple[Statement, ...] = ()
    variables: Mapping[str, Variable]
    line: Mapping[str, tuple[str, ...]]
    outcomes: frozenset[str]
    policy: frozenset[str]
    budget: int = BUDGET
    _selected: dict[tuple[Selector, bool], list[str]] = attrs.field(factory=dict, init=False)
    _paths: dict[str, list[Path]] = attrs.field(factory=dict, init=False)
    _signs: dict[Path, frozenset[Position]] = attrs.field(factory=dict, init=False)

    def selects(self, selector: Selector, variable: str) -> bool:
        """Whether a selector selects a variable: keys by "and", values within a list by "or".

        A kind of an outcome is an outcome.

        Args:
            selector: The selector.
            variable: The variable's id.
        """
        found = self.variables[variable]
        return (
            (not selector.level or found.level in selector.level)
            and (not selector.tags or not set(selector.tags).isdisjoint(found.tags))
            and (not selector.variables or found.id in selector.variables)
            and (not selector.outcome or not self.outcomes.isdisjoint(self.line[variable]))
            and (not selector.policy or not self.policy.isdisjoint(self.line[variable]))
        )

    def selected(self, selector: Selector, *, private: bool = False) -> list[str]:
        """The nodes that a selector selects; those spelled out in a claim only if asked for."""
        if (selector, private) not in self._selected:
            self._selected[selector, private] = [
                node
                for node in self.web.nodes
                if (private or "@" not in node) and self.selects(selector, node.partition("@")[0])
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

    def _kinds(self, variable: str) -> Sequence[str]:
        return self._narrower.get(variable, ())

    @cached_property
    def _narrower(self) -> Mapping[str, list[str]]:
        """Term -> itself and all terms under it."""
        found: dict[str, list[str]] = {}
        for kind, line in self.line.items():
            for term in line:
                found.setdefault(term, []).append(kind)
        return found
