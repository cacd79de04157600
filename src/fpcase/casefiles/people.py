"""The authors of an entry of BibTeX: names parted by ``and``, and lists that only look so."""

import re
from collections.abc import Callable, Iterator

from fpcase.model.names import SUFFIXES, Name

_SIGN = re.compile(r"\\(?:[A-Za-z]+\s*|.)|[{}]|(?<=\s)and(?=\s)|;", re.IGNORECASE | re.DOTALL)
_FIRST_GROUP, _LAST_GROUP = 0xE000, 0xF8FF
"""Signs of no script: each stands for a group in braces while a name is taken apart."""
_EXTENDED = re.compile(r"(family|given|prefix|suffix)(-i)?\s*=")
_INITIALS = r"([^\W\d_]{1,2}(\.[\s-]*|[\s-]+))*[^\W\d_]{1,2}\.?"
_ENDS_IN_INITIALS = re.compile(rf"(?P<family>.*\w\w\w.*?)\s+(?P<given>{_INITIALS})")


def people_of(latex: str, decoded: Callable[[str], str], notes: list[str]) -> list[str]:
    """The names in a field, as works give them.

    Args:
        latex: The field.
        decoded: How LaTeX reads.
        notes: What has to be said of them goes here.

    >>> people_of("Ash, Ann and {World Bank}", lambda text: text.strip("{}"), [])
    ['Ann Ash', 'World Bank']
    """
    people: list[str] = []
    by_commas = False
    for piece in _pieces(latex, notes):
        text, groups = _with_groups(piece, decoded)
        names = _names(text)
        found = [name.translate(groups) for name in names]
        if names[-1] in {"others", "et al."}:
            notes.append("further authors are not named ('and others')")
            found.pop()
        if len(names) == 1 and "," in names[0]:
            notes.append(
                f"its names cannot be told apart in {found[0]!r}; separate them with 'and'"
            )
        by_commas |= len(names) > 1
        people += found
    if by_commas:
        notes.append(
            f"its names are separated by commas, not by 'and'; they are read as {'; '.join(people)}"
        )
    return people


def _pieces(latex: str, notes: list[str]) -> Iterator[str]:
    """What stands between one ``and`` and the next; between semicolons, if there is none."""
    cuts: dict[str, list[tuple[int, int]]] = {"and": [], ";": []}
    depth = 0
    for sign in _SIGN.finditer(latex):
        depth += {"{": 1, "}": -1}.get(sign[0], 0)
        if depth == 0 and sign[0].lower() in cuts:
            cuts[sign[0].lower()].append(sign.span())
    if cuts[";"] and not cuts["and"]:
        notes.append("its names are separated by semicolons, not by 'and'")
    start = 0
    for left, right in [*(cuts["and"] or cuts[";"]), (len(latex), len(latex))]:
        if latex[start:left].strip(" \t\n,"):
            yield latex[start:left].strip()
        start = right


def _with_groups(latex: str, decoded: Callable[[str], str]) -> tuple[str, dict[int, str]]:
    """A name decoded, with a sign for each group in braces; and what the signs stand for."""
    groups: dict[int, str] = {}
    parts: list[str] = []
    start = depth = opened = 0
    after_command = -1
    for sign in _SIGN.finditer(latex):
        if sign[0] == "{":
            if depth == 0:  # after a command, it is what the command takes: an accent's letter
                opened = -1 if sign.start() == after_command else sign.end()
            depth += 1
        elif sign[0] == "}":
            depth -= 1
            if depth == 0 and opened > 0 and _FIRST_GROUP + len(groups) <= _LAST_GROUP:
                stand_in = _FIRST_GROUP + len(groups)
                groups[stand_in] = decoded(latex[opened : sign.start()])
                parts += [latex[start : opened - 1], chr(stand_in)]
                start = sign.end()
        after_command = sign.end() if sign[0].startswith("\\") else -1
    return decoded("".join([*parts, latex[start:]])), groups


def _names(text: str) -> list[str]:
    """The names in what stands between two ``and``; one that keeps its commas is not clear."""
    if _EXTENDED.match(text):
        given = dict(part.partition("=")[::2] for part in text.split(","))
        fields = {key.strip(): value.strip() for key, value in given.items()}
        family, prefix = fields.get("family", ""), fields.get("prefix", "")
        return [_name(family, fields.get("given", ""), fields.get("suffix", ""), prefix)]
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) < 2:  # noqa: PLR2004 - no comma within
        return parts
    family, rest = parts[0], parts[1:]
    suffixes = [part for part in rest if part in SUFFIXES]
    others = [part for part in rest if part not in SUFFIXES]
    full = all(" " in part for part in parts)
    if len(others) == 1 and len(suffixes) <= 1 and not (full and text.endswith(",")):
        return [_name(family, *others, *suffixes)]
    if len(parts) % 2 == 0 and all(re.fullmatch(_INITIALS, part) for part in parts[1::2]):
        return [_name(*pair) for pair in zip(parts[::2], parts[1::2], strict=True)]
    if full and not suffixes:
        return [_turned(part) for part in parts]
    return [text]


def _turned(name: str) -> str:
    """A full name, with initials at its end put in front."""
    match = _ENDS_IN_INITIALS.fullmatch(name)
    if match and (match["given"].isupper() or match["given"].endswith(".")):
        return _name(match["family"], match["given"])
    return name


def _name(family: str, given: str = "", suffix: str = "", particle: str = "") -> str:
    return Name(family=family, given=given, suffix=suffix, particle=particle).text
