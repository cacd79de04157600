"""Statements on conditions: literals, joined by "and" and "or"."""

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

import attrs

from fpcase.model import Case, VariableId
from fpcase.model.decisions import values_in
from fpcase.model.signatures import checked, one_of, refuse

Value = str | float
"""A value of a variable; of a variable with anchors, the membership that its number gives."""
MOST = 12
"""On more variables than this no question is asked: too few decisions could answer it."""
_SYMBOLS = {"*": " and ", "+": " or ", "~": " not "}
"""What R's QCA writes, and how it reads here."""


@attrs.frozen(kw_only=True)
class Literal:
    """A set of decisions: those in which a variable has a value.

    Attributes:
        variable: The variable.
        value: The value; none for being in the variable's own set, as "yes" is.
        negated: Whether it is the set of all other decisions.
    """

    variable: VariableId
    value: str | None = None
    negated: bool = False

    def __str__(self) -> str:
        """The literal as it is typed."""
        value = f"={self.value}" if self.value else ""
        return f"{'not ' * self.negated}{self.variable}{value}"

    def named(self, case: Case) -> str:
        """The literal as a reader knows it, by the name of its variable.

        Args:
            case: The case.
        """
        value = f" ({self.value})" if self.value else ""
        return f"{'not ' * self.negated}“{case.variables[self.variable].name}”{value}"

    def degree(self, value: Value, case: Case) -> float:
        """How far a value makes a decision a member of the set, from 0 to 1.

        Args:
            value: The value of its variable.
            case: The case, which may grade the values.
        """
        found = value if isinstance(value, float) else float(value == (self.value or "yes"))
        if self.value is None:
            found = case.variables[self.variable].membership.get(str(value), found)
        return 1 - found if self.negated else found


@attrs.frozen(kw_only=True)
class Expression:
    """Literals that hold together, or others that do: "a and b or not c".

    Attributes:
        terms: Alternatives, each a set of literals that hold together.

    >>> expression = Expression(terms=((Literal(variable="a"), Literal(variable="b")),
    ...                                (Literal(variable="c", negated=True),)))
    >>> str(expression), expression.variables
    ('a and b or not c', ('a', 'b', 'c'))
    """

    terms: tuple[tuple[Literal, ...], ...]

    def __str__(self) -> str:
        """The expression as it is typed."""
        return self._joined(str)

    def named(self, case: Case) -> str:
        """The expression as a reader knows it.

        Args:
            case: The case.
        """
        return self._joined(lambda one: one.named(case))

    def _joined(self, said: Callable[[Literal], str]) -> str:
        return " or ".join(" and ".join(map(said, term)) for term in self.terms)

    @property
    def variables(self) -> tuple[VariableId, ...]:
        """The variables that it names, each once."""
        return tuple(dict.fromkeys(one.variable for term in self.terms for one in term))

    def degree(self, values: Mapping[VariableId, Value], case: Case) -> float:
        """How far a decision with these values is in the set: the least "and", the most "or".

        Args:
            values: Variable -> its value.
            case: The case, which may grade the values.
        """
        return max(
            min(one.degree(values[one.variable], case) for one in term) for term in self.terms
        )


def calibrated(number: float, anchors: Mapping[str, float]) -> float:
    """The membership of a number, by the direct method (Ragin 2008, Redesigning Social Inquiry).

    Ragin puts the outer anchors at log odds of 3 either way; here they stand at a membership of
    .95 and .05, as in R's QCA.

    Args:
        number: The number.
        anchors: At which number a decision is fully out, at the crossover, fully in.

    >>> anchors = {"out": 0, "crossover": 10, "in": 30}
    >>> [round(calibrated(number, anchors), 2) for number in (0, 10, 30)]
    [0.05, 0.5, 0.95]
    """
    out, crossover, full = (anchors[name] for name in ("out", "crossover", "in"))
    inside = (number - crossover) * (full - crossover) >= 0
    scale = full - crossover if inside else crossover - out
    return 1 / (1 + math.exp(-math.log(19) * (number - crossover) / scale))


def values_of(case: Case, variable: VariableId) -> tuple[str, ...]:
    """The values that a variable may have in decisions; none for a number.

    Args:
        case: The case.
        variable: The variable.
    """
    known = case.variables[variable]
    if known.anchors:
        return ()
    if known.values or known.membership:
        return known.values or tuple(known.membership)
    held = [d.outcomes.get(variable) or d.conditions.get(variable) for d in case.decisions.values()]
    told = {value for cell in held for value in values_in(cell)}
    return ("no", "yes") if told <= {"no", "yes"} else tuple(sorted(told))


def has_own_set(case: Case, variable: VariableId) -> bool:
    """Whether a variable alone names a set: it takes "yes", or its values are graded.

    Args:
        case: The case.
        variable: The variable.
    """
    known = case.variables[variable]
    return bool(known.anchors or known.membership) or "yes" in values_of(case, variable)


@checked
def literals(case: Case, variable: VariableId) -> tuple[Literal, ...]:
    """The sets that a condition divides decisions into, the least first.

    Args:
        case: The case.
        variable: The condition.
    """
    known, values = case.variables[variable], values_of(case, variable)
    if known.anchors or known.membership or {*values} == {"no", "yes"}:
        return (Literal(variable=variable, negated=True), Literal(variable=variable))
    return tuple(Literal(variable=variable, value=value) for value in values)


def read_expression(option: str, text: str, case: Case, known: Iterable[VariableId]) -> Expression:
    """The expression that a text says; R's QCA may have written it.

    Args:
        option: What the text was given for.
        text: Such as "a and not b or c=high", or "a*~b + c".
        case: The case.
        known: The variables that it may name.

    Raises:
        OptionError: a variable or a value is unknown, or a term says nothing.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> known = ["economic-shock", "domestic-unrest"]
    >>> str(read_expression("sufficient", "ECONOMIC.SHOCK*~domestic.unrest", case, known))
    'economic-shock and not domestic-unrest'
    """
    for symbol, word in _SYMBOLS.items():
        text = text.replace(symbol, word)
    terms = [re.split(r"(?<!\S)and(?!\S)", term) for term in re.split(r"(?<!\S)or(?!\S)", text)]
    names = tuple(known)
    found = tuple(tuple(_literal(option, one, case, names) for one in term) for term in terms)
    expression = Expression(terms=found)
    if len(expression.variables) > MOST:
        refuse(option, f"at most {MOST} variables", text)
    return expression


def _literal(option: str, text: str, case: Case, known: Sequence[VariableId]) -> Literal:
    *words, name = text.split() or [""]
    name, _, value = name.partition("=")
    plain = {one.lower(): one for one in known}
    name = plain.get(VariableId(name.lower().replace(".", "-")), name)
    variable = VariableId(one_of(option, name, known))
    if words not in ([], ["not"]):
        refuse(option, "'a and not b or c'", text.strip())
    values = values_of(case, variable)
    if value:
        one_of(option, value, values, f"a value of {variable}:")
    elif not has_own_set(case, variable):
        refuse(option, " or ".join(f"{variable}={one}" for one in values), text.strip())
    return Literal(variable=variable, value=value or None, negated=bool(words))
