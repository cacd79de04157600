"""Decisions compared by conditions and outcomes, whatever the silent cells hold."""

import lazy_loader

# The names stand in __init__.pyi; numpy and scipy are needed by few.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
