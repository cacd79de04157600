"""What to install where Sphinx is missing."""

from importlib.util import find_spec

if find_spec("sphinx") is None:
    message = "fpcase.sphinx needs Sphinx; install it with: pip install 'fpcase[sphinx]'"
    raise ModuleNotFoundError(message, name="sphinx")
