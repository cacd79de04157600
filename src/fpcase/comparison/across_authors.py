"""The comparison of several authors: what they share, and where they differ."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, combinations

import attrs

from fpcase.comparison.author_maps import said_of_pairs
from fpcase.comparison.causes import Divergence
from fpcase.comparison.findings import Findings
from fpcase.comparison.points import Point
from fpcase.comparison.relations import Kind, Relation
from fpcase.comparison.screen import Screen
from fpcase.comparison.sentences import Sentences
from fpcase.comparison.tables import ENDS, CellValue, Table, ViewResult, attributes
from fpcase.model import Case, ExplanationId, VariableId
from fpcase.model.signatures import checked
from fpcase.model.wording import counted, in_one_line
from fpcase.statements import View, view_of


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Comparison(Findings, ViewResult):
    """What several authors share, and where they differ.

    What takes long is computed when it is first asked for, and kept; so the screen, the tables,
    the report and the figures count the same.

    Attributes:
        view: The case as it was looked at.
    """

    @property
    def title(self) -> str:
        """The case and its authors."""
        labels = ", ".join(self.case.label(author) for author in self.authors)
        return f"{self.case.title}: {labels or 'no authors'}"

    @property
    def text(self) -> str:
        """The comparison on one screen, in plain words: what a reader should meet first.

        >>> import fpcase
        >>> comparison = compare(fpcase.load_case(fpcase.bundled_case("kazakhstan")))
        >>> len(comparison.text.splitlines()) <= 45
        True
        """
        return Screen(found=self, brief=True).first()

    @property
    def whole_text(self) -> str:
        """The same with every row."""
        return Screen(found=self).whole()

    @property
    def leads_text(self) -> str:
        """What only a broader term connects, in plain words: leads to follow, not findings."""
        return Screen(found=self).leads()

    def __repr__(self) -> str:
        """The counts that one looks for first."""
        return (
            f"<Comparison of {counted(len(self.authors), 'author')} in {self.case.id} "
            f"{in_one_line(self.case.version)}: "
            f"{counted(len(self.contradictions), 'contradiction')}, "
            f"{counted(len(self.agreements), 'agreement')}>"
        )

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every result as a table, contradictions first."""
        return (
            self._points_table("contradictions", self.contradictions),
            self._points_table("pulling-apart", self.pulling_apart),
            self._points_table("scope", self.by_scope),
            self._theories_table(),
            self._points_table("agreements", self.agreements),
            self._divergences_table("same-effect", ("effect", "cause"), self.same_effect),
            self._divergences_table("same-cause", ("cause", "consequence"), self.same_cause),
            self.relations_table("relations", CAPTIONS["relations"], self.relations),
            self.relations_table("by-chain", CAPTIONS["by-chain"], self.by_chain),
            self.relations_table("leads", CAPTIONS["leads"], self.leads),
            self._counts_table(),
            self._self_contradictions_table(),
            self._roles_table(),
            self._variables_table(),
            self._arrows_table(),
        )

    def to_records(self) -> list[dict[str, object]]:
        """How every two statements on the same matter stand to each other, one mapping each.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
        >>> sorted(fpcase.compare(case).to_records()[0])[:3]
        ['cause', 'dates approximate', 'effect']
        """
        return self.table("relations").to_records()

    def facts(self) -> dict[str, object]:
        """Case, version, authors and filters, and how many findings there are of each kind."""
        return {
            "case": self.case.id,
            "version": self.case.version,
            "authors": list(self.authors),
            "include_inferred": self.view.include_inferred,
            "include_reports": self.view.include_reports,
            "filters": list(self.view.applied),
            "claims": attrs.asdict(self.totals),
            "contradictions": len(self.contradictions),
            "agreements": len(self.agreements),
        }

    def _points_table(self, name: str, found: Sequence[Point]) -> Table:
        return self._table(
            name,
            CAPTIONS[name].format(len(found), sum(len(point.alike) for point in found)),
            found,
            {
                **ENDS,
                "says": Sentences(case=self.case).sides,
                **attributes("ground, steps, authors, claims"),
                "reverse": lambda one: self.reversing(one.matter) if len(one.matter) > 1 else (),
            },
        )

    def _theories_table(self) -> Table:
        return self._table(
            "theories",
            "Points of theory on which authors differ: theories that one author rejects and "
            "another declares, the levels of direct causes, propositions that an author denies, "
            "propositions of a declared theory that require every cause to work in one way, and "
            "variables that one author sets aside and another names as a cause. Meeting a "
            "proposition is consistent with its theory, but does not prove the theory.",
            [(one, stand) for one in self.theories for stand in one.stands],
            {
                "theory or variable": lambda row: row[0].theory,
                "question": lambda row: row[0].question,
                "divides": lambda row: row[0].division,
                "answer": lambda row: row[1].says,
                "authors": lambda row: row[1].authors,
                "notes": lambda row: tuple(filter(None, row[1].notes.values())),
                "claims": lambda row: row[1].every_claim,
            },
        )

    def _divergences_table(
        self, name: str, ends: tuple[str, str], found: Sequence[Divergence]
    ) -> Table:
        term, named_one = ends
        rows = [
            (one, author, other, named)
            for one in found
            for two in combinations(one.authors, 2)
            for author, other in (two, two[::-1])
            for named in one.naming(author)
        ]
        return self._table(
            name,
            CAPTIONS[name].format(len(found)),
            rows,
            {
                term: lambda row: row[0].term,
                "author": lambda row: row[1],
                "beside": lambda row: row[2],
                named_one: lambda row: row[3].variable,
                "stands": lambda row: row[0].standing(row[1], row[3].variable, row[2]),
                "claims": lambda row: row[3].claims,
                "same thing explained": lambda row: row[0].one_thing,
            },
        )

    def relations_table(self, name: str, caption: str, relations: Iterable[Relation]) -> Table:
        """Relations as a table, the gravest first.

        Args:
            name: The table's key.
            caption: What was counted.
            relations: Some relations of the comparison.

        >>> import fpcase
        >>> found = fpcase.compare(fpcase.load_case(fpcase.bundled_case("kazakhstan")))
        >>> found.relations_table("some", "Some.", found.relations[:1]).rows[0][0]
        'agree'
        """
        words = Sentences(case=self.case)
        order = list(Kind)
        return self._table(
            name,
            caption,
            sorted(relations, key=lambda one: (order.index(one.kind), one.matter, one.claims)),
            {
                "relation": lambda one: one.kind,
                "ground": lambda one: one.ground,
                **ENDS,
                "left": lambda one: one.authors[0],
                "right": lambda one: one.authors[1],
                "left says": lambda one: words.content(one.left_open, one.left),
                "right says": lambda one: words.content(one.right_open, one.right),
                "steps": lambda one: one.steps,
                "left claim": lambda one: one.left.id,
                "right claims": lambda one: one.claims[1:],
                "dates approximate": lambda one: one.approximate,
                "says both": lambda one: one.say_both,
            },
        )

    def _counts_table(self) -> Table:
        kinds = [kind for kind in Kind if kind is not Kind.TOLD_AT_LENGTH]
        matters = {(frozenset(one.authors), one.kind, one.matter) for one in self.between_two}
        counts = Counter((two, kind) for two, kind, _ in matters)
        rows: list[tuple[CellValue, ...]] = []
        for left, right in combinations(self.authors, 2):
            here = [counts[frozenset({left, right}), kind] for kind in kinds]
            silent = self.maps[left].statements.keys() ^ self.maps[right].statements.keys()
            rows.append((left, right, *here, len(silent)))
        return self._rows(
            "counts",
            "For each pair of authors, the number of matters by relation. "
            "'One silent' counts the pairs of variables that only one of the two discusses.",
            ("left", "right", *(kind.value for kind in kinds), "one silent"),
            rows,
        )

    def _self_contradictions_table(self) -> Table:
        return self._table(
            "self-contradictions",
            "Authors whose claims on a matter exclude each other for the same time and conditions, "
            "or who deny what their own chains amount to.",
            self.self_contradictions,
            {
                "author": lambda one: one.author,
                **ENDS,
                **attributes("through chains, claims"),
            },
        )

    def _roles_table(self) -> Table:
        rows: list[tuple[CellValue, ...]] = []
        for name in sorted({name for played in self.roles.values() for name in played}):
            played = [self.roles[author].get(name) for author in self.authors]
            if len({role for role in played if role}) > 1:
                rows.append((name, *(role.value if role else None for role in played)))
        return self._rows(
            "roles",
            "Variables that play different roles in different authors' diagrams of asserted "
            "effects.",
            ("variable", *self.authors),
            rows,
        )

    def _variables_table(self) -> Table:
        claims: dict[VariableId, Counter[ExplanationId]] = {}
        for author, one in self.maps.items():
            for pair, said in one.statements.items():
                for variable in dict.fromkeys(pair):
                    claims.setdefault(variable, Counter())[author] += len(said)
        shared = {variable: by for variable, by in claims.items() if len(by) > 1}
        return self._table(
            "variables",
            f"Variables that several authors use ({len(shared)}); those that only one author uses "
            f"({len(claims) - len(shared)}) are left out. Asserted and denied claims are counted; "
            f"general premises are not.",
            sorted(shared, key=lambda v: (-len(shared[v]), -shared[v].total(), v)),
            {
                "variable": lambda variable: variable,
                "name": lambda variable: self.case.variables[variable].name,
                "number of authors": lambda variable: len(shared[variable]),
                "authors": lambda variable: tuple(shared[variable]),
                "claims": lambda variable: shared[variable].total(),
            },
        )

    def _arrows_table(self) -> Table:
        said = said_of_pairs(self.maps)
        shared = [pair for pair in sorted(said) if len(said[pair]) > 1]
        made = {pair: tuple(chain.from_iterable(said[pair].values())) for pair in shared}
        return self._table(
            "arrows",
            f"Ordered pairs of variables that several authors discuss directly ({len(shared)}); "
            f"those that only one author discusses ({len(said) - len(shared)}) are left out. "
            "Asserted and denied claims are counted; general premises are not.",
            sorted(shared, key=lambda pair: -len(said[pair])),
            {
                "cause": lambda pair: pair[0],
                "effect": lambda pair: pair[1],
                "number of authors": lambda pair: len(said[pair]),
                "positions": lambda pair: tuple({s.position.value: None for s in made[pair]}),
                "claims": lambda pair: tuple(s.id for s in made[pair]),
            },
        )


CAPTIONS = {
    "contradictions": "Points on which authors contradict each other ({}): what one says excludes "
    "what the other says, and both may be about the same situation. Claims in the authors' own "
    "words come first, then reports, forecasts and chains. 'Reverse' names those who claim that "
    "the effect affects the cause.",
    "pulling-apart": "Pairs of descriptions that can both be right but point in opposite "
    "directions; they do not contradict each other.",
    "scope": "Statements that would contradict each other if their periods and conditions "
    "overlapped.",
    "agreements": "Agreements: for each pair of broadest terms and the sign between them, the "
    "matter on which the largest number of authors agree. Agreements on other matters under the "
    "same terms are only counted ({1}).",
    "same-effect": "Effects that are in line with an outcome and that authors explain by different "
    "causes ({}), and how the causes that one author names relate to those that another names. "
    "An author who does not name a cause does not thereby deny it, and most rival causes do not "
    "exclude each other.",
    "same-cause": "Causes to which authors ascribe different consequences ({}).",
    "relations": "Each pair of statements by different authors on the same matter, in the same "
    "terms or in a broader and a narrower one. 'Says both' names authors whose other statements "
    "about the same time exclude this one.",
    "by-chain": "Direct claims, each with an author's chain of two or three claims that amounts to "
    "the same sign or to a sign that the claim excludes. A chain by the author of the direct claim "
    "may be a separate path to the effect.",
    "leads": "Statements related only through a broader term, or through a denial about a "
    "narrower one: leads to follow up, not findings.",
}
"""What each table counts."""


@checked
def compare(of: Case | View) -> Comparison:
    """Compare what authors say: where they contradict each other, where they agree, and so on.

    Args:
        of: What is looked at: a case, or a study of one.

    Raises:
        FpcaseError: it is neither a case nor a study of one.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> comparison = compare(View.of(case, ["aitiev-2015", "hananya-2019"]))
    >>> comparison.contradictions[0].authors
    ('aitiev-2015', 'hananya-2019')
    """
    return _compared(view_of(of))


@lru_cache(maxsize=8)
def _compared(view: View) -> Comparison:
    """The comparison, with what it has found out, kept for all who look at the same."""
    return Comparison(view=view)
