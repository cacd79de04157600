"""What an author says of a matter: the one record that every verb, figure and file reads.

Beside it stand broader terms, the filters, and what of a case is looked at.
"""

from fpcase.statements.bundles import Bundles
from fpcase.statements.filters import Filters
from fpcase.statements.record import Matter, Statement, Voice, said_in
from fpcase.statements.scopes import Scope, scope_of
from fpcase.statements.signs import Position
from fpcase.statements.views import View

__all__ = [
    "Bundles",
    "Filters",
    "Matter",
    "Position",
    "Scope",
    "Statement",
    "View",
    "Voice",
    "said_in",
    "scope_of",
]
