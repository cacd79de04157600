"""Claims coded in a spreadsheet: an edited sheet of the claims that `tables` writes, read back."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from fpcase.casefiles.converter import structure
from fpcase.casefiles.slugs import meant_id
from fpcase.casefiles.spreadsheets import condition_in
from fpcase.documents import CaseError, Problem
from fpcase.model.claims import CausalClaim
from fpcase.model.explanations import Explanation
from fpcase.model.fields import required
from fpcase.model.ids import ID_PATTERN, ClaimId, ExplanationId, SourceId

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
    for own, numbered in () if missing else _claims(rows, author).items():
        tree = _tree(own, [row for _, row in numbered], sources)
        record, misfits = structure(tree, CausalClaim)
        for misfit in misfits:
            key = str(misfit.steps[0]) if misfit.steps else "claim"
            where = _COLUMN_OF.get(key, key)
            column = columns.index(where) + 1 if where in columns else 1
            at: dict[str, Any] = {
                "file": table,
                "line": numbered[0][0],
                "column": column,
                "where": where,
            }
            problems.append(Problem(rule="claims", **at, **misfit.said))
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


def _claims(
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
