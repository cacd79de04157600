"""What of a case is looked at: filters, always applied in one order."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from importlib.metadata import version
from typing import TypedDict

import attrs

from fpcase.comparison.concepts import combine_opposites, merge, zoom_out
from fpcase.diagrams.bundles import Bundles, Step, gather
from fpcase.diagrams.causal import Diagram, causal_diagram
from fpcase.model.cases import Case
from fpcase.model.claims import CausalClaim
from fpcase.model.dates import span
from fpcase.model.errors import FpcaseError
from fpcase.model.explanations import Explanation
from fpcase.model.ids import ExplanationId
from fpcase.model.terms import Basis, LevelOfAnalysis, Sign, Stance
from fpcase.statements.scopes import spans_overlap
from fpcase.statements.signs import ARROWS, position


class Filters(TypedDict, total=False):
    """What of a case to look at. Every comparison takes these, by name.

    They are applied in the order in which they stand here, whatever order they are given in.

    Attributes:
        include_inferred: Whether claims that are the coder's own reading count.
        include_reports: Whether what authors report of others counts as if they said it.
        period: Only claims whose period has a day in common with this one, and undated ones.
        opposites: Whether a variable is replaced by its opposite, with the sign turned round,
            so that the two are one.
        zoom: How many steps variables are rolled up to their broader terms.
        merges: Pairs of variables to take as one: the first is replaced by the second.
        levels: Only claims both ends of which lie at these levels of analysis.
    """

    include_inferred: bool
    include_reports: bool
    period: str | None
    opposites: bool
    zoom: int
    merges: Sequence[tuple[str, str]]
    levels: Sequence[str]


FILTERS = tuple(Filters.__annotations__)
"""The filters' names, in the order in which they are applied."""


@attrs.frozen(kw_only=True, eq=False)
class View:
    """A case as filters leave it.

    Attributes:
        case: The case with the claims that count, in the variables that count.
        whole: The case as it was.
        include_inferred: Whether the coder's own readings count.
        include_reports: Whether reports count.
        applied: What other filters did, in the order in which they were applied.
    """

    case: Case
    whole: Case = attrs.field(repr=False)
    include_inferred: bool = False
    include_reports: bool = False
    applied: tuple[str, ...] = ()

    @property
    def authors(self) -> tuple[ExplanationId, ...]:
        """The authors, in the order asked for."""
        return tuple(self.case.explanations)

    @cached_property
    def web(self) -> Bundles:
        """What carries chains, pooled from all authors."""
        carrying = {Stance.ASSERTS, *([Stance.REPORTS] if self.include_reports else [])}
        return gather(
            (cause, claim.effect, Step(key=key, author=author.id, sign=said, claim=claim))
            for key, author, claim in self.case.claims()
            if claim.stance in carrying
            for cause, sign in claim.signed_causes
            if (said := position(sign, Stance.ASSERTS)) in ARROWS
        )

    def diagram(self, *authors: str, expand: bool = False) -> Diagram:
        """The causal diagram of what counts; of these authors only, if any are named.

        Args:
            authors: Ids of explanations.
            expand: Whether to spell out intervening variables.

        >>> import fpcase
        >>> from fpcase.comparison import view_case
        >>> case = fpcase.load_case(fpcase.bundled_case("ukraine"))
        >>> view_case(case).diagram("cai-2022").graph["authors"]
        ('cai-2022',)
        """
        stances = [Stance.ASSERTS, *([Stance.REPORTS] if self.include_reports else [])]
        diagram = causal_diagram(
            self.case, authors or None, stances=stances, expand=expand, include_inferred=True
        )
        silent = [
            (cause, effect, key)
            for cause, effect, key, data in diagram.edges(keys=True, data=True)
            if position(Sign(data["sign"]), Stance.ASSERTS) not in ARROWS
        ]
        diagram.remove_edges_from(silent)
        diagram.remove_nodes_from({n for edge in silent for n in edge[:2] if not diagram.degree(n)})
        return diagram

    @property
    def basis(self) -> str:
        """The end of every caption: on which claims, with which filters, of which version."""
        inferred = "with" if self.include_inferred else "without"
        reports = "with" if self.include_reports else "without"
        filters = f"; filters: {'; '.join(self.applied)}" if self.applied else ""
        number = len(self.authors)
        return (
            f"{number} author{'' if number == 1 else 's'}, {inferred} inferred claims, {reports} "
            f"reports{filters}. Case {self.case.id}, version {self.case.version}; "
            f"fpcase {version('fpcase')}."
        )


def view_case(
    case: Case, authors: Iterable[str] | None = None, filters: Filters | None = None
) -> View:
    """A case as filters leave it.

    Args:
        case: The case.
        authors: Ids of explanations; all if left out.
        filters: What to look at.

    Raises:
        FpcaseError: an author, a variable or a level is unknown, or a period is no date.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> view_case(case, ["cai-2022"], {"levels": ["system"], "zoom": 1}).applied[0]
    'variables rolled up 1 step to broader terms (25 variables; 0 claims within one term left out)'
    """
    given: Filters = filters or {}
    whole = case
    case = attrs.evolve(case, explanations=_chosen(case, authors))
    inferred = given.get("include_inferred", False)
    reports = given.get("include_reports", False)
    if not inferred:
        case = _keep(case, lambda claim: claim.basis is not Basis.INFERRED)
    if not reports:
        case = _keep(case, lambda claim: claim.stance is not Stance.REPORTS)
    applied = []
    if period := given.get("period"):
        case, said = _in_period(case, period)
        applied.append(said)
    if given.get("opposites"):
        case, said = combine_opposites(case)
        applied.append(said)
    if steps := given.get("zoom"):
        case, said = zoom_out(case, steps)
        applied.append(said)
    for one, other in given.get("merges", ()):
        case, said = merge(case, one, other)
        applied.append(said)
    if levels := given.get("levels"):
        case, said = _at_levels(case, levels)
        applied.append(said)
    return View(
        case=case,
        whole=whole,
        include_inferred=inferred,
        include_reports=reports,
        applied=tuple(applied),
    )


def _chosen(case: Case, authors: Iterable[str] | None) -> dict[ExplanationId, Explanation]:
    if isinstance(authors, str):
        authors = [authors]
    wanted = list(case.explanations) if authors is None else list(authors)
    return {known_author(case, a): case.explanations[ExplanationId(a)] for a in wanted}


def at_least_one(**caps: int) -> None:
    """Refuse a cap below 1.

    Raises:
        FpcaseError: one of them is; the message names it.
    """
    for name, cap in caps.items():
        if cap < 1:
            message = f"{name}: expected a number above 0, found {cap}"
            raise FpcaseError(message)


def known_author(case: Case, author: str) -> ExplanationId:
    """The author with this id.

    Raises:
        FpcaseError: there is none; the message names those that there are.
    """
    if author not in case.explanations:
        known = ", ".join(case.explanations) or "none"
        message = f"the case has no author {author!r}; there is {known}"
        raise FpcaseError(message)
    return ExplanationId(author)


def _keep(case: Case, counts: Callable[[CausalClaim], bool]) -> Case:
    explanations = {}
    for author, explanation in case.explanations.items():
        kept = {id_: claim for id_, claim in explanation.claims.items() if counts(claim)}
        fewer = len(kept) < len(explanation.claims)
        explanations[author] = attrs.evolve(explanation, claims=kept) if fewer else explanation
    return attrs.evolve(case, explanations=explanations)


def _left_out(before: Case, after: Case) -> str:
    number = sum(1 for _ in before.claims()) - sum(1 for _ in after.claims())
    return f"{number} claim{'' if number == 1 else 's'} left out"


def _in_period(case: Case, period: str) -> tuple[Case, str]:
    try:
        wanted = span(period)
    except ValueError as error:
        message = f"the period to look at: {error}"
        raise FpcaseError(message) from None
    kept = _keep(case, lambda c: not c.period or spans_overlap(span(c.period), wanted))
    undated = sum(not claim.period for _, _, claim in kept.claims())
    return kept, f"period {period}, {undated} undated claims kept ({_left_out(case, kept)})"


def _at_levels(case: Case, levels: Sequence[str]) -> tuple[Case, str]:
    if isinstance(levels, str):
        levels = [levels]
    known = [level.value for level in LevelOfAnalysis]
    for level in levels:
        if level not in known:
            message = f"there is no level of analysis {level!r}; there is {', '.join(known)}"
            raise FpcaseError(message)
    wanted = {LevelOfAnalysis(level) for level in levels}
    kept = _keep(
        case,
        lambda claim: all(
            case.variables[variable].level in wanted
            for variable in (*(cause for cause, _ in claim.signed_causes), claim.effect)
        ),
    )
    return kept, f"both ends at {' or '.join(levels)} level ({_left_out(case, kept)})"
