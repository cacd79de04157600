"""What of a case is looked at."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any, Self

import attrs

from fpcase.model.cases import Case
from fpcase.model.errors import FpcaseError
from fpcase.model.explanations import Explanation
from fpcase.model.ids import ExplanationId
from fpcase.model.options import words
from fpcase.model.signatures import checked
from fpcase.model.wording import counted
from fpcase.statements.bundles import Bundles, gather
from fpcase.statements.filters import Filters, apply_filters
from fpcase.statements.record import Statement, Voice, said_in


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
            FpcaseError: an author, a variable or a level is unknown, or a value is not such.

        >>> import fpcase
        >>> study = fpcase.statements.View.of(fpcase.load_case(fpcase.bundled_case("kazakhstan")))
        >>> study.only("cai-2022", period="2014/..").authors
        ('cai-2022',)
        """
        given: dict[str, Any] = {
            "include_inferred": include_inferred,
            "include_reports": include_reports,
            "period": period,
            "opposites": opposites,
            "zoom": zoom,
            "merges": merges,
            "levels": levels,
        }
        changes = {name: value for name, value in given.items() if value is not None}
        for author in authors:
            known_author(self.case, author)
        filters = attrs.evolve(self.filters, **changes)
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
