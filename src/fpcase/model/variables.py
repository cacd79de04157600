"""What may vary."""

import attrs

from fpcase.model.catalogue import tupled
from fpcase.model.ids import ActorId, VariableId
from fpcase.model.terms import LevelOfAnalysis


@attrs.frozen(kw_only=True)
class Variable:
    """What may vary; it is a cause or an effect only within a claim.

    Variables belong to the case, not to an author: two authors who mean the same thing
    use the same variable, and keep their own words in the claim's `term`. An event is a
    variable that occurs or does not.

    Attributes:
        id: How the case calls it.
        name: What a figure writes in its box.
        definition: What more of it means, so that a sign can be read.
        level: By what varies, not by who is affected. A variable of a common vocabulary leaves
            it out where it depends on the country that a case is about; the `levels` of each
            such case give it.
        broader: The variable that this one is a kind of.
        opposite: The variable that is this one with the sign turned round.
        about: The actors that it is about.
        values: Its admissible values, from least to most.
        tags: Groups that theories ask for, such as ``elite-perception``.
    """

    id: VariableId
    name: str
    definition: str
    level: LevelOfAnalysis | None = None
    broader: VariableId | None = None
    opposite: VariableId | None = None
    about: tuple[ActorId, ...] = attrs.field(default=(), converter=tupled)
    values: tuple[str, ...] = attrs.field(default=(), converter=tupled)
    tags: tuple[str, ...] = attrs.field(default=(), converter=tupled)
