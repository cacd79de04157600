"""Episodes of foreign policy, with what was decided and under which conditions."""

import attrs

from fpcase.model.catalogue import Catalogue, catalogue, tupled
from fpcase.model.checks import checked
from fpcase.model.dates import Edtf
from fpcase.model.ids import ActorId, DecisionId, VariableId
from fpcase.model.sources import Locator
from fpcase.model.terms import DecisionKind


@attrs.frozen(kw_only=True, field_transformer=checked)
class Reading:
    """What the texts say of a condition when a decision was made.

    Attributes:
        value: The condition's value.
        at: Where a text says so.
    """

    value: str
    at: tuple[Locator, ...] = attrs.field(default=(), converter=tupled)


@attrs.frozen(kw_only=True, field_transformer=checked)
class Decision:
    """An episode: an actor decided something at a date.

    Attributes:
        id: How the case calls it.
        title: What was decided.
        date: When.
        actor: Who decided.
        kind: What kind of act it is.
        outcomes: Outcome variables with their values.
        conditions: Conditions with what the texts say of them; None where they are silent.
        at: Where a text tells of the episode.
    """

    id: DecisionId
    title: str
    date: Edtf
    actor: ActorId
    kind: DecisionKind
    outcomes: Catalogue[VariableId, str] = attrs.field(factory=Catalogue, converter=catalogue)
    conditions: Catalogue[VariableId, Reading | None] = attrs.field(
        factory=Catalogue, converter=catalogue
    )
    at: tuple[Locator, ...] = attrs.field(default=(), converter=tupled)
