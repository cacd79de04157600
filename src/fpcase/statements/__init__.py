"""What an author says of a matter: the one record that every verb, figure and file reads.

Beside it stand broader terms, the filters, and what of a case is looked at.
"""

import lazy_loader

# The names stand in __init__.pyi.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
