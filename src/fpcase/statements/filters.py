"""Filters: what of a case is looked at, always applied in one order."""

from collections.abc import Callable, Iterable
from typing import Any

import attrs

from fpcase.model.cases import Case
from fpcase.model.claims import CausalClaim, DescriptiveClaim
from fpcase.model.dates import span
from fpcase.model.explanations import Prediction
from fpcase.model.ids import VariableId
from fpcase.model.options import (
    OptionError,
    members,
    refuse,
    text,
    words,
    yes_or_no,
)
from fpcase.model.terms import Basis, LevelOfAnalysis, Stance
from fpcase.model.wording import counted
from fpcase.statements.concepts import combine_opposites, merge, zoom_to
from fpcase.statements.record import spans_overlap


def _is_yes_or_no(_: object, field: "attrs.Attribute[bool]", value: object) -> None:
    yes_or_no(field.name, value)


def _is_dates(_: object, field: "attrs.Attribute[str | None]", value: object) -> None:
    if value is not None:
        try:
            span(text(field.name, value, "dates such as 2014 or 1991/2014"))
        except ValueError as error:
            raise OptionError(field.name, str(error)) from None


def _terms(value: str | Iterable[str]) -> tuple[str, ...]:
    return words("zoom", value, "ids of broader terms")


def _levels(value: str | Iterable[str | LevelOfAnalysis]) -> tuple[LevelOfAnalysis, ...]:
    return members("levels", value, LevelOfAnalysis)


def _pairs(value: Iterable[Iterable[str]]) -> tuple[tuple[str, str], ...]:
    expected = "pairs of variables, of which the first is replaced by the second"
    two = 2
    if isinstance(value, str) or not isinstance(value, Iterable):
        refuse("merges", expected, value)
    listed: tuple[Any, ...] = tuple(value)
    if len(listed) == two and all(isinstance(one, str) for one in listed):
        listed = (listed,)
    found = []
    for pair in listed:
        one, *others = words("merges", pair, expected) or ("",)
        if isinstance(pair, str) or len(others) != 1:
            refuse("merges", expected, pair)
        found.append((one, others[0]))
    return tuple(found)


@attrs.frozen(kw_only=True)
class Filters:
    """What of a case to look at.

    Filters are applied in the order in which they stand here.

    Attributes:
        include_inferred: Whether claims that are the coder's own reading count.
        include_reports: Whether what authors report of others counts as if they said it.
        period: Only claims whose period has a day in common with this one, and undated ones.
        opposites: Whether a variable is replaced by its opposite, with the sign turned round,
            so that the two are one.
        zoom: Broader terms that are put in place of all variables under them.
        merges: Pairs of variables to take as one: the first is replaced by the second.
        levels: Only claims both ends of which lie at these levels of analysis.

    >>> Filters(levels="system").levels
    (<LevelOfAnalysis.SYSTEM: 'system'>,)
    >>> Filters(period="lately")
    Traceback (most recent call last):
        ...
    fpcase.model.options.OptionError: period: 'lately' is not a date like 2014, 2014-03, ...
    """

    include_inferred: bool = attrs.field(default=False, validator=_is_yes_or_no)
    include_reports: bool = attrs.field(default=False, validator=_is_yes_or_no)
    period: str | None = attrs.field(default=None, validator=_is_dates)
    opposites: bool = attrs.field(default=False, validator=_is_yes_or_no)
    zoom: tuple[str, ...] = attrs.field(default=(), converter=_terms)
    merges: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_pairs)
    levels: tuple[LevelOfAnalysis, ...] = attrs.field(default=(), converter=_levels)


def apply_filters(case: Case, filters: Filters) -> tuple[Case, tuple[str, ...]]:
    """A case as filters leave it, and what each of them did.

    Raises:
        FpcaseError: a variable that is to be merged is unknown.
    """
    if not filters.include_inferred:
        case = _keep(case, lambda claim: claim.basis is not Basis.INFERRED)
    if not filters.include_reports:
        case = _keep(case, lambda claim: claim.stance is not Stance.REPORTS)
    applied = []
    for asked, apply in _STEPS.items():
        if value := getattr(filters, asked):
            case, said = apply(case, value)
            applied.append(said)
    return case, tuple(applied)


def _keep(
    case: Case,
    counts: Callable[[CausalClaim | DescriptiveClaim], bool],
    expects: Callable[[Prediction], bool] = lambda _: True,
) -> Case:
    """The case with the claims that count, and the predictions that do."""
    explanations = {}
    for author, one in case.explanations.items():
        claims = {id_: claim for id_, claim in one.claims.items() if counts(claim)}
        described = {id_: claim for id_, claim in one.descriptions.items() if counts(claim)}
        predictions = tuple(filter(expects, one.predictions))
        kept = (len(claims), len(described), len(predictions))
        whole = (len(one.claims), len(one.descriptions), len(one.predictions))
        explanations[author] = (
            one
            if kept == whole
            else attrs.evolve(one, claims=claims, descriptions=described, predictions=predictions)
        )
    return attrs.evolve(case, explanations=explanations)


def _left_out(before: Case, after: Case) -> str:
    number = sum(1 for _ in before.claims()) - sum(1 for _ in after.claims())
    return f"{counted(number, 'claim')} left out"


def _in_period(case: Case, period: str) -> tuple[Case, str]:
    wanted = span(period)

    def is_within(period: str | None) -> bool:
        return not period or spans_overlap(span(period), wanted)

    kept = _keep(case, lambda claim: is_within(claim.period), lambda one: is_within(one.due))
    undated = sum(not claim.period for _, _, claim in kept.claims())
    said = f"period {period}, {counted(undated, 'undated claim')} kept ({_left_out(case, kept)})"
    return kept, said


def _as_one(case: Case, merges: tuple[tuple[str, str], ...]) -> tuple[Case, str]:
    applied = []
    for one, other in merges:
        case, said = merge(case, one, other)
        applied.append(said)
    return case, "; ".join(applied)


def _at_levels(case: Case, levels: tuple[LevelOfAnalysis, ...]) -> tuple[Case, str]:

    def is_there(*ends: VariableId) -> bool:
        return all(case.variables[variable].level in levels for variable in ends)

    kept = _keep(
        case,
        lambda claim: is_there(*_ends(claim)),
        lambda one: one.variable is None or is_there(one.variable),
    )
    named = " or ".join(level.value for level in levels)
    return kept, f"both ends at the {named} level ({_left_out(case, kept)})"


def _ends(claim: CausalClaim | DescriptiveClaim) -> tuple[VariableId, ...]:
    if isinstance(claim, DescriptiveClaim):
        return (claim.variable,)
    return (*(cause for cause, _ in claim.signed_causes), claim.effect)


_STEPS: dict[str, Callable[[Case, Any], tuple[Case, str]]] = {
    "period": _in_period,
    "opposites": lambda case, _: combine_opposites(case),
    "zoom": zoom_to,
    "merges": _as_one,
    "levels": _at_levels,
}
"""What applies a filter and says what that did, in the order in which they are applied."""
