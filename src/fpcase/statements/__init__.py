"""What an author says of a matter: the one record that every verb, figure and file reads.

Beside it stand broader terms, the filters, and what of a case is looked at.
"""

from fpcase.statements.bundles import Bundle, Bundles, gather
from fpcase.statements.concepts import ancestry, combine_opposites, known_variable, merge
from fpcase.statements.filters import Filters
from fpcase.statements.record import Matter, Statement, Voice, said_in
from fpcase.statements.scopes import Scope, scope_of
from fpcase.statements.signs import Position
from fpcase.statements.views import View, known_author, view_of

__all__ = [
    "Bundle",
    "Bundles",
    "Filters",
    "Matter",
    "Position",
    "Scope",
    "Statement",
    "View",
    "Voice",
    "ancestry",
    "combine_opposites",
    "gather",
    "known_author",
    "known_variable",
    "merge",
    "said_in",
    "scope_of",
    "view_of",
]
