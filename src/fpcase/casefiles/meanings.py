"""What a record, its fields and a vocabulary's words mean: read from their docstrings.

The schema for editors and the comments of a new case folder come from here, so that they
say what the code says.
"""

import ast
import inspect
import re
import textwrap
from collections.abc import Mapping
from enum import Enum
from functools import cache

import attrs

from fpcase.casefiles.layout import CaseHead
from fpcase.model.cases import Case

_SECTION = "Attributes:"
_DOCUMENTED_BY: Mapping[type, type] = {CaseHead: Case}
"""Records whose keys another record documents."""


def summary(kind: type) -> str:
    """The first paragraph of a record's or a vocabulary's docstring.

    >>> from fpcase.model import Actor
    >>> summary(Actor)
    'Somebody who decides or acts: a state, an organisation, a person.'
    """
    return _plain(_docstring(_DOCUMENTED_BY.get(kind, kind)).partition("\n\n")[0])


@cache
def field_meanings(kind: type) -> Mapping[str, str]:
    """Field -> what it means, from the docstring's section ``Attributes:``.

    >>> from fpcase.model import Condition
    >>> field_meanings(Condition)["value"]
    'The value that it must have.'
    """
    _, _, section = _docstring(_DOCUMENTED_BY.get(kind, kind)).partition(f"{_SECTION}\n")
    entries = re.split(
        r"^(\w+):", textwrap.dedent(section.partition("\n\n")[0]), flags=re.MULTILINE
    )
    found = dict(zip(entries[1::2], entries[2::2], strict=True))
    own = {field.name for field in attrs.fields(kind)}
    return {name: _plain(text) for name, text in found.items() if name in own}


@cache
def word_meanings(vocabulary: type[Enum]) -> Mapping[str, str]:
    """Word of a vocabulary -> what it means; words without a docstring mean what they say.

    >>> from fpcase.model import Stance
    >>> word_meanings(Stance)["denies"]
    'The author says that it is not so.'
    """
    (definition,) = ast.parse(textwrap.dedent(inspect.getsource(vocabulary))).body
    assert isinstance(definition, ast.ClassDef)  # noqa: S101 - the source of a class is a class
    found: dict[str, str] = {}
    for statement, after in zip(definition.body, [*definition.body[1:], None], strict=True):
        match statement, after:
            case (
                ast.Assign(targets=[ast.Name(id=name)]),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                found[str(vocabulary[name].value)] = _plain(text)
    return found


def _docstring(kind: type) -> str:
    return inspect.cleandoc(kind.__doc__ or "")


def _plain(text: str) -> str:
    """Text on one line, without the marks of reStructuredText."""
    return re.sub(r"``(.+?)``|`(.+?)`", r"'\1\2'", " ".join(text.split()))
