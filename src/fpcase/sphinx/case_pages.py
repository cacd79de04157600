"""The pages of a case: which records stand on which, and what else is shown there.

A page is reStructuredText with a directive for each record. What the case says of the record is
put in its place when the page is read; its checksum stands with it, so that Sphinx reads a page
again when something on it changes, and no other.
"""

from collections.abc import Iterable, Iterator, Mapping
from zlib import crc32

import attrs

from fpcase.model.cases import Case
from fpcase.model.claims import Explanation
from fpcase.model.terms import ActorKind, LevelOfAnalysis
from fpcase.report.descriptions import Description, Descriptions
from fpcase.report.names import in_words
from fpcase.report.uses import Entry, entries

Described = Mapping[tuple[str, str], Description]
"""Kind and id of a record -> what the case says of it."""

_MANY = 250
"""Of how many claims an author's page leaves descriptions and predictions to another page."""


def describe_all(case: Case) -> Described:
    """What a case says of each of its records, and of itself.

    Args:
        case: The case, with what it uses.
    """
    descriptions = Descriptions(case=case)
    return {
        (entry.kind, entry.id): descriptions.of(entry)
        for entry in (Entry(case.id, case), *entries(case))
    }


@attrs.frozen(kw_only=True, eq=False)
class CasePages:
    """Writes the pages of a case.

    Attributes:
        case: The case, with what it uses.
        name: What the project calls it.
        described: What it says of its records.
    """

    case: Case
    name: str
    described: Described

    def texts(self) -> dict[str, str]:
        """Path of each page, without a suffix -> its text."""
        pages: dict[str, list[str]] = {page: [*lines] for page, lines in self._pages()}
        first = [page for start in _FIRST for page in pages if page.startswith(start)]
        index = [
            *heading(self.case.title, "="),
            *self._records([Entry(self.case.id, self.case)]),
            *(self._picture(kind="arguments") if self.case.explanations else ()),
            *directive("toctree", "", dict.fromkeys([*first, *pages]), maxdepth="1"),
        ]
        return {page: "\n".join(lines) + "\n" for page, lines in {"index": index, **pages}.items()}

    def _pages(self) -> Iterator[tuple[str, Iterable[str]]]:
        for page, (title, groups) in self._catalogues().items():
            lines: list[str] = []
            for group, some in groups.items():
                lines += [*(heading(group) if group else ()), *self._records(some)]
            yield page, [*heading(title, "="), *lines]
        for explanation in self.case.explanations.values():
            yield from self._author_pages(explanation)
        if len(self.case.explanations) > 1:
            for page, (title, shown) in COMPARISONS.items():
                lines = self._picture(kind="disputes") if page == "comparison" else []
                for result, table, form, *columns in map(str.split, shown):
                    chosen = {"columns": ", ".join(columns)} if columns else {}
                    asked = {"result": result, "table": table, "format": form, **chosen}
                    lines += self._table(**asked, rows="60")
                yield page, [*heading(title, "="), *lines]

    def _catalogues(self) -> Mapping[str, tuple[str, Mapping[str, list[Entry]]]]:
        """Page -> its title, and the records that stand there, in groups with headings."""
        coded = {one.source for one in self.case.explanations.values()}
        kinds, levels = list(ActorKind), list(LevelOfAnalysis)
        found: dict[str, tuple[str, dict[str, list[Entry]]]] = {}

        def put(entry: Entry, page: str, title: str, group: str = "") -> None:
            found.setdefault(page, (title, {}))[1].setdefault(group, []).append(entry)

        for actor in sorted(self.case.actors.values(), key=lambda one: kinds.index(one.kind)):
            put(Entry(actor.id, actor), "actors", "Actors", in_words(actor.kind).capitalize())
        for level in (*reversed(levels), None):
            for one in self.case.variables.values():
                if one.level is level:
                    page = f"variables/{level.value if level else 'no-level'}"
                    named = f"{level.value} level" if level else "no level"
                    put(Entry(one.id, one), page, f"Variables, {named}")
        for name in ("theories", "decisions", "evidence", "contests"):
            for id_, record in getattr(self.case, name).items():
                put(Entry(id_, record), name, name.capitalize())
        for source in sorted(self.case.sources.values(), key=lambda one: one.id not in coded):
            group = "Works coded" if source.id in coded else "Works that the authors cite"
            put(Entry(source.id, source), "sources", "Sources", group)
        return found

    def _author_pages(self, author: Explanation) -> Iterator[tuple[str, list[str]]]:
        """An author's page; what was so, and predictions, have another if the author says much."""
        label = self.case.label(author.id)
        causal, described, foretold = (
            [*self._records(Entry(f"{author.id}/{one.id}", one, author) for one in some)]
            for some in (author.claims.values(), author.descriptions.values(), author.predictions)
        )
        lines = [
            *heading(label, "="),
            *self._records([Entry(author.id, author)]),
            *self._picture(kind="arguments", authors=author.id),
            *((*heading("Claims"), *causal) if causal else ()),
        ]
        if any(theory.propositions for theory in self.case.theories.values()):
            columns = "theory, proposition, attitude, answer, path, claims, note"
            asked = {"result": "congruence", "table": "findings", "authors": author.id}
            lines += [*heading("Congruence with theories"), *self._table(**asked, columns=columns)]
        beside = [*heading("What was so"), *described] if described else []
        beside += [*heading("Predictions"), *foretold] if foretold else []
        if len(author.statements) <= _MANY:
            yield f"explanations/{author.id}", lines + beside
        else:
            title = heading(f"{label}: what was so, and predictions", "=")
            yield f"explanations/{author.id}", lines
            yield f"explanations/{author.id}-descriptions", [*title, *beside]

    def _records(self, some: Iterable[Entry]) -> Iterator[str]:
        for entry in some:
            shown = f"{crc32(repr(self.described[entry.kind, entry.id]).encode()):08x}"
            yield from directive(f"fpcase:{entry.kind}", f"{self.name}:{entry.id}", shown=shown)

    def _picture(self, **options: str) -> list[str]:
        return directive("fpcase-diagram", self.name, **options)

    def _table(self, **options: str) -> list[str]:
        return directive("fpcase-comparison", self.name, **options)


def heading(text: str, line: str = "-") -> list[str]:
    r"""A heading, none of whose characters is taken for markup.

    >>> print(heading("*All*")[0])
    \*All\*
    """
    words = " ".join(text.split())
    plain = "".join(one if one.isalnum() or one == " " else f"\\{one}" for one in words)
    return [plain, line * max(4, 2 * len(plain)), ""]


def directive(name: str, argument: str, body: Iterable[str] = (), **options: str) -> list[str]:
    """A directive with its options and what stands in it."""
    given = [f"   :{key}: {value}" for key, value in options.items()]
    return [f".. {name}:: {argument}".rstrip(), *given, "", *(f"   {line}" for line in body), ""]


_FIRST = ("comparison", "explanations/", "variables/", "actors")
"""How the names of the pages begin that stand first in the list."""

COMPARISONS: Mapping[str, tuple[str, Iterable[str]]] = {
    "comparison": (
        "Where authors disagree",
        (
            *(
                f"compare {one} list cause effect says ground claims reverse"
                for one in ("contradictions", "pulling-apart", "scope")
            ),
            "compare self-contradictions list",
        ),
    ),
    "comparison-agreements": (
        "Where authors agree",
        ("compare agreements table", "compare counts table"),
    ),
    "comparison-causes": (
        "Same effect, different causes",
        ("compare same-effect table", "compare same-cause table"),
    ),
    "comparison-chains": (
        "Chains and loops",
        ("compare by-chain table", "loops counts table", "loops loops table"),
    ),
    "comparison-theories": (
        "Theories and explanations",
        ("congruence theories table", "congruence propositions table"),
    ),
    "comparison-predictions": (
        "Predictions",
        ("predictions counts table", "predictions predictions table"),
    ),
    "comparison-overlap": (
        "What authors share",
        (
            "overlap overlap table",
            *(f"compare {one} table" for one in ("arrows", "variables", "roles")),
        ),
    ),
}
"""The pages on the comparison: title, and each result with its table, form and columns."""
