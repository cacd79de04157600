"""The whole: a case with its records, found by id."""

from collections.abc import Iterator
from typing import Any, ClassVar

import attrs

from fpcase.model.claims import CausalClaim, DescriptiveClaim, Explanation
from fpcase.model.dates import Edtf
from fpcase.model.decisions import Actor, Decision
from fpcase.model.evidence import Appraisal, Contest, Evidence, Inference, PredictionOutcome
from fpcase.model.fields import Catalogue, catalogue, checked, fields_of, records_in, tupled
from fpcase.model.ids import (
    ActorId,
    CaseId,
    ClaimId,
    ContestId,
    DecisionId,
    EvidenceId,
    ExplanationId,
    FullClaimId,
    SourceId,
    TheoryId,
    VariableId,
    VocabularyId,
)
from fpcase.model.notebook import facts_table, rows_table
from fpcase.model.sources import Source
from fpcase.model.terms import CaseKind, LevelOfAnalysis
from fpcase.model.variables import Theory, Variable
from fpcase.model.wording import counted, in_one_line


@attrs.frozen(kw_only=True, field_transformer=checked)
class Vocabulary:
    """Records that several cases share and that mean the same in each of them.

    Attributes:
        id: Its name, as a case's `uses` gives it.
        sources: Works that several cases rest on.
        actors: States, organisations and persons that act in several cases.
        variables: Common variables.
        theories: Common theories.
        evidence: Observations that bear on several cases, such as a treaty or a vote.
    """

    id: VocabularyId
    sources: Catalogue[SourceId, Source] = attrs.field(factory=Catalogue, converter=catalogue)
    actors: Catalogue[ActorId, Actor] = attrs.field(factory=Catalogue, converter=catalogue)
    variables: Catalogue[VariableId, Variable] = attrs.field(factory=Catalogue, converter=catalogue)
    theories: Catalogue[TheoryId, Theory] = attrs.field(factory=Catalogue, converter=catalogue)
    evidence: Catalogue[EvidenceId, Evidence] = attrs.field(factory=Catalogue, converter=catalogue)


@attrs.frozen(kw_only=True, field_transformer=checked)
class CaseHead:
    """What a case says of itself; `Case` documents the fields."""

    DOCUMENTED_BY: ClassVar[str] = "Case"

    id: CaseId
    title: str
    country: str
    version: str
    kind: CaseKind = CaseKind.CODED
    question: str | None = None
    period: Edtf | None = None
    uses: tuple[VocabularyId, ...] = attrs.field(default=(), converter=tupled)
    levels: Catalogue[VariableId, LevelOfAnalysis] = attrs.field(
        factory=Catalogue, converter=catalogue
    )
    inference: Inference = attrs.field(factory=Inference)


@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class Case(CaseHead):
    """A country's foreign policy, and how several authors explain it.

    Sources, actors, variables, theories and evidence include those of the vocabularies in use.

    Attributes:
        id: The id of the case.
        title: Its title.
        country: The country.
        version: The version of the coding, to be cited with every figure.
        kind: How the case was made, and hence what `check` does not require.
        question: What the case is about.
        period: The years that it covers.
        uses: The common vocabularies in use, such as ``common``.
        levels: Levels of analysis, by variable, of those common variables whose level depends
            on the country: what a state itself does is at the level ``state`` in the case
            about that state, and ``regional`` or ``dyadic`` in a neighbour's.
        inference: The standards by which evidence is weighed.
        vocabularies: The vocabularies in use.
        sources: Works, coded and cited.
        actors: States, organisations and persons that decide or act.
        variables: The variables of the explanations and decisions.
        theories: General propositions.
        explanations: The authors.
        evidence: Observations.
        contests: Rival explanations between which evidence is weighed.
        appraisals: Judgements on evidence.
        prediction_outcomes: Judgements on predictions.
        decisions: Episodes.
    """

    vocabularies: Catalogue[VocabularyId, Vocabulary] = attrs.field(
        factory=Catalogue, converter=catalogue
    )
    sources: Catalogue[SourceId, Source] = attrs.field(factory=Catalogue, converter=catalogue)
    actors: Catalogue[ActorId, Actor] = attrs.field(factory=Catalogue, converter=catalogue)
    variables: Catalogue[VariableId, Variable] = attrs.field(factory=Catalogue, converter=catalogue)
    theories: Catalogue[TheoryId, Theory] = attrs.field(factory=Catalogue, converter=catalogue)
    explanations: Catalogue[ExplanationId, Explanation] = attrs.field(
        factory=Catalogue, converter=catalogue
    )
    evidence: Catalogue[EvidenceId, Evidence] = attrs.field(factory=Catalogue, converter=catalogue)
    contests: Catalogue[ContestId, Contest] = attrs.field(factory=Catalogue, converter=catalogue)
    appraisals: tuple[Appraisal, ...] = attrs.field(default=(), converter=tupled)
    prediction_outcomes: tuple[PredictionOutcome, ...] = attrs.field(default=(), converter=tupled)
    decisions: Catalogue[DecisionId, Decision] = attrs.field(factory=Catalogue, converter=catalogue)

    def __repr__(self) -> str:
        """Title, version and counts: what a reader wants to know first."""
        claims = sum(len(explanation.claims) for explanation in self.explanations.values())
        return (
            f"<Case {self.id} {in_one_line(self.version)}: "
            f"{counted(len(self.explanations), 'explanation')}, "
            f"{counted(claims, 'claim')}, {counted(len(self.in_use().variables), 'variable')}, "
            f"{counted(len(self.decisions), 'decision')}>"
        )

    def _repr_html_(self) -> str:
        """What a notebook shows: the question, and a row for each author."""
        title = f"{self.title} (case {self.id}, version {self.version})"
        used = self.in_use()
        held = ("variables", "actors", "theories", "decisions", "evidence", "sources")
        counts = {name: str(len(getattr(used, name)) or "") for name in held}
        facts = facts_table(title, self, ("question", "country", "period", *held), **counts)
        rows = [
            (
                author.id,
                self.label(author.id),
                ", ".join(self.theories[theory].name for theory in author.theories),
                ", ".join(self.variables[outcome].name for outcome in author.explains),
                str(len(author.claims)),
            )
            for author in self.explanations.values()
        ]
        columns = ("id", "author", "theories", "explains", "claims")
        return facts + rows_table("Authors", columns, rows)

    def claims(self) -> Iterator[tuple[FullClaimId, Explanation, CausalClaim]]:
        """Every claim with its full id and its explanation, in the order of the files.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
        >>> full_id, explanation, claim = next(case.claims())
        >>> explanation.full_id(claim) == full_id
        True
        """
        for explanation in self.explanations.values():
            for claim in explanation.claims.values():
                yield explanation.full_id(claim), explanation, claim

    def descriptions(self) -> Iterator[tuple[FullClaimId, Explanation, DescriptiveClaim]]:
        """Every descriptive claim with its full id and its explanation, in the order of the files.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.new_case("described"))
        >>> [full_id for full_id, _, _ in case.descriptions()]
        ['example-2001/d1', 'example-2001/d2', 'example-2005/d1']
        """
        for explanation in self.explanations.values():
            for claim in explanation.descriptions.values():
                yield explanation.full_id(claim), explanation, claim

    def in_use(self) -> "Case":
        """The case with what it uses: of common vocabularies, what its own records lead to.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("ukraine"))
        >>> len(case.in_use().sources) < len(case.sources)
        True
        """
        shared = {
            name: {id_ for one in self.vocabularies.values() for id_ in getattr(one, name)}
            for name in _SHARED
        }
        found: dict[str, set[str]] = {
            name: getattr(self, name).keys() - ids for name, ids in shared.items()
        }
        followed: list[object] = [
            *self.explanations.values(),
            *self.contests.values(),
            *self.appraisals,
            *self.prediction_outcomes,
            *self.decisions.values(),
            *(getattr(self, name)[id_] for name, ids in found.items() for id_ in ids),
        ]
        while followed:
            record = followed.pop()
            for name, kind in _SHARED.items():
                named = {id_ for id_, _ in records_in(record, kind)}
                new = named & shared[name] & getattr(self, name).keys() - found[name]
                found[name] |= new
                followed += (getattr(self, name)[id_] for id_ in new)
        kept: dict[str, Any] = {
            name: {id_: one for id_, one in getattr(self, name).items() if id_ in ids}
            for name, ids in found.items()
        }
        return attrs.evolve(self, **kept)

    def claim(self, full_id: str) -> CausalClaim:
        """The claim called ``author/claim``, such as ``hananya-2019/h12``.

        Args:
            full_id: Author and claim, joined by a stroke.

        Raises:
            KeyError: there is no such author or claim; the nearest is named.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
        >>> case.claim("hananya-2019/h54").cause
        'limited-national-capability'
        """
        author, _, claim = full_id.partition("/")
        return self.explanations[ExplanationId(author)].claims[ClaimId(claim)]

    def label(self, author: ExplanationId) -> str:
        """An author's short name for tables and figures, such as ``Aitiev 2015``.

        Args:
            author: The id of an explanation.

        Raises:
            KeyError: there is no such author; the nearest id is named.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
        >>> case.label("aitiev-2015")
        'Aitiev 2015'
        """
        return self.sources[self.explanations[author].source].short

    def rival_label(self, rival: str) -> str:
        """What a rival in a contest is called: an author by name and year, an account by its id.

        Args:
            rival: The id of an explanation, or of another account.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
        >>> case.rival_label("hananya-2019"), case.rival_label("principle")
        ('Hananya 2019', 'principle')
        """
        author = ExplanationId(rival)
        return self.label(author) if author in self.explanations else rival


_SHARED = {one.name: one.shape.key.kind for one in fields_of(Vocabulary) if one.shape.key}
"""What a vocabulary holds, with the kind of its ids."""
