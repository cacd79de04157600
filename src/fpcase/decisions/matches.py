"""Decisions two by two: most alike with different outcomes, most different with the same."""

from itertools import combinations

from fpcase.comparison.tables import sheet
from fpcase.decisions.claims import untold
from fpcase.decisions.table import DecisionAnswer, DecisionTable, named
from fpcase.model import Case, DecisionId, VariableId
from fpcase.model.signatures import checked
from fpcase.model.wording import counted

Conditions = tuple[VariableId, ...]
Match = tuple[DecisionId, DecisionId, Conditions, Conditions, Conditions]
"""Two decisions, and the conditions known to be alike, known to be different, and the others."""


@checked
def pairs(table: DecisionTable) -> DecisionAnswer:
    """Compare decisions two by two (Mill 1843; De Meur & Berg-Schlosser 1994).

    Args:
        table: The decisions; those whose outcome is known are compared.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> table = fpcase.decisions.decision_table(case, "distancing-from-russia")
    >>> pairs(table).table("difference").columns
    ('one', 'other', 'alike', 'different', 'unknown', 'isolates')
    """
    case, had, tables = table.case, table.outcomes, []
    rows = {row.decision.id: row for row in table.rows if len(had[row.decision.id]) == 1}
    found: dict[bool, list[Match]] = {True: [], False: []}
    for one, other in combinations(rows, 2):
        places: dict[str, list[VariableId]] = {"alike": [], "different": [], "unknown": []}
        for condition in table.conditions:
            left, right = ({*rows[o].cells[condition].possible} for o in (one, other))
            same = "alike" if left == right and len(left) == 1 else "unknown"
            places["different" if left.isdisjoint(right) else same].append(condition)
        alike, different, unknown = map(tuple, places.values())
        found[had[one] != had[other]].append((one, other, alike, different, unknown))
    found[True].sort(key=lambda o: (-len(o[2]), len(o[3]), *o[:2]))
    found[False].sort(key=lambda o: (-len(o[3]), len(o[2]), *o[:2]))

    def said(condition: VariableId, *two: DecisionId) -> str:
        cells = [rows[one].cells[condition].possible for one in two]
        values = dict.fromkeys("?" if len(some) > 1 else str(some[0]) for some in cells)
        told = ", ".join(values)
        return f"“{case.variables[condition].name}”{f' ({told})' * (told != 'yes')}"

    lines = [f"Pairs of decisions by {table.outcome.named(case)}. {table.number}"]
    lines.append("Decisions without the outcome may have offered no occasion for it.")
    for method, differ, most, sought in (
        ("difference", True, 2, "Most alike, with different outcomes"),
        ("agreement", False, 1, "Most different, with the same outcome"),
    ):
        cells = [(*match, _isolates(case, match, differ=differ)) for match in found[differ]]
        columns = "one other alike different unknown isolates"
        tables.append(sheet(method, f"{sought}. {table.basis}", columns, cells))
        ties = sum([*map(len, match[2:4])] == [*map(len, cells[0][2:4])] for match in cells)
        lines.append(f"{sought}{f' ({ties} pairs are equal)' * (ties > 1)}:")
        for one, other, alike, different, unknown, isolates in cells[:most]:
            for id_ in (one, other):
                does = "with" if min(had[id_]) > 1 / 2 else "without"
                missing = untold(table, id_, common=True) * (differ and does == "without")
                lines.append(f"  {does} it: {named(rows[id_].decision)}{missing}")
            for how, some in (("alike", alike), ("different", different), ("not known", unknown)):
                told = ", ".join(said(condition, one, other) for condition in some)
                lines += [f"    {how}: {told}"] * bool(told)
            lines.append(f"    {isolates}")
    title = f"Pairs of decisions: {table.title}"
    return DecisionAnswer(title=title, lines=lines, tables=tuple(tables), about=table.facts())


def _isolates(case: Case, match: Match, *, differ: bool) -> str:
    """The condition that alone may account for the outcomes, or what would have to be so."""
    *_, alike, different, unknown = match
    telling = different if differ else alike
    if len(telling) != 1:
        number = f"{counted(len(telling), 'condition')} are" if telling else "no condition is"
        return f"{number} known to {'differ' if differ else 'be alike'}, so none is isolated"
    name, alone = case.variables[telling[0]].name, "differs" if differ else "is alike"
    if not unknown:
        return f"isolates “{name}”, which alone {alone}"
    rest = f"{counted(len(unknown), 'unknown condition')} turned out"
    return f"“{name}” alone {alone} if {rest} {'alike' if differ else 'different'}"
