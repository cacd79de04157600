"""Theories against explanations: does an author argue as a theory says?"""

from collections import Counter
from collections.abc import Iterable

import attrs

from fpcase.comparison.patterns import Answer, Decided, author_diagram, decide
from fpcase.comparison.results import Result
from fpcase.comparison.tables import Cell, Table
from fpcase.diagrams.causal import causal_diagram
from fpcase.diagrams.paths import BUDGET
from fpcase.model.cases import Case
from fpcase.model.errors import FpcaseError
from fpcase.model.ids import ExplanationId, PropositionId, TheoryId
from fpcase.model.options import whole_numbers, words
from fpcase.model.variables import Variable
from fpcase.statements.views import View, view_of

DECLARED, REJECTED = "declared", "rejected"


@attrs.frozen(kw_only=True)
class Finding:
    """Whether one author argues as one proposition says.

    Attributes:
        theory: The theory.
        proposition: The proposition.
        author: The author.
        attitude: Whether the author has ``declared`` or ``rejected`` the theory; else empty.
        decided: The answer, with what it rests on.
    """

    theory: TheoryId
    proposition: PropositionId
    author: ExplanationId
    attitude: str
    decided: Decided


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Congruence(Result):
    """Which propositions of which theories each author's diagram meets.

    Attributes:
        view: The case as it was looked at.
        theories: The theories asked about.
        findings: One for each proposition that a diagram can decide, and each author.
    """

    view: View
    theories: tuple[TheoryId, ...]
    findings: tuple[Finding, ...]

    @property
    def title(self) -> str:
        """The case."""
        return f"Congruence with theories: {self.view.case.title}"

    @property
    def tables(self) -> tuple[Table, ...]:
        """Theories by authors, propositions by authors, and what each answer rests on."""
        return (self._theories_table(), self._propositions_table(), self._findings_table())

    def _theories_table(self) -> Table:
        counts: Counter[tuple[str, str, Answer]] = Counter(
            (f.theory, f.author, f.decided.answer) for f in self.findings
        )
        attitudes = {(f.theory, f.author): f.attitude for f in self.findings}
        rows: list[tuple[Cell, ...]] = []
        for theory in dict.fromkeys(f.theory for f in self.findings):
            cells = []
            for author in self.view.authors:
                met = counts[theory, author, Answer.MET]
                spoken = met + counts[theory, author, Answer.NOT_MET]
                attitude = attitudes[theory, author]
                cells.append(f"{met} of {spoken}" + (f" ({attitude})" if attitude else ""))
            total = len({f.proposition for f in self.findings if f.theory == theory})
            rows.append((self.view.case.theories[theory].name, total, *cells))
        return Table(
            name="theories",
            caption="Propositions met, of those that each author's diagram addresses; theories "
            "that an author declares or rejects are marked. Meeting a theory's propositions is "
            "consistent with it, and no proof of it: rivals may expect the same "
            f"(Blatter and Haverland 2012). {self._undecidable()}{self.view.basis}",
            columns=("theory", "decidable propositions", *self.view.authors),
            rows=rows,
        )

    def _undecidable(self) -> str:
        number = sum(
            proposition.expects is None
            for theory in self.theories
            for proposition in self.view.case.theories[theory].propositions
        )
        return f"{number} propositions no diagram can decide are left out. " if number else ""

    def _propositions_table(self) -> Table:
        by_proposition: dict[tuple[TheoryId, PropositionId], dict[ExplanationId, Finding]] = {}
        for finding in self.findings:
            by_author = by_proposition.setdefault((finding.theory, finding.proposition), {})
            by_author[finding.author] = finding
        rows: list[tuple[Cell, ...]] = [
            (*key, *(_short(by_author[author]) for author in self.view.authors))
            for key, by_author in by_proposition.items()
        ]
        return Table(
            name="propositions",
            caption="Each proposition, as each author's diagram answers it; declared and rejected "
            f"theories are marked. {self.view.basis}",
            columns=("theory", "proposition", *self.view.authors),
            rows=rows,
        )

    def _findings_table(self) -> Table:
        rows: list[tuple[Cell, ...]] = [
            (
                f.theory,
                f.proposition,
                f.author,
                f.attitude or None,
                f.decided.answer.value,
                " → ".join(f.decided.path) or None,
                f.decided.claims,
                f.decided.note or None,
            )
            for f in self.findings
        ]
        return Table(
            name="findings",
            caption="What each answer rests on: for one that is met, a shortest path that shows "
            "it; for one that is not met, a shortest path that breaks it. Intervening variables "
            f"are spelled out. {self.view.basis}",
            columns=(
                *("theory", "proposition", "author", "attitude", "answer", "path", "claims"),
                "note",
            ),
            rows=rows,
        )


def _short(finding: Finding) -> str:
    marked = f" ({finding.attitude})" if finding.attitude else ""
    return finding.decided.answer.value + marked


def congruence(
    of: Case | View,
    *,
    theories: Iterable[str] | None = None,
    budget: int = BUDGET,
) -> Congruence:
    """Ask of every theory and every author whether the author argues as the theory says.

    Congruence analysis (Blatter and Haverland 2012, Designing Case Studies): a theory's
    propositions expect certain paths, loops or shares of causes in a diagram. They are asked of
    authors who declare the theory, of those who reject it, and of all others.

    Args:
        of: What is looked at: a case, or a study of one.
        theories: Ids of theories; all if left out.
        budget: How many steps a search may take.

    Raises:
        FpcaseError: an id is unknown.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> found = congruence(View.of(case, ["cai-2022"]), theories=["realism"])
    >>> found.table("theories").rows[0][0]
    'Realism'
    """
    view = view_of(of)
    whole_numbers(budget=budget)
    asked = _asked(view.case, theories)
    variables: dict[str, Variable] = {str(v.id): v for v in view.case.variables.values()}
    findings = []
    diagrams = {
        author: author_diagram(
            causal_diagram(view, [author], expand=True),
            variables,
            explanation.explains,
            include_reports=view.include_reports,
            budget=budget,
        )
        for author, explanation in view.case.explanations.items()
    }
    for theory in asked:
        for proposition in view.case.theories[theory].propositions:
            if proposition.expects is None:
                continue
            for author, explanation in view.case.explanations.items():
                rejected = theory in {rejection.theory for rejection in explanation.rejects}
                declared = DECLARED if theory in explanation.theories else ""
                findings.append(
                    Finding(
                        theory=theory,
                        proposition=proposition.id,
                        author=author,
                        attitude=REJECTED if rejected else declared,
                        decided=decide(proposition.expects, diagrams[author]),
                    )
                )
    return Congruence(view=view, theories=asked, findings=tuple(findings))


def _asked(case: Case, theories: Iterable[str] | None) -> tuple[TheoryId, ...]:
    if theories is None:
        return tuple(case.theories)
    asked = []
    for theory in words("theories", theories, "ids of theories"):
        if theory not in case.theories:
            known = ", ".join(case.theories) or "none"
            message = f"the case has no theory {theory!r}; there is {known}"
            raise FpcaseError(message)
        asked.append(TheoryId(theory))
    return tuple(asked)
