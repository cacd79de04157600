"""Who takes the steps that an author announces, in plain words."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from fpcase.comparison.patterns import NOT_NAMED, Answer, Decided
from fpcase.model.wording import counted, in_one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fpcase.comparison.congruence import Congruence
    from fpcase.model.ids import ExplanationId, TheoryId

COLUMNS = 80


def steps_text(found: Congruence) -> str:
    """Each author's declared theories: how many steps are taken, and each that is not.

    Then, for each theory, how many of its propositions each author meets, of those that the
    author speaks of; for whoever does not declare it, that is another author's question in this
    framework.

    Args:
        found: The answers.
    """
    lines = [in_one_line(f"{found.view.case.title}: who takes the steps announced", COLUMNS)]
    for author, explanation in found.view.case.explanations.items():
        lines.append(found.view.case.label(author))
        declared = [theory for theory in found.theories if theory in explanation.theories]
        if not declared:
            lines.append(" declares none of these theories")
        for theory in declared:
            lines += _theory(found, author, theory)
    others = [line for theory in found.theories for line in _others(found, theory)]
    if others:
        lines += ["Others in the same framework (met, of those spoken of):", *others]
    return "\n".join(lines) + "\n"


def _wrapped(text: str, indent: int) -> list[str]:
    return textwrap.wrap(
        in_one_line(text, 100_000),
        COLUMNS,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + 2),
        break_on_hyphens=False,
    )


def _theory(found: Congruence, author: ExplanationId, theory: TheoryId) -> Iterator[str]:
    case = found.view.case
    propositions = case.theories[theory].propositions
    decided = {one.proposition: one.decided for one in found.of(theory, author)}
    taken = sum(one.answer is Answer.MET for one in decided.values())
    left = len(propositions) - len(decided)
    said = f"{case.theories[theory].name}: {taken} of {counted(len(decided), 'step')} taken"
    yield from _wrapped(f"{said}, {left} that no diagram can decide" if left else said, 1)
    silent = 0
    for one in propositions:
        answer = decided.get(one.id)
        if answer is None or answer.answer is Answer.MET:
            continue
        if answer.note.startswith(NOT_NAMED):
            silent += 1
            continue
        ground = _ground(found, answer).replace(f"{author}/", "")
        yield from _wrapped(f"{answer.short}: {one.text} [{ground}]", 3)
    if silent:
        steps = counted(silent, "step")
        yield f"   not addressed: {steps} of whose causes or effects there is no word"


def _ground(found: Congruence, decided: Decided) -> str:
    names = found.view.case.variables
    way = " → ".join(names[variable].name for variable in decided.path)  # type: ignore[index]  # ids are text
    return f"{way}: {', '.join(decided.claims)}" if way else decided.note


def _others(found: Congruence, theory: TheoryId) -> list[str]:
    case = found.view.case
    parts = []
    for author, explanation in case.explanations.items():
        spoken = [one.decided for one in found.of(theory, author) if one.speaks]
        if spoken and theory not in explanation.theories:
            met = sum(one.answer is Answer.MET for one in spoken)
            parts.append(f"{case.label(author)} {met} of {len(spoken)}")
    return _wrapped(f"{case.theories[theory].name}: {', '.join(parts)}", 1) if parts else []
