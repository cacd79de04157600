"""The Sphinx extension: pages, pictures and tables of a project's own cases, and links to them.

In `conf.py`::

    extensions = ["fpcase.sphinx"]
    fpcase_cases = {"kazakhstan": "../cases/kazakhstan"}

Each case gets its pages, in the folder ``cases/kazakhstan`` beside the project's other pages; the
roles and directives can be used on any page. ``pip install 'fpcase[sphinx]'`` brings Sphinx.
"""

from importlib.util import find_spec

if find_spec("sphinx") is None:
    message = "fpcase.sphinx needs Sphinx; install it with: pip install 'fpcase[sphinx]'"
    raise ModuleNotFoundError(message, name="sphinx")

from fpcase.sphinx.extension import setup

__all__ = ["setup"]
