"""What a theory's pattern demands of a diagram, as a sentence."""

from fpcase.model.theories import (
    EveryPathPattern,
    NoPathPattern,
    PathPattern,
    Pattern,
    Selector,
)
from fpcase.report.phrases import Pages
from fpcase.report.restructured import plain


def demand(pages: Pages, pattern: Pattern) -> str:
    """What a diagram must look like for an explanation to meet a proposition."""
    if some := pattern.some_path:
        through = f" through {_which(pages, some.through)}" if some.through else ""
        sign = f"a {some.sign.value} path" if some.sign else "a path"
        return f"Expects {sign} {_ends(pages, some)}{through}."
    if every := pattern.every_path:
        passed = _which(pages, every.through)
        return f"Expects that every path {_ends(pages, every)} passes {passed}."
    if none := pattern.no_path:
        return f"Expects no path {_ends(pages, none)}."
    if loop := pattern.loop:
        return f"Expects a loop through {_which(pages, loop.through)}."
    if share := pattern.outcome_cause_share:
        levels = " or ".join(level.value for level in share.level)
        return (
            f"Expects that at least {share.at_least:.0%} of what directly moves the outcomes lies "
            f"at {levels} level."
        )
    return "Expects no shape."


def _ends(pages: Pages, path: PathPattern | EveryPathPattern | NoPathPattern) -> str:
    """Where a path begins and ends."""
    return f"from {_which(pages, path.cause)} to {_which(pages, path.effect)}"


def _which(pages: Pages, selector: Selector) -> str:
    """The variables that a selector speaks of."""
    said = [
        *(["the outcomes"] if selector.outcome else []),
        *(["what any author or decision has as an outcome"] if selector.policy else []),
        *([" or ".join(map(pages.variable, selector.variables))] if selector.variables else []),
    ]
    if selector.level:
        said.append(f"variables at {' or '.join(one.value for one in selector.level)} level")
    if selector.tags:
        tags = " or ".join(f"“{plain(tag)}”" for tag in selector.tags)
        said.append(f"variables with the tag {tags}")
    return " that are also ".join(said) or "any variable"
