"""A case's records as flat rows of text, a table for each kind; and a sheet of claims read back."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from fpcase.casefiles.converter import structure
from fpcase.casefiles.slugs import meant_id
from fpcase.casefiles.spreadsheets import Row, cell_problem, condition_in, to_csv
from fpcase.documents import CaseError, Problem
from fpcase.files import write_new_folder
from fpcase.model.cases import Case
from fpcase.model.claims import CausalClaim, DescriptiveClaim, Explanation, Prediction
from fpcase.model.decisions import Actor, Decision, Reading
from fpcase.model.errors import FpcaseError, import_extra
from fpcase.model.evidence import Appraisal, Contest, Evidence, PredictionOutcome
from fpcase.model.fields import required
from fpcase.model.ids import ID_PATTERN, ClaimId, ExplanationId, SourceId, VariableId
from fpcase.model.notebook import cell
from fpcase.model.signatures import checked, one_of
from fpcase.model.sources import Source
from fpcase.model.variables import Proposition, Theory, Variable

Line = tuple[str, ...]

NOT_CODED = "not coded"
"""Stands where a decision does not list a condition that another one does."""


def flat_tables(case: Case) -> dict[str, list[Line]]:
    """Table -> its lines, the first of which names the columns; of what the case itself uses.

    Every field of a record is a column, under its own name.
    """
    case = case.in_use()
    predictions = (
        (f"{explanation.id}/{one.id}", explanation, one)
        for explanation in case.explanations.values()
        for one in explanation.predictions
    )
    propositions = (
        ((theory.id,), one) for theory in case.theories.values() for one in theory.propositions
    )
    readings = (
        ((decision.id, part.removesuffix("s"), variable), reading)
        for decision in case.decisions.values()
        for part, variable, _, reading in decision.readings()
    )
    return {
        "claims": _table(
            CausalClaim, _arrows(case), (*_SAID_BY, *_OF_ARROW), {"id", "causes", *_OF_ARROW}
        ),
        "descriptions": _told(case, DescriptiveClaim, case.descriptions()),
        "predictions": _told(case, Prediction, predictions),
        "prediction_outcomes": _records(PredictionOutcome, case.prediction_outcomes),
        "explanations": _records(Explanation, case.explanations.values()),
        "sources": _records(Source, case.sources.values()),
        "theories": _records(Theory, case.theories.values()),
        "propositions": _table(Proposition, propositions, ("theory",)),
        "variables": _records(Variable, case.variables.values()),
        "actors": _records(Actor, case.actors.values()),
        "decisions": list(_decisions(case)),
        "readings": _table(Reading, readings, ("decision", "part", "variable")),
        "evidence": _records(Evidence, case.evidence.values()),
        "contests": _records(Contest, case.contests.values()),
        "appraisals": _records(Appraisal, case.appraisals),
    }


_HOLDS = ("claims", "descriptions", "predictions", "propositions")
"""What has a table of its own."""


def _table(
    kind: type,
    owned: Iterable[tuple[Line, object]],
    first: Line = (),
    less: Collection[str] = _HOLDS,
) -> list[Line]:
    """A line for each record of a kind: first what goes before it, then a cell for each field.

    Args:
        kind: The records' type.
        owned: The records, each behind its first cells.
        first: The names of the first columns.
        less: Fields without a column of their own.
    """
    names = [field.name for field in attrs.fields(kind) if field.name not in less]
    rows = ((*cells, *(cell(getattr(one, name)) for name in names)) for cells, one in owned)
    return [(*first, *names), *rows]


def _records(kind: type, records: Iterable[object]) -> list[Line]:
    return _table(kind, (((), record) for record in records))


_OF_ARROW = ("cause", "cause_name", "effect", "effect_name", "sign", "jointly_with")


def _arrows(case: Case) -> Iterator[tuple[Line, CausalClaim]]:
    for full_id, explanation, claim in case.claims():
        causes = claim.signed_causes
        said_by = (full_id, explanation.id, case.label(explanation.id))
        for cause, sign in causes:
            others = cell(tuple(other for other, _ in causes if other != cause))
            arrow = (*_named(case, cause), *_named(case, claim.effect), sign.value, others)
            yield (*said_by, *arrow), claim


def _told(
    case: Case,
    kind: type,
    told: Iterable[tuple[str, Explanation, DescriptiveClaim | Prediction]],
) -> list[Line]:
    rows = (
        ((full_id, author.id, case.label(author.id), *_named(case, claim.variable)), claim)
        for full_id, author, claim in told
    )
    return _table(kind, rows, (*_SAID_BY, "variable", "variable_name"), {"id", "variable"})


_SAID_BY = ("claim", "author", "work")


def _named(case: Case, variable: VariableId | None) -> Line:
    return (variable, case.variables[variable].name) if variable else ("", "")


def _decisions(case: Case) -> Iterator[Line]:
    spread = ("outcomes", "conditions")
    names = [f.name for f in attrs.fields(Decision) if f.name not in spread]
    listed = {
        part: list(dict.fromkeys(v for d in case.decisions.values() for v in getattr(d, part)))
        for part in spread
    }
    yield (*names, *(f"{part[:-1]}: {v}" for part in spread for v in listed[part]))
    for decision in case.decisions.values():
        yield (
            *(cell(getattr(decision, name)) for name in names),
            *(
                cell(getattr(decision, part)[v]) if v in getattr(decision, part) else NOT_CODED
                for part in spread
                for v in listed[part]
            ),
        )


@checked
def case_tables(case: Case) -> dict[str, list[Row]]:
    """A case's records as flat rows, for statistics: a table for each kind.

    They hold what the case itself uses, not all of the vocabularies that it draws on. Causal
    claims have one row for each cause, so that a row is an arrow; joint causes name each
    other in ``jointly_with``. Lists are joined by semicolons. A decision has a column for each
    outcome and condition: an empty cell says that the texts are silent, ``not coded`` that the
    decision does not list it; ``readings`` has a row for each thing that a text says of one.

    Args:
        case: The case.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> list(fpcase.casefiles.case_tables(case))[:4]
    ['claims', 'descriptions', 'predictions', 'prediction_outcomes']
    """
    return {
        name: [dict(zip(columns, line, strict=True)) for line in lines]
        for name, (columns, *lines) in flat_tables(case).items()
    }


@checked
def write_tables(
    case: Case,
    folder: Path | str,
    *,
    format: str = "csv",  # noqa: A002 - the word for it
    mark: bool = False,
    semicolons: bool = False,
) -> Path:
    """Write the tables of `case_tables` into a new folder.

    Args:
        case: The case.
        folder: Where to write them; it must not exist.
        format: What to write: csv, or parquet, which needs the extra ``parquet``.
        mark: Begin each CSV file with a byte-order mark, so that Excel reads
            accented letters correctly.
        semicolons: Separate cells by semicolons, for spreadsheets with a decimal comma.

    Returns:
        The folder.

    Raises:
        FpcaseError: the folder exists, or cannot be written.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("ukraine"))
    >>> folder = fpcase.casefiles.write_tables(case, "tables", semicolons=True)
    >>> sorted(path.name for path in folder.iterdir())[:4]
    ['actors.csv', 'appraisals.csv', 'claims.csv', 'contests.csv']
    """
    tables = flat_tables(case)
    if one_of("format", format, ("csv", "parquet")) == "csv":
        begin, separator = "\ufeff" if mark else "", ";" if semicolons else ","
        files: dict[str, str | bytes] = {
            f"{name}.csv": begin + to_csv(lines, separator=separator)
            for name, lines in tables.items()
        }
    elif mark or semicolons:
        message = "'mark' and 'semicolons' apply only to CSV: leave them out, or write CSV"
        raise FpcaseError(message)
    else:
        files = {f"{name}.parquet": _to_parquet(lines) for name, lines in tables.items()}
    return write_new_folder(Path(folder), files)


def _to_parquet(lines: Sequence[Sequence[str]]) -> bytes:
    """A table in the format of Apache Parquet; an empty cell is a null."""
    pa, parquet = (
        import_extra(one, "parquet", "writing Parquet") for one in ("pyarrow", "pyarrow.parquet")
    )
    names, *rows = lines
    columns = ([row[place] or None for row in rows] for place in range(len(names)))
    out = pa.BufferOutputStream()
    parquet.write_table(pa.table([pa.array(one, pa.string()) for one in columns], list(names)), out)
    return bytes(out.getvalue())


_NAMES = {"claim", "author", "work", "cause_name", "effect_name"}
"""Columns that say again what ids say."""
_LISTS = {"intervening", "actors", "evidence"}
_WITH_NUMBER = r"(?:.*?, )?(?:paragraph [0-9]+(?:, p\. [^(]+)?|p\. [^(]+?)"
_LOCATORS = [
    re.compile(
        rf"(?P<place>{place})"
        r"(?: \((?P<start>.*?) \.\.\. (?P<end>.*)\))?"
        r"(?:, citing (?P<citing>[a-z0-9-]+(?:, [a-z0-9-]+)*))?"
        r"(?:(?:^|, )“(?P<quote>.*)”)?",
        re.DOTALL,
    )
    for place in (_WITH_NUMBER, ".*?")
]
"""How a locator reads in a cell; a number before the brackets tells where these begin."""
_PLACE = re.compile(
    r"(?:(?P<section>.*?)(?:, |$))??"
    r"(?:paragraph (?P<paragraph>[0-9]+)(?:, |$))?(?:p\. (?P<page>.+))?"
)


def explanation_from_rows(
    rows: Sequence[Mapping[str, str]], author: str, table: str, sources: frozenset[str]
) -> Explanation:
    """An author's explanation from rows with the columns of the table of claims.

    Rows of one claim (its joint causes) have the same id; rows of other authors are passed
    over. A row without an id is a claim of its own. Lists are parted by semicolons.

    Args:
        rows: The rows.
        author: The author.
        table: What messages call the table.
        sources: The ids of the case's sources, which a locator may begin with.

    Raises:
        CaseError: a column is missing, or a cell does not fit; all that was found is listed.
    """
    columns = list(rows[0]) if rows else []
    needed = [name for name in required(CausalClaim) if name not in {"id", "cause"}]
    missing = [name for name in ("cause", *needed) if name not in columns]
    problems = [
        Problem(rule="claims", file=table, what=f"there is no column {name!r}", advice="add it")
        for name in missing
    ]
    claims: dict[str, CausalClaim] = {}
    for own, numbered in () if missing else _rows_of_claims(rows, author).items():
        tree = _tree(own, [row for _, row in numbered], sources)
        record, misfits = structure(tree, CausalClaim)
        for misfit in misfits:
            key = str(misfit.steps[0]) if misfit.steps else "claim"
            where = _COLUMN_OF.get(key, key)
            row = numbered[0][0]
            problems.append(cell_problem("claims", table, row, columns, where, **misfit.said))
        if record is not None:
            claims[own] = record
    if problems:
        raise CaseError(problems, table)
    return Explanation(
        id=ExplanationId(author),
        source=SourceId(author),
        claims={ClaimId(own): claim for own, claim in claims.items()},
    )


_COLUMN_OF = {"id": "claim", "causes": "cause"}


def _rows_of_claims(
    rows: Sequence[Mapping[str, str]], author: str
) -> dict[str, list[tuple[int, Mapping[str, str]]]]:
    """Claim -> its rows, with their numbers; row 1 names the columns."""
    found: dict[str, list[tuple[int, Mapping[str, str]]]] = {}
    for number, row in enumerate(rows, start=2):
        owner, _, own = row.get("claim", "").strip().rpartition("/")
        named = row.get("author", "").strip()
        if any(cell.strip() for cell in row.values()) and author == (owner or named or author):
            spelled = meant_id(own, ID_PATTERN) if own else f"r{number}"
            found.setdefault(spelled or own, []).append((number, row))
    return found


def _tree(own: str, rows: Sequence[Mapping[str, str]], sources: frozenset[str]) -> dict[str, Any]:
    """A claim as a case file would have it."""
    first = rows[0]
    tree: dict[str, Any] = {"id": own}
    for name in (field.name for field in attrs.fields(CausalClaim)):
        cell = first.get(name, "").strip()
        if not cell or name in {"id", "cause", "causes"}:
            continue
        parts = [part.strip() for part in cell.split(";") if part.strip()]
        if name in _LISTS:
            tree[name] = parts
        elif name == "conditions":
            tree[name] = [
                {"variable": one, "value": held} for one, held in map(condition_in, parts)
            ]
        elif name == "at":
            tree[name] = [_locator(part, sources) for part in re.split(r"; (?!\.)", cell)]
        else:
            tree[name] = cell
    if len(rows) == 1:
        return {**tree, "cause": first.get("cause", "").strip()}
    signs = [row.get("sign", "").strip() for row in rows]
    causes = [row.get("cause", "").strip() for row in rows]
    tree["causes"] = [
        cause if sign == signs[0] else {"variable": cause, "sign": sign}
        for cause, sign in zip(causes, signs, strict=True)
    ]
    return tree


def _locator(text: str, sources: frozenset[str]) -> dict[str, Any]:
    matches = (pattern.fullmatch(text.strip()) for pattern in _LOCATORS)
    found = next(match for match in matches if match).groupdict()  # the last fits any text
    place = found.pop("place")
    tree: dict[str, Any] = {}
    source, _, rest = place.partition(", ")
    if source in sources:
        tree["source"], place = source, rest
    if place and place != "no place given":
        where = _PLACE.fullmatch(place)
        named = where.groupdict() if where else {"section": place}
        tree |= {name: value for name, value in named.items() if value}
    if found.get("start"):
        tree["anchor"] = {"start": found["start"], "end": found["end"]}
    if found.get("citing"):
        tree["citing"] = found["citing"].split(", ")
    if found.get("quote"):
        tree["quote"] = found["quote"]
    return tree


def unused_columns(rows: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """Columns that no claim has room for.

    Args:
        rows: The rows.
    """
    known = {field.name for field in attrs.fields(CausalClaim)} | _NAMES | {"jointly_with"}
    yield from (name for name in (rows[0] if rows else ()) if name not in known)
