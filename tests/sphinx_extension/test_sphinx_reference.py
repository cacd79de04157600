"""The reference page of the extension, which is made from the directives themselves."""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from fpcase.figures import FIGURES
from fpcase.sphinx.asking import parameters
from fpcase.sphinx.domain import KINDS
from fpcase.sphinx.tables import RESULTS

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
    for name, function in [*((k, f.make) for k, f in FIGURES.items()), *RESULTS.items()]:
        entries = [part.partition("\n\n")[0] for part in text.split(f"\n`{name}`: ")[1:]]
        wanted = [f"`{option.replace('_', '-')}` (" for option in parameters(function)]
        assert any(all(option in entry for option in wanted) for entry in entries), name
    for word in (*KINDS, *page.OWN):
        assert f"`{word}`" in text


def test_each_option_says_what_is_written_for_it(page: Any) -> None:  # noqa: ANN401 - a module
    """From the types in the function's signature, by which it is read too."""
    text = page.extension_page()
    for said in (
        "`core` (a number or `auto` or `all`)",
        "`merges` (pairs such as `oil-price=gas-price`)",
        "`stances` (words, parted by commas)",
        "`opposites` (yes or no)",
        "`title` (text)",
    ):
        assert said in text
