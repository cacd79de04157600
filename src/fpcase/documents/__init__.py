"""Hand-written YAML as plain trees, with the place of everything and plain words for what is wrong.

The room knows nothing of cases. `document` reads a file and builds its tree, `inspection` looks
closely where something wants judging, `slips` explains what is not YAML.
"""

import lazy_loader

# The names stand in __init__.pyi.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
