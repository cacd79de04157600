"""Signs that look like YAML's own, or stand where they must not: how a slip of the hand looks."""

import re

from fpcase.casefiles.documents.characters import ODD_SPACE
from fpcase.casefiles.documents.hints import TAB, TAB_ADVICE
from fpcase.casefiles.documents.stumbles.stumble import Finding, Stumble

_MERGE = re.compile(r"^(?:<{7} |={7}$|>{7} )", re.MULTILINE)


def unfinished_merge(stumble: Stumble) -> Finding | None:
    """The marks of a merge of two versions that nobody has finished."""
    found = _MERGE.search(stumble.text)
    return found and Finding(
        index=found.start(),
        what="two versions of the file have been merged, and the merge was not finished",
        advice="keep one version of each part, and delete the lines that begin with <<<<<<<, "
        "======= and >>>>>>>",
    )


def tab(stumble: Stumble) -> Finding | None:
    """A tab in the indentation, or where a value should begin."""
    line = stumble.line
    indentation = line[: len(line) - len(line.lstrip())]
    at = indentation.find("\t")
    if at >= 0:
        index = stumble.begin(stumble.number) + at
    elif stumble.text[stumble.index : stumble.index + 1] == "\t":
        index = stumble.index
    else:
        return None
    return Finding(rule="tab", index=index, what=TAB, advice=TAB_ADVICE)


_ODD_SPACED = re.compile(rf"^[ ]*(?:- *)?(?:[\w-]+:)?[ ]*({ODD_SPACE.pattern})")


def odd_space(stumble: Stumble) -> Finding | None:
    """A space from a word processor, which YAML takes for a letter."""
    for line, begin in stumble.near():
        found = _ODD_SPACED.match(line)
        if found:
            return Finding(
                index=begin + found.start(1),
                what=f"the character U+{ord(found[1]):04X} looks like a space and is none to YAML "
                "(word processors and web pages put it in)",
                advice="type a space in its place",
            )
    return None


_WIDE_COLON = re.compile(r"^\s*(?:- *)?[\w-]+\s*([：﹕꞉])")  # noqa: RUF001 - what is typed for a colon


def wide_colon(stumble: Stumble) -> Finding | None:
    """A colon of another script, which YAML takes for a letter."""
    for line, begin in stumble.near():
        found = _WIDE_COLON.match(line)
        if found:
            return Finding(
                index=begin + found.start(1),
                what=f"the character {found[1]} is no colon to YAML",
                advice="type ':' and a space in its place",
            )
    return None


_BULLET = re.compile(r"^\s*([•‣◦▪·●○–—―−*])\s")


def bullet(stumble: Stumble) -> Finding | None:
    """A bullet or a long dash where YAML wants a hyphen."""
    for line, begin in stumble.near():
        found = _BULLET.match(line)
        if found:
            return Finding(
                index=begin + found.start(1),
                what=f"the character {found[1]} does not begin an item of a list to YAML",
                advice="begin each item with '-' and a space",
            )
    return None


_DASHED_KEY = re.compile(r"^\s*(-)[A-Za-z_]+:(?:\s|$)")


def dash_without_space(stumble: Stumble) -> Finding | None:
    """A hyphen that a key follows without a space."""
    for line, begin in stumble.near():
        found = _DASHED_KEY.match(line)
        if found:
            return Finding(
                index=begin + found.start(1),
                what="a '-' begins an item of a list only where a space follows it",
                advice="put a space after the '-'",
            )
    return None


_TIGHT_KEY = re.compile(r"""^\s*(?:-\s+)?((["']?)[\w-]+\2):(?=\S)""")


def key_without_space(stumble: Stumble) -> Finding | None:
    """A colon that a value follows without a space."""
    if "expected ':'" not in stumble.says:
        return None
    number, _ = stumble.lines.place(stumble.opened)
    found = _TIGHT_KEY.match(stumble.lines.line(number))
    return found and Finding(
        index=stumble.begin(number) + found.end(1),
        what=f"the ':' after {found[1]} makes a key of it only where a space follows",
        advice="put a space after the ':'",
    )
