"""Chains and loops of claims: boxes in lines, one chain below the other."""

from collections import Counter
from collections.abc import Sequence
from functools import cache

import attrs

from fpcase.comparison.caps import CHAIN_STEPS, LOOP_STEPS
from fpcase.comparison.chains import Chain, Polarity, Telling, find_chains, find_loops
from fpcase.diagrams import causal_diagram
from fpcase.drawing.page import GAP
from fpcase.drawing.rows import Row
from fpcase.figures.plans import Page, Plan, sample, sentences, written
from fpcase.figures.strips import Stage, Strip
from fpcase.model.signatures import whole_numbers
from fpcase.model.wording import counted
from fpcase.statements import View


def plan_chains(  # noqa: PLR0913 - the ends of a chain, and how they are drawn
    page: Page,
    *,
    cause: str,
    effect: str,
    telling: str | Telling = Telling.POOLED,
    max_steps: int = CHAIN_STEPS,
    limit: int | None = None,
) -> Plan:
    """Show the chains of claims from one variable to another, the shortest first.

    Over every chain stands who states it in full. If nobody does, it is only pooled, and a lozenge
    shows where the claims of one author end and those of another begin. The numbers on an arrow
    are the authors who claim that step.

    Args:
        page: What is looked at, and how wide.
        cause: Where the chains begin.
        effect: Where they end.
        telling: ``within`` (for one author), ``pooled`` or ``union of withins``.
        max_steps: How many claims long a chain may be.
        limit: How many chains to draw at most, on as many pages as they need; if left
            out, as many as one page holds. The caption counts the others.

    Raises:
        FpcaseError: an id is unknown, the ends are the same, ``within`` is asked for with
            several authors, or a number is below 1.
    """
    view = page.view
    found = find_chains(view, cause, effect, telling=telling, max_steps=max_steps)
    ends = [view.case.variables[one].name for one in (found.cause, found.effect)]
    strips = [
        Strip(chain=chain, heading=_heading(view, chain), name=str(number), seams=chain.seams)
        for number, chain in enumerate(found.chains, start=1)
    ]
    whole, every = sum(bool(one.told_whole_by) for one in found.chains), len(found.chains)
    said = {
        f"{counted(every, 'chain') if every else 'No chain'} of at most "
        f"{counted(max_steps, 'claim')} from “{ends[0]}” to “{ends[1]}”, "
        f"{_MADE[found.telling]}.": True,
        f"Stated in full by an author: {whole} of {every}.": every
        and found.telling is Telling.POOLED,
        "No single author argues any of the others in full.": 0 < whole < every,
        _ENDED.format(found.because): found.because,
    }
    plan = Plan(
        title=f"How does “{ends[0]}” lead to “{ends[1]}”?",
        caption=sentences(said),
        alt_text="",
        empty="There is no such chain.",
    )
    return _planned(page, strips, plan, limit, "the shortest first")


_MADE = {
    Telling.WITHIN: "made of one author's claims",
    Telling.POOLED: "made of claims by any of the authors",
    Telling.UNION_OF_WITHINS: "stated in full by at least one author",
}
"""Whose claims chains are made of."""


def plan_loops(
    page: Page, *, max_steps: int = LOOP_STEPS, pooled: bool = False, limit: int | None = None
) -> Plan:
    """Show the feedback loops, those stated in full first, then the shortest.

    R1, R2, ... are reinforcing loops, B1, B2, ... balancing ones; C stands for contested loops,
    U for those in which a direction is not said. The names do not change with the number of
    loops drawn. Over every loop stands who states it in full.

    Args:
        page: What is looked at, and how wide.
        max_steps: How many claims long a loop may be.
        pooled: Whether to draw loops too that no author states in full.
        limit: How many loops to draw at most, on as many pages as they need; if left
            out, as many as one page holds. The caption counts the others.

    Raises:
        FpcaseError: a number is below 1.
    """
    view = page.view
    found = find_loops(view, max_steps=max_steps)
    named = list(zip(found.names, found.loops, strict=True))
    kept = [(name, loop) for name, loop in named if pooled or loop.chain.told_whole_by]
    kept.sort(key=lambda one: not one[1].chain.told_whole_by)
    strips = [
        Strip(
            chain=loop.chain,
            heading=f"{loop.polarity.value}, {_teller(view, loop.chain)}",
            name=name,
            seams=loop.seams,
            is_loop=True,
        )
        for name, loop in kept
    ]
    kinds = Counter(loop.polarity for _, loop in kept)
    told = "; ".join(f"{kind.value}: {kinds[kind]}" for kind in Polarity if kinds[kind])
    rest = counted(len(named) - len(kept), "loop")
    said = {
        f"{counted(len(kept), 'feedback loop') if kept else 'No feedback loop'} of at most "
        f"{counted(max_steps, 'claim')}, "
        f"{_MADE[Telling.POOLED if pooled else Telling.UNION_OF_WITHINS]}.": True,
        f"{told[:1].upper()}{told[1:]}.": told,
        f"Not drawn: {rest} that no author states in full.": len(kept) < len(named),
        _ENDED.format(found.because): found.because,
    }
    plan = Plan(
        title="Which arguments feed back on themselves?",
        caption=sentences(said),
        alt_text="",
        key=[sample([written(kind.letter)], MEANINGS[kind]) for kind in Polarity if kinds[kind]],
        empty="There is no such feedback loop.",
    )
    first = f"{'those stated in full first, then ' * pooled}the shortest{' first' * (not pooled)}"
    return _planned(page, strips, plan, limit, first)


_ENDED = "The search ended at {}; there may be more."
MEANINGS = {
    Polarity.REINFORCING: "reinforcing: a change comes back with the same sign",
    Polarity.BALANCING: "balancing: a change comes back with the opposite sign",
    Polarity.CONTESTED: "contested: claims about a step differ in sign",
    Polarity.UNSTATED: "unstated: the direction of a step is not stated",
}
"""What the letters of loops mean."""


def _planned(
    page: Page, strips: Sequence[Strip], whole: Plan, limit: int | None, first: str
) -> Plan:
    """As many chains as are wanted, or fit a page, in the words of a plan; and which come first."""
    view = page.view
    told_by = {step.author for one in strips for bundle in one.chain.bundles for step in bundle}
    labels = {author: label for author, label in _labels(view).items() if author in told_by}
    short = sum(len(one.chain) <= _SHORT for one in strips)
    beside = page.columns if 2 * short > len(strips) > 1 else 1
    width = (page.inside - (beside - 1) * GAP) / beside
    stage = Stage(labels=labels, diagram=causal_diagram(view), width=width)

    @cache
    def row(place: int) -> Row:
        return stage.row(strips[place], shaded=place % 2 == 0)

    def plan(number: int) -> Plan:
        shown = strips[:number]
        told = [f"{one.name}, {one.heading}: {stage.in_words(one.chain)}." for one in shown]
        rest = len(strips) - len(shown)
        left_out = f" Shown: {len(shown)}, {first}. Left out: {rest}." * bool(rest)
        return attrs.evolve(
            whole,
            caption=whole.caption + left_out,
            alt_text=" ".join(told),
            key=[*stage.key(shown), *whole.key],
            rows=[row(place) for place in range(len(shown))],
            beside=beside,
        )

    if limit is None:
        return page.fitted(plan, len(strips))
    whole_numbers(limit=limit)
    return plan(limit)


_SHORT = 3
"""Chains of so many claims leave half of a wide page empty: two stand side by side."""


def _heading(view: View, chain: Chain) -> str:
    """What is said of a chain: its sign, who tells it, and what keeps its claims apart."""
    signs = [sign.value for sign in chain.signs]
    said = f"Effect of the whole chain: {' or '.join(signs)}; {_teller(view, chain)}"
    if chain.clash:
        clash = chain.clash
        said += f"; steps {clash.first + 1} and {clash.second + 1}: {clash.fault.value}"
    return said


def _teller(view: View, chain: Chain) -> str:
    """Who tells a chain whole, or who tells which stretch of it."""
    labels = _labels(view)
    if chain.told_whole_by:
        return f"stated in full by {'; '.join(labels[one] for one in chain.told_whole_by)}"
    told = ", then ".join(labels[one.author] for one in chain.stretches)
    return f"stated in full by no author: {told}"


def _labels(view: View) -> dict[str, str]:
    return {author: view.case.label(author) for author in view.authors}
