"""Texts and pages on a case: in words, and how it was coded."""

import lazy_loader

# The names stand in __init__.pyi; a description needs nothing of what a report on coding does.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
