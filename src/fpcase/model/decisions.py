"""Who decides or acts, and what was decided under which conditions."""

from collections.abc import Iterator
from typing import ClassVar

import attrs

from fpcase.model.dates import Edtf
from fpcase.model.fields import Catalogue, catalogue, checked, tupled
from fpcase.model.ids import ActorId, DecisionId, VariableId
from fpcase.model.notebook import Shown
from fpcase.model.sources import Locator
from fpcase.model.terms import ActorKind, Basis, Certainty, DecisionKind


def years(since: str | None, until: str | None) -> str:
    """From when to when something was held, in brackets.

    >>> years("1991", None), years("1991", "2019"), years(None, None)
    (' (since 1991)', ' (1991 to 2019)', '')
    """
    if since and until:
        return f" ({since} to {until})"
    if since:
        return f" (since {since})"
    return f" (until {until})" if until else ""


@attrs.frozen(kw_only=True, field_transformer=checked)
class Office:
    """A position that a person holds.

    Attributes:
        title: Its name, such as ``President``.
        of: The state or organisation that it belongs to.
        since: When the person took it.
        until: When the person left it.
    """

    title: str
    of: ActorId | None = None
    since: Edtf | None = None
    until: Edtf | None = None

    def __str__(self) -> str:
        """Title, of what, and when."""
        of = f" of {self.of}" if self.of else ""
        return f"{self.title}{of}{years(self.since, self.until)}"


@attrs.frozen(kw_only=True, field_transformer=checked)
class Membership:
    """An actor's belonging to an organisation.

    Attributes:
        organisation: The organisation.
        since: When it joined.
        until: When it left.
        capacity: Its status, such as ``founding member`` or ``non-permanent member``.
    """

    organisation: ActorId
    since: Edtf | None = None
    until: Edtf | None = None
    capacity: str | None = None

    def __str__(self) -> str:
        """In what, as what, and when."""
        capacity = f", {self.capacity}" if self.capacity else ""
        return f"{self.organisation}{capacity}{years(self.since, self.until)}"


@attrs.frozen(kw_only=True, field_transformer=checked)
class Actor(Shown):
    """Somebody who decides or acts: a state, an organisation, a person.

    Attributes:
        id: Its id in the case.
        name: Its full name.
        kind: What kind of actor it is.
        codes: Its codes in other schemes, such as ``iso-3166-1: KAZ``.
        offices: For a person: positions held.
        memberships: Organisations that it belongs to.
    """

    id: ActorId
    name: str
    kind: ActorKind
    codes: Catalogue[str, str] = attrs.field(factory=Catalogue, converter=catalogue)
    offices: tuple[Office, ...] = attrs.field(default=(), converter=tupled)
    memberships: tuple[Membership, ...] = attrs.field(default=(), converter=tupled)


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
