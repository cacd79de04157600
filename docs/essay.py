"""The figures of the essay on Kazakhstan, computed when the documentation is built."""

import re
from collections import Counter
from collections.abc import Iterable

import attrs

import fpcase
from fpcase.comparison import Ground, Point
from fpcase.comparison.sentences import Sentences
from fpcase.comparison.tables import Table

SEVERAL = 3
STEPS = ("met", "in part", "not met", "denied", "not addressed", "a diagram cannot test this")
ACTS = (
    "resistance-to-political-union",
    "non-recognition-of-separatists",
    "mediation-of-syria-talks",
    "diplomatic-support-for-russia",
)
CAUSE, EFFECT = "annexation-of-crimea", "abstention-s-2018-355"

Step = dict[str, str]
"""A step that an author announces, with the answer, and what shows it, in words."""


def figures(study: fpcase.Study) -> dict[str, str]:
    """Name of a placeholder -> what stands in its place.

    Args:
        study: The case on Kazakhstan.
    """
    case, comparison = study.whole, study.compare()
    overlap = study.overlap(draws=1).table("overlap")
    likeness = attrs.evolve(
        overlap, columns=overlap.columns[:4], rows=[row[:4] for row in overlap.rows]
    )
    chains = study.chains(CAUSE, EFFECT)
    rows = chains.table("chains").to_records()
    whole = [row for row in rows if row["stated in full by"]]
    loops = study.loops().tables[0].to_records()
    congruence = study.congruence()
    steps = steps_of(congruence)
    statuses = Counter(o.status.value for o in case.prediction_outcomes)
    return {
        "version": case.version,
        "claims": str(sum(len(e.claims) for e in case.explanations.values())),
        "descriptions": str(sum(len(e.descriptions) for e in case.explanations.values())),
        "variables": str(len(case.variables)),
        "agreements": str(len(comparison.agreements)),
        "contradictions": str(len(comparison.contradictions)),
        "own_words": str(sum(p.ground is Ground.OWN_WORDS for p in comparison.contradictions)),
        "agreement_table": points(
            case, (one for one in comparison.agreements if len(one.authors) >= SEVERAL)
        ),
        "contradiction_table": points(case, comparison.contradictions),
        "levels_table": body(fpcase.report.report_coding(case).table("levels")),
        "overlap_table": named(case, body(likeness)),
        "chains": str(len(rows)),
        "whole_chains": str(len(whole)),
        "pooled_chains": str(len(rows) - len(whole)),
        "chain_tellers": ", ".join(
            case.label(author)
            for author in dict.fromkeys(a for row in whole for a in row["stated in full by"])
        ),
        "loops": str(len(loops)),
        "own_loops": str(sum(bool(row["stated in full by"]) for row in loops)),
        "causes_table": causes_table(case, comparison),
        "steps_table": steps_table(case, steps),
        "other_answers": other_answers(case, steps),
        "congruence_table": body(congruence.table("theories")),
        "borne_out": str(statuses["borne-out"]),
        "partly": str(statuses["partly-borne-out"]),
        "not_borne_out": str(statuses["not-borne-out"]),
        "not_tested": str(statuses["not-tested"]),
        "open": str(statuses["open"]),
    }


def body(table: Table) -> str:
    """A table without its caption."""
    return table.to_markdown().partition("\n\n")[2]


def named(case: fpcase.Case, text: str) -> str:
    """A text with the names of authors in the place of their ids."""
    for author in case.explanations:
        text = text.replace(author, case.label(author))
    return text


def points(case: fpcase.Case, found: Iterable[Point]) -> str:
    """Points on which authors agree or part, in words, with their claims."""
    words = Sentences(case=case)
    lines = ["| on what | who says what |", "|---|---|"]
    for point in found:
        said = linked(case, words, words.sides(point).replace("|", "–").replace("*", r"\*"))
        lines.append(f"| {words.matter(point.matter)} | {said} |")
    return "\n".join(lines)


def linked(case: fpcase.Case, words: Sentences, text: str) -> str:
    """A text in which each claim that follows its author's name leads to its place."""
    authors = {name: id_ for id_, name in words.authors.items()}
    speaking = next(iter(authors.values()))

    def link(found: re.Match[str]) -> str:
        nonlocal speaking
        own = found[0]
        if own in authors:
            speaking = authors[own]
            return own
        foretold = own in {one.id for one in case.explanations[speaking].predictions}
        kind = "prediction" if foretold else "claim"
        return f"{{fpcase:{kind}}}`{own} <kazakhstan:{speaking}/{own}>`"

    return re.sub("|".join([*map(re.escape, authors), r"\b[a-z]+[0-9]+\b"]), link, text)


def causes_table(case: fpcase.Case, comparison: fpcase.comparison.Comparison) -> str:
    """What each author names as a cause of some acts that several explain."""
    explained = {one.term: one for one in comparison.same_effect}
    lines = ["| act | author | causes |", "|---|---|---|"]
    for act in ACTS:
        for author, causes in explained[act].named.items():
            named = ", ".join(
                case.variables[cause].name + (" (against it)" if one.leaves_open == {"−"} else "")
                for cause, one in causes.items()
            )
            lines.append(f"| {case.variables[act].name} | {case.label(author)} | {named} |")
    return "\n".join(lines)


def steps_of(congruence: fpcase.comparison.Congruence) -> list[Step]:
    """Each step that an author announces."""
    rows = congruence.table("steps").to_records()
    return [{name: str(cell or "") for name, cell in row.items()} for row in rows]


def steps_table(case: fpcase.Case, steps: list[Step]) -> str:
    """How many steps of each theory its author takes."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for row in steps:
        answer = next(step for step in STEPS if row["answer"].startswith(step))
        counts.setdefault((row["author"], row["theory"]), Counter())[answer] += 1
    lines = ["| author | theory | " + " | ".join(STEPS) + " |", "|---|---|" + "---|" * len(STEPS)]
    for (author, theory), count in counts.items():
        cells = [case.label(author), case.theories[theory].name, *(str(count[s]) for s in STEPS)]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def other_answers(case: fpcase.Case, steps: list[Step]) -> str:
    """The steps of the authors' own frameworks that are not taken, or not as announced."""
    own = {e.source: e.id for e in case.explanations.values()}
    names = {str(id_): variable.name for id_, variable in case.variables.items()}
    lines = ["| author | step | answer | shown by |", "|---|---|---|---|"]
    for row in steps:
        authors = {own.get(work) for work in case.theories[row["theory"]].key_works}
        if row["author"] in authors and not row["answer"].startswith(("met", STEPS[-1])):
            shown = " → ".join(names.get(word, word) for word in row["shown by"].split(" → "))
            shown = re.sub(r"[a-z]+-[0-9]{4}/\w+", r"{claim}`\g<0> <kazakhstan:\g<0>>`", shown)
            cells = [case.label(row["author"]), row["step"], row["answer"], shown]
            lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)
