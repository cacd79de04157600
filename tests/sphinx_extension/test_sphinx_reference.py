"""The reference page of the extension, which is made from the directives themselves."""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from fpcase.figures import FIGURES
from fpcase.sphinx.domain import KINDS
from fpcase.sphinx.tables import RESULTS
from fpcase.studies import Study
from fpcase.verbs import options

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture
def page() -> Iterator[Any]:
    """The module that makes the page, which lies beside Sphinx's configuration."""
    sys.path.insert(0, str(DOCS))
    try:
        yield import_module("extension_page")
    finally:
        sys.path.remove(str(DOCS))


def test_every_option_of_every_directive_is_on_the_page(page: Any) -> None:  # noqa: ANN401 - a module
    """An option that is not there is one that nobody finds."""
    text = page.extension_page()
    for verb in (Study.draw, *RESULTS.values()):
        for name, option in options(verb).items():
            assert name == "authors" or f"`{name.replace('_', '-')}`\n: {option.meaning}" in text
    for word in (*KINDS, *FIGURES, *RESULTS, *page.OWN):
        assert word in text


def test_each_option_says_what_is_written_for_it(page: Any) -> None:  # noqa: ANN401 - a module
    """From the types in the verb's signature, by which it is read too."""
    text = page.extension_page()
    for said in (
        "(a number or `auto` or `all`)",
        "(pairs such as `oil-price=gas-price`)",
        "(words, parted by commas)",
        "(yes or no)",
        "(text)",
    ):
        assert said in text
