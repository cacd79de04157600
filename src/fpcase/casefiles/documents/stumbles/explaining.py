"""Which tell knows a slip: the surest goes first."""

from collections.abc import Callable

import attrs

from fpcase.casefiles.documents.stumbles import brackets, layout, signs
from fpcase.casefiles.documents.stumbles.stumble import Finding, Stumble
from fpcase.casefiles.documents.stumbles.words import by_the_parser_s_words


def explain(stumble: Stumble) -> Finding:
    """What is wrong, and where."""
    readable = len(stumble.line) <= _LONGEST_LINE and len(stumble.above) <= _LONGEST_LINE
    for tell in _TELLS if readable else ():
        found = tell(stumble)
        if found:
            break
    else:
        found = by_the_parser_s_words(stumble)
    if found.rule != "not-yaml":
        return found
    return attrs.evolve(found, what=f"this is not YAML: {found.what}")


_LONGEST_LINE = 10_000
"""In a line longer than this no slip is sought: it was not written by hand, and may be a trap."""

_TELLS: tuple[Callable[[Stumble], Finding | None], ...] = (
    signs.unfinished_merge,
    signs.tab,
    signs.odd_space,
    signs.wide_colon,
    signs.bullet,
    signs.dash_without_space,
    signs.key_without_space,
    layout.lone_dash,
    layout.missing_dash,
    layout.missing_colon,
    layout.too_far_in,
    layout.colon_in_text,
    brackets.comment_in_brackets,
    brackets.end_in_brackets,
    brackets.colon_in_brackets,
    brackets.text_behind_quotes,
    brackets.wrong_bracket,
    brackets.text_behind_bracket,
    layout.comment_above,
    layout.misaligned,
)
"""How slips look, the surest first."""
