"""Who decides or acts."""

import attrs

from fpcase.model.catalogue import Catalogue, catalogue, tupled
from fpcase.model.checks import checked
from fpcase.model.dates import Edtf
from fpcase.model.ids import ActorId
from fpcase.model.notebook import Shown
from fpcase.model.terms import ActorKind


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
