"""What a theory demands of an explanation's diagram, in words."""

from collections.abc import Callable

from fpcase.model.variables import (
    EveryPathPattern,
    NoPathPattern,
    PathPattern,
    Pattern,
    Selector,
)
from fpcase.report.linked_text import Said, joined

Naming = Callable[[str, str], Said]
"""Names a record of a kind."""


def demand(pattern: Pattern | None, link: Naming) -> Said:
    """What a diagram must look like for an explanation to meet a proposition.

    Args:
        pattern: The shape that the proposition demands.
        link: Names a variable.
    """
    if pattern is None:
        return ("A diagram cannot test this.",)
    if some := pattern.some_path:
        sign = f"a {some.sign.value} path" if some.sign else "a path"
        through = (" through ", *_which(some.through, link)) if some.through else ()
        return (f"Expects {sign} ", *_ends(some, link), *through, ".")
    if every := pattern.every_path:
        passed = _which(every.through, link)
        return ("Expects that every path ", *_ends(every, link), " passes through ", *passed, ".")
    if none := pattern.no_path:
        return ("Expects no path ", *_ends(none, link), ".")
    if loop := pattern.loop:
        return ("Expects a loop through ", *_which(loop.through, link), ".")
    share = pattern.outcome_cause_share
    assert share  # noqa: S101 - a pattern has one of the five
    levels = " or ".join(level.value for level in share.level)
    least = f"Expects that at least {share.at_least:.0%} of the direct causes of the outcomes"
    return (f"{least} are at the {levels} level.",)


def _ends(path: PathPattern | EveryPathPattern | NoPathPattern, link: Naming) -> Said:
    """Where a path begins and ends."""
    return ("from ", *_which(path.cause, link), " to ", *_which(path.effect, link))


def _which(selector: Selector, link: Naming) -> Said:
    """The variables that a selector speaks of."""
    said: list[Said] = []
    if selector.outcome:
        said.append(("the outcomes",))
    if selector.policy:
        said.append(("any variable that is an outcome for an author or in a decision",))
    if selector.variables:
        said.append(joined((link("variable", one) for one in selector.variables), " or "))
    if selector.level:
        levels = " or ".join(one.value for one in selector.level)
        said.append((f"variables at the {levels} level",))
    if selector.tags:
        tags = " or ".join(f"“{tag}”" for tag in selector.tags)
        said.append((f"variables with the tag {tags}",))
    return joined(said, " that are also ") or ("any variable",)
