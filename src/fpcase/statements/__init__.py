"""What an author says of a matter: the one record that every verb, figure and file reads."""

from fpcase.statements.record import Matter, Statement, Voice, said_in
from fpcase.statements.scopes import Scope, scope_of
from fpcase.statements.signs import Position

__all__ = ["Matter", "Position", "Scope", "Statement", "Voice", "said_in", "scope_of"]
