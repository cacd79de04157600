"""The comparison of several authors: what they share, and where they part."""

import json
from collections import Counter
from collections.abc import Iterable
from itertools import combinations

import attrs

from fpcase.comparison.overlap import MEASURES
from fpcase.comparison.positions import Statements, direct_statements
from fpcase.comparison.roles import Role, roles
from fpcase.comparison.tables import Cell, Table, join_markdown
from fpcase.comparison.verdicts import (
    SelfContradiction,
    Verdict,
    VerdictKind,
    direct_verdicts,
    self_contradictions,
)
from fpcase.diagrams import Diagram, causal_diagram
from fpcase.model.cases import Case
from fpcase.model.ids import ExplanationId, VariableId


@attrs.frozen(kw_only=True, repr=False)
class Comparison:
    """What several authors share, and where they part.

    Attributes:
        case: The case.
        authors: The authors compared, in the order of the case.
        verdicts: For every two authors and every pair of variables that one of them speaks of.
        self_contradictions: Authors who exclude their own claims.
        roles: Author -> variable -> its role in the author's diagram.
        overlap: Two authors -> measure -> how alike their diagrams are.
        include_inferred: Whether the coder's own readings count.
    """

    case: Case
    authors: tuple[ExplanationId, ...]
    verdicts: tuple[Verdict, ...]
    self_contradictions: tuple[SelfContradiction, ...]
    roles: dict[ExplanationId, dict[str, Role]]
    overlap: dict[tuple[ExplanationId, ExplanationId], dict[str, float | None]]
    include_inferred: bool
    _statements: Statements

    def __repr__(self) -> str:
        """The counts that one looks for first."""
        kinds = Counter(verdict.kind for verdict in self.verdicts)
        return (
            f"<Comparison of {len(self.authors)} authors in {self.case.id} {self.case.version}: "
            f"{kinds[VerdictKind.AGREE]} agreements, "
            f"{kinds[VerdictKind.CONTRADICT_DIRECTLY]} direct contradictions, "
            f"{sum(verdict.reverse for verdict in self.verdicts)} reversals>"
        )

    def of_kind(self, kind: VerdictKind) -> tuple[Verdict, ...]:
        """The verdicts of one kind."""
        return tuple(verdict for verdict in self.verdicts if verdict.kind is kind)

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every result as a table: overlap, variables, arrows, verdicts, roles and so on."""
        return (
            self._overlap_table(),
            self._variables_table(),
            self._arrows_table(),
            self._verdicts_table(),
            self._self_contradictions_table(),
            self._roles_table(),
        )

    def table(self, name: str) -> Table:
        """The table of this name.

        Raises:
            KeyError: there is none; the message names those that there are.
        """
        found = {table.name: table for table in self.tables}
        if name not in found:
            message = f"no table {name!r}; there is {', '.join(found)}"
            raise KeyError(message)
        return found[name]

    def to_records(self) -> list[dict[str, object]]:
        """The verdicts on which both authors speak, one mapping each."""
        return self._verdicts_table().to_records()

    def to_markdown(self) -> str:
        """All tables as a Markdown page."""
        labels = ", ".join(self.case.label(author) for author in self.authors)
        return join_markdown(self.tables, f"{self.case.title}: {labels}")

    def to_json(self) -> str:
        """All tables as JSON."""
        tree = {
            "case": self.case.id,
            "version": self.case.version,
            "authors": list(self.authors),
            "include_inferred": self.include_inferred,
            "tables": {
                table.name: {"caption": table.caption, "rows": table.to_records()}
                for table in self.tables
            },
        }
        return json.dumps(tree, ensure_ascii=False, indent=2) + "\n"

    def _repr_html_(self) -> str:
        return "".join(table._repr_html_() for table in self.tables)  # noqa: SLF001 - a notebook's protocol

    def _basis(self) -> str:
        inferred = "with" if self.include_inferred else "without"
        return (
            f"Direct claims that authors assert or deny, {inferred} inferred ones; "
            f"case {self.case.id}, version {self.case.version}."
        )

    def _overlap_table(self) -> Table:
        rows = [
            (self.case.label(left), self.case.label(right), *values.values())
            for (left, right), values in self.overlap.items()
        ]
        return Table(
            name="overlap",
            caption="Overlap of the authors' diagrams: Jaccard coefficient of variables and of "
            "signed arrows (asserted effects). "
            f"Case {self.case.id}, version {self.case.version}.",
            columns=("left", "right", *MEASURES),
            rows=rows,
        )

    def _variables_table(self) -> Table:
        users: dict[VariableId, list[str]] = {}
        claims: Counter[VariableId] = Counter()
        for pair, by_author in self._statements.items():
            for author, said in by_author.items():
                for variable in dict.fromkeys(pair):
                    users.setdefault(variable, [])
                    claims[variable] += len(said)
                    if author not in users[variable]:
                        users[variable].append(author)
        rows: list[tuple[Cell, ...]] = [
            (
                variable,
                self.case.variables[variable].name,
                len(by),
                tuple(author for author in self.authors if author in by),
                claims[variable],
            )
            for variable, by in users.items()
        ]
        rows.sort(key=lambda row: (-int(str(row[2])), -int(str(row[4])), str(row[0])))
        shared = sum(len(by) > 1 for by in users.values())
        return Table(
            name="variables",
            caption=f"Variables: {shared} shared by several authors, {len(users) - shared} "
            f"used by one. {self._basis()}",
            columns=("variable", "name", "number of authors", "authors", "claims"),
            rows=rows,
        )

    def _arrows_table(self) -> Table:
        rows: list[tuple[Cell, ...]] = []
        for pair in sorted(self._statements):
            by_author = self._statements[pair]
            said = [s for author in self.authors for s in by_author.get(author, ())]
            rows.append(
                (
                    *pair,
                    len(by_author),
                    tuple(dict.fromkeys(s.position.value for s in said)),
                    tuple(s.full_id for s in said),
                )
            )
        rows.sort(key=lambda row: -int(str(row[2])))
        shared = sum(len(by_author) > 1 for by_author in self._statements.values())
        return Table(
            name="arrows",
            caption=f"Arrows: {shared} that several authors speak of, {len(rows) - shared} that "
            f"one does. {self._basis()}",
            columns=("cause", "effect", "number of authors", "positions", "claims"),
            rows=rows,
        )

    def _verdicts_table(self) -> Table:
        silent = self.of_kind(VerdictKind.ONE_SILENT)
        shown = [v for v in self.verdicts if v.kind is not VerdictKind.ONE_SILENT or v.reverse]
        order = list(VerdictKind)
        rows = [
            (
                v.kind.value,
                *v.pair,
                v.left,
                v.right,
                v.left_says,
                v.right_says,
                v.reverse,
                v.claims,
            )
            for v in sorted(shown, key=lambda v: order.index(v.kind))
        ]
        return Table(
            name="verdicts",
            caption=f"Verdicts for every two authors on every pair of variables; {len(silent)} on "
            "which one of the two is silent are shown only where the other sees the effect "
            f"the other way round. {self._basis()}",
            columns=(
                "verdict",
                "cause",
                "effect",
                "left",
                "right",
                "left says",
                "right says",
                "reverse",
                "claims",
            ),
            rows=rows,
        )

    def _self_contradictions_table(self) -> Table:
        return Table(
            name="self-contradictions",
            caption=f"Authors whose claims on one pair of variables exclude each other. {self._basis()}",
            columns=("author", "cause", "effect", "claims"),
            rows=[(found.author, *found.pair, found.claims) for found in self.self_contradictions],
        )

    def _roles_table(self) -> Table:
        names = sorted({name for played in self.roles.values() for name in played})
        rows = []
        for name in names:
            played = [self.roles[author].get(name) for author in self.authors]
            if len({role for role in played if role}) > 1:
                rows.append((name, *(role.value if role else None for role in played)))
        return Table(
            name="roles",
            caption="Variables that play different roles for different authors (in the diagram of "
            f"asserted effects). Case {self.case.id}, version {self.case.version}.",
            columns=("variable", *self.authors),
            rows=rows,
        )


def compare(
    case: Case, authors: Iterable[str] | None = None, *, include_inferred: bool = False
) -> Comparison:
    """Compare what authors claim: shared variables and arrows, verdicts, roles, overlap.

    Args:
        case: The case.
        authors: Ids of explanations; all if left out.
        include_inferred: Whether claims that are the coder's own reading count.

    Raises:
        FpcaseError: an author is unknown.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> comparison = fpcase.compare(case, ["cai-2022", "hananya-2019"])
    >>> comparison.table("overlap").columns
    ('left', 'right', 'concept overlap', 'arrow overlap')
    """
    together = causal_diagram(case, authors, include_inferred=include_inferred)
    chosen: tuple[ExplanationId, ...] = together.graph["authors"]
    diagrams: dict[ExplanationId, Diagram] = {
        author: causal_diagram(case, [author], include_inferred=include_inferred)
        for author in chosen
    }
    statements = direct_statements(case, chosen, include_inferred=include_inferred)
    return Comparison(
        case=case,
        authors=chosen,
        verdicts=direct_verdicts(statements, chosen),
        self_contradictions=self_contradictions(statements),
        roles={author: roles(diagram) for author, diagram in diagrams.items()},
        overlap={
            (left, right): {
                name: measure(diagrams[left], diagrams[right]) for name, measure in MEASURES.items()
            }
            for left, right in combinations(chosen, 2)
        },
        include_inferred=include_inferred,
        statements=statements,
    )
