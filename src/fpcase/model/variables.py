"""What may vary."""

from typing import ClassVar

import attrs

from fpcase.model.catalogue import Catalogue, catalogue, in_short_form, tupled
from fpcase.model.checks import checked
from fpcase.model.ids import ActorId, VariableId
from fpcase.model.notebook import Shown
from fpcase.model.terms import LevelOfAnalysis, Sign


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
