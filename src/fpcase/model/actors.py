"""Who decides or acts."""

import attrs

from fpcase.model.catalogue import Catalogue, catalogue, tupled
from fpcase.model.checks import checked
from fpcase.model.dates import Edtf
from fpcase.model.ids import ActorId
from fpcase.model.notebook import Shown
from fpcase.model.terms import ActorKind


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


@attrs.frozen(kw_only=True, field_transformer=checked)
class Membership:
    """An actor's belonging to an organisation.

    Attributes:
        organisation: The organisation.
        since: When it joined.
        until: When it left.
        capacity: As what, such as ``founding member`` or ``non-permanent member``.
    """

    organisation: ActorId
    since: Edtf | None = None
    until: Edtf | None = None
    capacity: str | None = None


@attrs.frozen(kw_only=True, field_transformer=checked)
class Actor(Shown):
    """Somebody who decides or acts: a state, an organisation, a person.

    Attributes:
        id: How the case calls it.
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
