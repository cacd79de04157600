"""The comparison of several authors: what they share, and where they part."""

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from itertools import combinations

import attrs

from fpcase.comparison import comparison_tables as tables
from fpcase.comparison.author_maps import AuthorMap, author_maps
from fpcase.comparison.outcomes import SharedOutcome, shared_outcomes
from fpcase.comparison.overlap import MEASURES
from fpcase.comparison.results import Result
from fpcase.comparison.roles import Role, roles
from fpcase.comparison.tables import Table
from fpcase.comparison.verdicts import (
    SelfContradiction,
    Verdict,
    VerdictKind,
    Verdicts,
    all_verdicts,
    self_contradictions,
    verdict,
)
from fpcase.diagrams.causal import causal_diagram
from fpcase.model.cases import Case
from fpcase.model.ids import ExplanationId
from fpcase.model.options import yes_or_no
from fpcase.model.wording import counted, in_one_line
from fpcase.statements.concepts import known_variable
from fpcase.statements.views import View, known_author, view_of


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Comparison(Result):
    """What several authors share, and where they part.

    What takes long is computed when it is first asked for.

    Attributes:
        view: The case as it was looked at.
        through_chains: Whether what authors say through chains is compared too.
    """

    view: View
    through_chains: bool = True

    @property
    def case(self) -> Case:
        """The case, as the filters left it."""
        return self.view.case

    @property
    def authors(self) -> tuple[ExplanationId, ...]:
        """The authors compared."""
        return self.view.authors

    @property
    def title(self) -> str:
        """The case and its authors."""
        labels = ", ".join(self.case.label(author) for author in self.authors)
        return f"{self.case.title}: {labels or 'no authors'}"

    @cached_property
    def maps(self) -> Mapping[ExplanationId, AuthorMap]:
        """Every author's claims, to ask what they say of any two variables."""
        return author_maps(self.view)

    @cached_property
    def found(self) -> Verdicts:
        """All verdicts where both authors speak, and how often one is silent."""
        return all_verdicts(self.maps, through_chains=self.through_chains)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Two authors' verdicts on each pair of which both speak, or claim reverses."""
        return self.found.spoken

    @cached_property
    def shared_outcomes(self) -> tuple[SharedOutcome, ...]:
        """The outcomes that two authors both explain, with the causes that they share."""
        return shared_outcomes(self.case, self.maps)

    @cached_property
    def self_contradictions(self) -> tuple[SelfContradiction, ...]:
        """Authors who exclude their own claims."""
        return self_contradictions(self.maps.values())

    @cached_property
    def roles(self) -> dict[ExplanationId, dict[str, Role]]:
        """Each variable's role in each author's diagram."""
        return {author: roles(causal_diagram(self.view, [author])) for author in self.authors}

    @cached_property
    def overlap(self) -> dict[tuple[ExplanationId, ExplanationId], dict[str, float | None]]:
        """How alike every two authors' diagrams are, by each measure."""
        diagrams = {author: causal_diagram(self.view, [author]) for author in self.authors}
        return {
            (left, right): {
                name: measure(diagrams[left], diagrams[right]) for name, measure in MEASURES.items()
            }
            for left, right in combinations(self.authors, 2)
        }

    def __repr__(self) -> str:
        """The counts that one looks for first."""
        kinds = Counter(verdict.kind for verdict in self.verdicts)
        who = counted(len(self.authors), "author")
        version = in_one_line(self.case.version)
        return (
            f"<Comparison of {who} in {self.case.id} {version}: "
            f"{counted(kinds[VerdictKind.AGREE], 'agreement')}, "
            f"{counted(kinds[VerdictKind.CONTRADICT_DIRECTLY], 'direct contradiction')}, "
            f"{counted(sum(verdict.reverse for verdict in self.verdicts), 'reversal')}>"
        )

    def of_kind(self, kind: VerdictKind) -> tuple[Verdict, ...]:
        """The verdicts of one kind.

        Args:
            kind: The verdict.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
        >>> from fpcase.comparison import VerdictKind
        >>> comparison = compare(View.of(case, ["cai-2022", "chukubayev-2023"]))
        >>> agreements = comparison.of_kind(VerdictKind.AGREE)
        >>> agreements[0].kind
        <VerdictKind.AGREE: 'agree'>
        """
        return tuple(verdict for verdict in self.verdicts if verdict.kind is kind)

    def verdict(self, left: str, right: str, cause: str, effect: str) -> Verdict:
        """The verdict for two authors on one pair, whatever it is, silence too.

        Args:
            left: One author's id.
            right: The other's.
            cause: The id of a variable.
            effect: The id of another.

        Raises:
            FpcaseError: there is no such author or variable.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
        >>> comparison = compare(View.of(case, ["aitiev-2015", "hananya-2019"]))
        >>> pair = "diplomatic-support-for-russia", "cooperation-with-west"
        >>> found = comparison.verdict("aitiev-2015", "hananya-2019", *pair)
        >>> found.kind
        <VerdictKind.CONTRADICT_DIRECTLY: 'contradict directly'>
        """
        pair = (known_variable(self.case, cause), known_variable(self.case, effect))
        first, second = (known_author(self.case, author) for author in (left, right))
        return verdict(self.maps[first], self.maps[second], pair)

    def verdicts_on(self, cause: str, effect: str) -> tuple[Verdict, ...]:
        """The verdicts for every two authors who speak of one pair, and no others' silence.

        Args:
            cause: The id of a variable.
            effect: The id of another.

        Raises:
            FpcaseError: the case has no such variable.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
        >>> comparison = compare(View.of(case, ["aitiev-2015", "hananya-2019"]))
        >>> found = comparison.verdicts_on("diplomatic-support-for-russia", "cooperation-with-west")
        >>> [(one.left, one.right) for one in found]
        [('aitiev-2015', 'hananya-2019')]
        """
        pair = (known_variable(self.case, cause), known_variable(self.case, effect))
        speaking = [one for one in self.maps.values() if one.speaks(pair)]
        return tuple(verdict(left, right, pair) for left, right in combinations(speaking, 2))

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every result as a table (outcomes, verdicts, overlap, variables, roles and so on)."""
        return tuple(make(self) for make in tables.TABLES)

    def to_records(self) -> list[dict[str, object]]:
        """The verdicts on pairs that one author at least claims directly, one mapping each.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
        >>> comparison = compare(View.of(case, ["aitiev-2015", "hananya-2019"]))
        >>> sorted(comparison.to_records()[0])[:3]
        ['cause', 'effect', 'left']
        """
        return tables.verdicts_table(self).to_records()

    def facts(self) -> dict[str, object]:
        """Case, version, authors and filters."""
        return {
            "case": self.case.id,
            "version": self.case.version,
            "authors": list(self.authors),
            "include_inferred": self.view.include_inferred,
            "include_reports": self.view.include_reports,
            "filters": list(self.view.applied),
        }


def compare(
    of: Case | View,
    *,
    through_chains: bool = True,
) -> Comparison:
    """Compare what authors claim: shared outcomes, verdicts, self-contradictions, roles, overlap.

    Args:
        of: What is looked at: a case, or a study of one.
        through_chains: Whether what authors say through chains is compared too. Without it,
            verdicts rest on direct claims, and the work grows with the claims alone.

    Raises:
        FpcaseError: an option has a value that it does not take.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> comparison = compare(View.of(case, ["cai-2022", "hananya-2019"]))
    >>> comparison.table("overlap").columns
    ('left', 'right', 'concept overlap', 'arrow overlap')
    >>> comparison.verdict("cai-2022", "hananya-2019", "anarchy", "hedging").kind
    <VerdictKind.BOTH_SILENT: 'both silent'>
    """
    return Comparison(view=view_of(of), through_chains=yes_or_no("through_chains", through_chains))
