"""Short forms: what a text alone, a number or a list of two may stand for in a case file."""

import re
from collections.abc import Mapping
from typing import Any

from fpcase.model.claims import JointCause
from fpcase.model.decisions import Reading
from fpcase.model.evidence import Chance
from fpcase.model.theories import Selector
from fpcase.model.variables import Broader

NUMBER = re.compile(r"[+-]?([0-9]{1,18}(\.[0-9]{0,24})?|\.[0-9]{1,18})([eE][+-]?[0-9]{1,3})?")
"""What a number looks like in a case file."""

ALONE_IN: Mapping[type, str] = {JointCause: "variable", Broader: "variable", Reading: "value"}
"""Record -> the key that a text alone stands for."""

SELECTOR_WORDS = ("outcome", "policy")
"""The words that alone are a selector: `outcome` for ``{outcome: true}``."""


def spelled_out(value: Any, kind: Any) -> Any:  # noqa: ANN401 - trees and types
    """A value with the short forms that a record allows written out in full."""
    if kind is Chance:
        return _both_ends(value)
    if isinstance(value, str):
        if kind in ALONE_IN:
            return {ALONE_IN[kind]: value}
        if kind is Selector and value in SELECTOR_WORDS:
            return {value: "true"}
    return value


def _both_ends(value: Any) -> Any:  # noqa: ANN401 - trees
    """A chance written out: a number alone is both ends, a list of two the least and the most."""
    ends = 2
    if isinstance(value, list) and len(value) == ends:
        return dict(zip(("low", "high"), value, strict=True))
    if not isinstance(value, str):
        return value
    return {"low": value, "high": value} if NUMBER.fullmatch(value) else {"word": value}


def in_short(tree: dict[str, Any], kind: type) -> Any:  # noqa: ANN401 - a tree
    """A record's tree in the shortest form that is read back as the same."""
    if list(tree) == [ALONE_IN.get(kind)]:
        return next(iter(tree.values()))
    if kind is Selector and list(tree.values()) == [True]:
        return next(iter(tree))
    if kind is Chance:
        ends = [tree.get("low"), tree.get("high")]
        return tree.get("word", ends[0] if ends[0] == ends[1] else ends)
    return tree


SHORT_FORMS = frozenset({*ALONE_IN, Selector, Chance})
"""Records that have a short form."""
