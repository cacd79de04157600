"""What may vary, and what theories say of it in general: the shape that each demands."""

from collections.abc import Mapping
from typing import ClassVar

import attrs

from fpcase.model.fields import ALONE, Catalogue, catalogue, checked, in_short_form, tupled
from fpcase.model.ids import ActorId, PropositionId, SourceId, TheoryId, VariableId
from fpcase.model.notebook import Shown
from fpcase.model.sources import Locator
from fpcase.model.terms import LevelOfAnalysis, Sign, TheoryFamily


@attrs.frozen(kw_only=True, field_transformer=checked)
class Broader:
    """A broader term of a variable, and what more of the variable means for that term.

    In a case file the variable's id alone says that more of the one is more of the other.

    Attributes:
        variable: The broader term.
        sign: Positive if more of the variable is more of the broader term, negative if it is
            less of it: distance from a power is negative closeness to it.
    """

    SHORT: ClassVar[str] = "variable"

    variable: VariableId
    sign: Sign = Sign.POSITIVE

    def __str__(self) -> str:
        """The term, with a sign that is not the usual one."""
        return f"{self.variable}{'' if self.sign is Sign.POSITIVE else f' ({self.sign.value})'}"


@attrs.frozen(kw_only=True, field_transformer=checked)
class Variable(Shown):
    """What may vary; it is a cause or an effect only within a claim.

    Variables belong to the case, not to an author: two authors who mean the same thing
    use the same variable, and keep their own words in the claim's `term`. An event is a
    variable that occurs or does not.

    Attributes:
        id: Its id in the case.
        name: The name shown in figures.
        definition: What more of it means, so that signs can be interpreted.
        level: Its level of analysis, chosen by what varies, not by who is affected. A variable of a
            common vocabulary leaves it out if it depends on the country that a case is about; the
            `levels` of each such case give it.
        broader: The variable that this one is a kind of, with a sign where more of this one is
            less of that.
        opposite: The variable that means the opposite of this one.
        about: The actors that it is about.
        values: Its admissible values, from least to most.
        exclusive: Whether one of these values excludes the others. Purposes, for instance, do not:
            authors who name different ones stress different things. It does not apply to a variable
            without values of its own.
        membership: How far each of its values makes a decision a member of the set of those that
            have it, from 0 to 1.
        anchors: The same for a number: at which number a decision is fully ``out`` of the set, at
            the ``crossover``, and fully ``in``.
        because: The reason for these memberships or anchors.
        tags: Groups to which theories refer, such as ``elite-perception``.
    """

    id: VariableId
    name: str
    definition: str
    level: LevelOfAnalysis | None = None
    broader: Broader | None = attrs.field(default=None, converter=in_short_form)
    opposite: VariableId | None = None
    about: tuple[ActorId, ...] = attrs.field(default=(), converter=tupled)
    values: tuple[str, ...] = attrs.field(default=(), converter=tupled)
    exclusive: bool = True
    membership: Catalogue[str, float] = attrs.field(factory=Catalogue, converter=catalogue)
    anchors: Catalogue[str, float] = attrs.field(factory=Catalogue, converter=catalogue)
    because: str | None = None
    tags: tuple[str, ...] = attrs.field(default=(), converter=tupled)


@attrs.frozen(kw_only=True, field_transformer=checked)
class Selector:
    """The variables of a pattern: keys are joined by "and", values in a list by "or".

    Attributes:
        level: Variables at one of these levels of analysis.
        tags: Variables with one of these tags.
        variables: These variables.
        outcome: The outcomes of the explanation (its `explains`). In a case file the word
            ``outcome`` alone says this.
        policy: Any variable that is an outcome of an explanation or decision of the case; the word
            ``policy`` alone says this.
    """

    WORDS: ClassVar[tuple[str, ...]] = ("outcome", "policy")

    level: tuple[LevelOfAnalysis, ...] = attrs.field(default=(), converter=tupled, metadata=ALONE)
    tags: tuple[str, ...] = attrs.field(default=(), converter=tupled, metadata=ALONE)
    variables: tuple[VariableId, ...] = attrs.field(default=(), converter=tupled, metadata=ALONE)
    outcome: bool = False
    policy: bool = False

    @staticmethod
    def in_full(given: object) -> object:
        """A word alone says that it is so: ``outcome`` for ``{outcome: true}``."""
        return {given: True} if given in Selector.WORDS else given

    @staticmethod
    def in_short(tree: Mapping[str, object]) -> object:
        """The word alone, where nothing else is said."""
        return next(iter(tree)) if list(tree.values()) == [True] else tree


@attrs.frozen(kw_only=True, field_transformer=checked)
class PathPattern:
    """A causal path that a theory expects.

    Attributes:
        cause: Where it begins.
        effect: Where it ends.
        through: The variables through which it passes; any, if left out.
        sign: The sign of the whole path, positive or negative; either, if left out.
    """

    cause: Selector
    effect: Selector
    through: Selector | None = None
    sign: Sign | None = None


@attrs.frozen(kw_only=True, field_transformer=checked)
class EveryPathPattern:
    """Variables through which, according to a theory, every causal path between two ends passes.

    Attributes:
        cause: Where the paths begin.
        effect: Where they end.
        through: The variables through which each of them passes.
    """

    cause: Selector
    effect: Selector
    through: Selector


@attrs.frozen(kw_only=True, field_transformer=checked)
class NoPathPattern:
    """A causal path that a theory excludes.

    Attributes:
        cause: Where it would begin.
        effect: Where it would end.
    """

    cause: Selector
    effect: Selector


@attrs.frozen(kw_only=True, field_transformer=checked)
class LoopPattern:
    """A feedback loop that a theory expects.

    Attributes:
        through: The variables through which the loop passes.
    """

    through: Selector


@attrs.frozen(kw_only=True, field_transformer=checked)
class SharePattern:
    """The share of the outcomes' causes that a theory places at certain levels.

    Attributes:
        level: The levels of analysis.
        at_least: The smallest share, from 0 to 1, of distinct direct causes at these levels.
    """

    level: tuple[LevelOfAnalysis, ...] = attrs.field(converter=tupled)
    at_least: float


@attrs.frozen(kw_only=True, field_transformer=checked)
class Pattern:
    """The pattern that a diagram shows if an explanation argues as its theory expects.

    Exactly one attribute is given (Blatter and Haverland 2012, on congruence analysis).

    Attributes:
        some_path: At least one such path exists.
        every_path: Without the `through` variables, cause and effect are unconnected.
        no_path: No such path exists.
        loop: A loop passes through these variables.
        outcome_cause_share: The share of the outcomes' direct causes at certain levels.
    """

    some_path: PathPattern | None = None
    every_path: EveryPathPattern | None = None
    no_path: NoPathPattern | None = None
    loop: LoopPattern | None = None
    outcome_cause_share: SharePattern | None = None


@attrs.frozen(kw_only=True, field_transformer=checked)
class Proposition(Shown):
    """One general statement of a theory.

    Attributes:
        id: Unique within its theory.
        text: What it says.
        expects: The pattern that it expects in an explanation, if a diagram can show it.
        at: Where a work says so; an author's own framework names the passage of each step.
    """

    id: PropositionId
    text: str
    expects: Pattern | None = None
    at: tuple[Locator, ...] = attrs.field(default=(), converter=tupled)


@attrs.frozen(kw_only=True, field_transformer=checked)
class Theory(Shown):
    """A school's general propositions.

    Attributes:
        id: Its id in the case.
        name: Its name.
        family: The school it belongs to.
        key_works: The works that state it.
        propositions: What it says in general.
        rivals: Theories with which it competes.
    """

    id: TheoryId
    name: str
    family: TheoryFamily
    key_works: tuple[SourceId, ...] = attrs.field(default=(), converter=tupled)
    propositions: tuple[Proposition, ...] = attrs.field(default=(), converter=tupled)
    rivals: tuple[TheoryId, ...] = attrs.field(default=(), converter=tupled)
