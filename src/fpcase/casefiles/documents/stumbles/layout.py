"""Lines and their colons: what stands too far in or out, or has a colon too many or too few."""

import re

from fpcase.casefiles.documents.stumbles.stumble import Finding, Stumble
from fpcase.casefiles.documents.stumbles.words import LINE_UNFIT, ONE_COLON_TOO_MANY

_LONGEST_EXAMPLE = 60
_BARE_WORD = re.compile(r"^(\s*(?:-\s+)?)([\w-]+)\s*$")
_KEY_AND_TEXT = re.compile(r"^(\s*(?:-\s+)*)([\w-]+): +\S")
_KEY = re.compile(r"^\s*(?:-\s+)?[\w-]+$")
_KEY_AND_LONG_TEXT = re.compile(r"^\s*(?:-\s+)*([\w-]+): +(\S.*?)\s*$")


def missing_colon(stumble: Stumble) -> Finding | None:
    """A key that lacks its colon, in the line above."""
    found = _BARE_WORD.match(stumble.above)
    if not found or ONE_COLON_TOO_MANY not in stumble.says:
        return None
    if len(stumble.before) - len(stumble.before.lstrip()) < len(found[1]):
        return None
    return Finding(
        index=stumble.begin(stumble.number - 1) + found.end(2),
        what=f"a ':' is missing after {found[2]!r}",
        advice=f"write '{found[2]}:'",
    )


def too_far_in(stumble: Stumble) -> Finding | None:
    """A key that stands further in than its neighbour, whose text it has become."""
    found = _KEY_AND_TEXT.match(stumble.above)
    if not found or ONE_COLON_TOO_MANY not in stumble.says or not _KEY.match(stumble.before):
        return None
    key, column = found[2], len(found[1]) + 1
    return Finding(
        index=stumble.index,
        what=f"the line is indented further than {key!r} above it, and so it is more of the text "
        "there, in which this ':' is one too many",
        advice=f'begin the line in column {column} like {key!r}; or put "..." around '
        "the whole text if the line belongs to it",
    )


def colon_in_text(stumble: Stumble) -> Finding | None:
    """A colon and a space in the middle of a text."""
    found = _KEY_AND_LONG_TEXT.match(stumble.line)
    if not found or ONE_COLON_TOO_MANY not in stumble.says:
        return None
    if found.start(2) > len(stumble.before):
        return None  # the colon of the key itself: the text that has begun is in a line above
    key, text = found.groups()
    advice = "put \"...\" around the whole text if the ':' belongs to it"
    if text[0] in "“„«‘":
        advice = (
            f'put straight quotation marks "..." around the whole text, as {text[0]} means '
            "nothing to YAML"
        )
    elif len(text) <= _LONGEST_EXAMPLE and not set(text) & set("\"'\\#"):
        advice = f"write {key}: \"{text}\" if the ':' belongs to the text"
    return Finding(
        index=stumble.index,
        what=f"this ':' is one too many, as the text of {key!r} has begun before it",
        advice=advice,
    )


_HIGHEST, _WIDEST = 1000, 200
"""How many lines above are looked at, and how much of each."""


_LONE_DASH = re.compile(r"^\s*(?:-\s+)*[\w-]+:\s+(-)\s*$")


def lone_dash(stumble: Stumble) -> Finding | None:
    """A hyphen as the whole value, which begins a list to YAML."""
    found = _LONE_DASH.match(stumble.line)
    return found and Finding(
        index=stumble.begin(stumble.number) + found.start(1),
        what="a '-' alone begins a list to YAML",
        advice="write a word, such as 'negative' for a sign, or put \"-\" in quotation marks",
    )


_KEY_AND_COLON = re.compile(r"[\w-]+:(?:\s|$)")


def missing_dash(stumble: Stumble) -> Finding | None:
    """A record that lacks the hyphen with which those above it begin."""
    bare = stumble.line.lstrip(" ")
    margin = stumble.line[: len(stumble.line) - len(bare)]
    if not LINE_UNFIT.search(stumble.says) or not _KEY_AND_COLON.match(bare):
        return None
    for number in range(stumble.number - 1, max(0, stumble.number - _HIGHEST), -1):
        above = stumble.lines.line(number)[:_WIDEST]
        if above.startswith(f"{margin}- "):
            return Finding(
                index=stumble.index,
                what=f"the record in line {number} begins with a '-', and this one does not",
                advice="put a '-' and a space before it, or indent it further if it belongs to "
                "that record",
            )
        if above.strip() and not above.startswith(f"{margin} "):
            return None
    return None


def misaligned(stumble: Stumble) -> Finding | None:
    """A line that begins where no line above it begins."""
    if not LINE_UNFIT.search(stumble.says):
        return None
    columns = sorted(_columns_above(stumble))
    here = len(stumble.before) + 1
    if stumble.before.strip() or here in columns or not columns:
        return None
    *most, last = [str(column) for column in columns]
    where = f"{', '.join(most)} or {last}" if most else last
    return Finding(
        index=stumble.index,
        what=f"the line begins in column {here}, where nothing above it begins",
        advice=f"begin it in column {where}, as the lines above do that it belongs to",
    )


def _columns_above(stumble: Stumble) -> set[int]:
    """The columns in which a line may begin: those of the keys and dashes that are still open."""
    columns: set[int] = set()
    lowest = len(stumble.text)
    for number in range(stumble.number - 1, max(0, stumble.number - _HIGHEST), -1):
        line = stumble.lines.line(number)[:_WIDEST]
        bare = line.lstrip(" ")
        if not bare or bare.startswith("#"):
            continue
        column = len(line) - len(bare)
        inside = [column]
        while bare.startswith("- "):
            bare = bare[1:].lstrip(" ")
            inside.append(len(line) - len(bare))
        columns |= {one + 1 for one in inside if one < lowest}
        lowest = min(lowest, column)
    return columns


_COMMENT_BEHIND_TEXT = re.compile(r"[^\s\"'\]}][ ]+(#)[^\s#]")


def comment_above(stumble: Stumble) -> Finding | None:
    """A '#' in the text above, which has ended that text."""
    if not LINE_UNFIT.search(stumble.says) and "expected ':'" not in stumble.says:
        return None
    found = _COMMENT_BEHIND_TEXT.search(stumble.above)
    return found and Finding(
        index=stumble.begin(stumble.number - 1) + found.start(1),
        what="this '#' begins a comment, which ends the text, and so the line below fits nowhere",
        advice="put \"...\" around the whole text if the '#' belongs to it",
        says_hint=True,
    )
