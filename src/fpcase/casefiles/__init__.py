"""Case folders: read, checked, and written back."""

import lazy_loader

# The names stand in __init__.pyi; bibliographies and tables are read by few.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
