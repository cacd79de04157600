"""What of a case is looked at: filters, always applied in one order, and what they leave."""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, Self

import attrs

from fpcase.model.cases import Case
from fpcase.model.claims import CausalClaim, DescriptiveClaim, Explanation, Prediction
from fpcase.model.dates import span
from fpcase.model.errors import FpcaseError
from fpcase.model.ids import ExplanationId, VariableId
from fpcase.model.signatures import OptionError, checked, members, refuse, text, words, yes_or_no
from fpcase.model.terms import Basis, LevelOfAnalysis, Stance
from fpcase.model.wording import counted
from fpcase.statements.concepts import combine_opposites, merge, zoom_to
from fpcase.statements.record import Bundles, Statement, Voice, gather, said_in, spans_overlap


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
    fpcase.model.signatures.OptionError: period: 'lately' is not a date like 2014, 2014-03, ...
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


@attrs.frozen(kw_only=True, eq=False)
class View:
    """A case as filters leave it.

    What takes long is computed when it is first asked for, and kept.

    Attributes:
        case: The case with the claims that count, in the variables that count.
        whole: The case as it was.
        filters: What of it is looked at.
        applied: What filters did, in the order in which they were applied.
    """

    case: Case
    whole: Case = attrs.field(repr=False)
    filters: Filters = attrs.field(factory=Filters, repr=False)
    applied: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, case: Case, authors: Iterable[str] | None = None, filters: Filters | None = None
    ) -> Self:
        """A case as filters leave it.

        Args:
            case: The case.
            authors: Ids of explanations; all if left out.
            filters: What to look at.

        Raises:
            FpcaseError: an author, a variable or a level is unknown.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
        >>> View.of(case, filters=Filters(levels="system")).applied[0].partition(" (")[0]
        'both ends at the system level'
        """
        filters = filters or Filters()
        chosen = attrs.evolve(case, explanations=_chosen(case, authors))
        kept, applied = apply_filters(chosen, filters)
        return cls(case=kept, whole=case, filters=filters, applied=applied)

    @checked
    def only(  # noqa: PLR0913 - every filter by its name
        self,
        *authors: str,
        include_inferred: bool | None = None,
        include_reports: bool | None = None,
        period: str | None = None,
        opposites: bool | None = None,
        zoom: str | Iterable[str] | None = None,
        merges: Iterable[tuple[str, str]] | tuple[str, str] | None = None,
        levels: Iterable[str] | None = None,
    ) -> Self:
        """Look at some authors only, or at some claims; what is left out stays as it was.

        Args:
            authors: Ids of explanations; if none is named, those looked at so far.
            include_inferred: Also count the coder's own readings.
            include_reports: Also count what authors report of others, as if it were their own.
            period: Only claims about this period, such as 1991/2014, and undated claims.
            opposites: Treat a variable and its opposite as one.
            zoom: Replace all narrower variables with these broader terms.
            merges: Treat the first variable as the second.
            levels: Only claims with both ends at these levels of analysis.

        Raises:
            FpcaseError: an author, a variable or a level is unknown, or a value does not fit.

        >>> import fpcase
        >>> study = fpcase.statements.View.of(fpcase.load_case(fpcase.bundled_case("kazakhstan")))
        >>> study.only("cai-2022", period="2014/..").authors
        ('cai-2022',)
        """
        given = {name: value for name, value in locals().items() if value is not None}
        del given["self"], given["authors"]
        for author in authors:
            known_author(self.case, author)
        filters = attrs.evolve(self.filters, **given)
        view = View.of(self.whole, authors or self.authors, filters)
        return attrs.evolve(self, case=view.case, filters=filters, applied=view.applied)

    def unfiltered(self) -> Case:
        """The case as it is coded, which some questions are about.

        Raises:
            FpcaseError: an author or a filter was chosen.
        """
        if self.filters != Filters() or self.authors != tuple(self.whole.explanations):
            message = (
                "this describes the case as coded; call it on the whole case, "
                "before choosing authors or filters"
            )
            raise FpcaseError(message)
        return self.whole

    @property
    def authors(self) -> tuple[ExplanationId, ...]:
        """The authors, in the order asked for."""
        return tuple(self.case.explanations)

    @property
    def include_inferred(self) -> bool:
        """Whether the coder's own readings count."""
        return self.filters.include_inferred

    @property
    def include_reports(self) -> bool:
        """Whether what authors report of others counts as if they said it."""
        return self.filters.include_reports

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """What the authors say: reports too, in their own voice, and general premises."""
        authors = {author: self.whole.explanations[author] for author in self.authors}
        chosen = attrs.evolve(self.whole, explanations=authors)
        kept, _ = apply_filters(chosen, attrs.evolve(self.filters, include_reports=True))
        return tuple(
            said_in(kept, include_inferred=True, include_reports=self.filters.include_reports)
        )

    @cached_property
    def particular(self) -> tuple[Statement, ...]:
        """What the authors say of this case in particular, in every voice.

        Premises on states in general are no findings: no relation, count or chain has them.
        """
        return tuple(one for one in self.statements if not one.is_general)

    @cached_property
    def causal(self) -> tuple[Statement, ...]:
        """What the authors themselves say of causes and effects in this case."""
        return tuple(one for one in self.particular if one.is_causal and one.voice is Voice.OWN)

    @cached_property
    def bundles(self) -> Bundles:
        """What carries chains, pooled from all authors."""
        return gather(self.causal)

    @property
    def basis(self) -> str:
        """The end of every caption: on which claims, with which filters, of which version."""
        from importlib.metadata import version  # noqa: PLC0415 - slow to import, and seldom needed

        inferred = "with" if self.include_inferred else "without"
        reports = "are" if self.include_reports else "are not"
        filters = f"; filters: {'; '.join(self.applied)}" if self.applied else ""
        return (
            f"{counted(len(self.authors), 'author')}, {inferred} inferred claims; "
            f"reports {reports} counted as the authors' own claims{filters}. "
            f"Case {self.case.id}, version {self.case.version}; fpcase {version('fpcase')}."
        )


def view_of(of: object) -> View:
    """What is looked at; a case alone is looked at as a whole.

    Raises:
        FpcaseError: it is neither a case nor a study of one.
    """
    if isinstance(of, View):
        return of
    if not isinstance(of, Case):
        message = f"expected a case or a study of one, found {of!r}; fpcase.study creates a study"
        raise FpcaseError(message)
    return View.of(of)


@checked
def known_author(case: Case, author: object) -> ExplanationId:
    """The author with this id.

    Raises:
        FpcaseError: there is none; the message names those that there are.
    """
    if not isinstance(author, str) or author not in case.explanations:
        known = ", ".join(case.explanations) or "none"
        comma = isinstance(author, str) and "," in author
        hint = "; separate authors with spaces, not commas" if comma else ""
        message = f"the case has no author {author!r}; available: {known}{hint}"
        raise FpcaseError(message)
    return ExplanationId(author)


def _chosen(case: Case, authors: Iterable[str] | None) -> dict[ExplanationId, Explanation]:
    if authors is None:
        return dict(case.explanations)
    wanted = words("authors", authors, "ids of explanations")
    return {known_author(case, a): case.explanations[ExplanationId(a)] for a in wanted}
