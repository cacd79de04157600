"""Episodes of foreign policy, with what was decided and under which conditions."""

from collections.abc import Iterator
from typing import ClassVar

import attrs

from fpcase.model.catalogue import Catalogue, catalogue, tupled
from fpcase.model.checks import checked
from fpcase.model.dates import Edtf
from fpcase.model.ids import ActorId, DecisionId, VariableId
from fpcase.model.notebook import Shown
from fpcase.model.sources import Locator
from fpcase.model.terms import Basis, Certainty, DecisionKind


@attrs.frozen(kw_only=True, field_transformer=checked)
class Reading:
    """What a text says of a condition or an outcome of a decision.

    In a case file, a value alone stands for a reading without a locator, and one reading for a list
    of one; where works differ, each has its reading.

    Attributes:
        value: The value of the condition or outcome.
        basis: Whether the text states or implies it, or the coder infers it.
        certainty: How sure the author sounds.
        at: Where a text says so.
    """

    ALONE: ClassVar[bool] = True
    """One reading stands for a list of one."""
    SHORT: ClassVar[str] = "value"

    value: str
    basis: Basis = Basis.EXPLICIT
    certainty: Certainty = Certainty.PLAIN
    at: tuple[Locator, ...] = attrs.field(default=(), converter=tupled)

    def __str__(self) -> str:
        """The value."""
        return self.value


DecisionCell = tuple[Reading, ...] | None
"""What the texts say of one variable when a decision was made; None where they are silent."""


def values_in(cell: DecisionCell) -> tuple[str, ...]:
    """The values that the texts give, each once; none where they are silent.

    >>> values_in((Reading(value="yes"), Reading(value="no"), Reading(value="yes")))
    ('yes', 'no')
    """
    return tuple(dict.fromkeys(reading.value for reading in cell or ()))


@attrs.frozen(kw_only=True, field_transformer=checked)
class Decision(Shown):
    """An episode in which an actor decided something.

    Attributes:
        id: Its id in the case.
        title: What was decided.
        date: When.
        actor: Who decided.
        kind: What kind of act it is.
        outcomes: Outcome variables with what the texts say of them; nothing where they are
            silent. An outcome that is not listed was not asked about.
        conditions: Conditions with what the texts say of them; nothing where they are silent.
        at: Passages that report the episode.
    """

    id: DecisionId
    title: str
    date: Edtf
    actor: ActorId
    kind: DecisionKind
    outcomes: Catalogue[VariableId, DecisionCell] = attrs.field(
        factory=Catalogue, converter=catalogue
    )
    conditions: Catalogue[VariableId, DecisionCell] = attrs.field(
        factory=Catalogue, converter=catalogue
    )
    at: tuple[Locator, ...] = attrs.field(default=(), converter=tupled)

    def readings(self) -> Iterator[tuple[str, VariableId, int, Reading]]:
        """Every reading with ``outcomes`` or ``conditions``, its variable and its number there."""
        for part, cells in (("outcomes", self.outcomes), ("conditions", self.conditions)):
            for variable, cell in cells.items():
                for number, reading in enumerate(cell or ()):
                    yield part, variable, number, reading
