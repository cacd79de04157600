"""Words as messages and summaries need them: with numbers, in one line, in LaTeX; the nearest."""

import difflib
import re
import textwrap
from collections.abc import Iterable, Sequence


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun, in the form that the number asks for.

    Args:
        number: How many.
        one: The noun for one of them.
        many: The noun for several; `one` with an s if left out.

    >>> counted(1, "arrow"), counted(2, "arrow"), counted(0, "theory", "theories")
    ('1 arrow', '2 arrows', '0 theories')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"


def first_few(names: Sequence[str], most: int, between: str = ", ") -> str:
    """The first few of some names, and how many more there are.

    Args:
        names: The names.
        most: How many are named.
        between: What stands between two of them.

    >>> first_few(["oil", "gas", "wheat"], 2), first_few(["oil"], 2)
    ('oil, gas and 1 more', 'oil')
    """
    more = f" and {len(names) - most} more" * (len(names) > most)
    return f"{between.join(names[:most])}{more}"


def in_one_line(text: str, longest: int = 100) -> str:
    r"""A text as a summary in a terminal can show it, whatever it holds.

    Line ends become spaces, characters that cannot be seen are spelled out, and what is too long
    ends in dots.

    Args:
        text: The text.
        longest: How many characters there is room for.

    >>> in_one_line("Between\nthe \x1b[31mpowers")
    'Between the \\x1b[31mpowers'
    >>> in_one_line("Between the powers", 13)
    'Between th...'
    """
    words = " ".join(text.split())
    plain = "".join(one if one.isprintable() else ascii(one)[1:-1] for one in words)
    return plain if len(plain) <= longest else f"{plain[: longest - 3]}..."


COLUMNS = 80
"""How wide a terminal is at least."""


def wrapped(text: str, *, indent: int = 1) -> tuple[str, ...]:
    """A text as lines of a terminal, those after the first set in.

    Args:
        text: The text.
        indent: How far the first line is set in.

    >>> wrapped("They agree.")
    (' They agree.',)
    """
    return tuple(wrap_line(" " * indent + in_one_line(text, 100_000)))


def wrap_line(line: str, width: int = COLUMNS, *, cuts: bool = True) -> list[str]:
    """A line as several that fit; what is set in stays so, and goes on further in.

    Args:
        line: The line.
        width: How wide they may be.
        cuts: Whether a longer word is cut; an id that is to be copied stays whole.

    >>> wrap_line("  They agree.", 10)
    ['  They', '    agree.']
    """
    inset = " " * (len(line) - len(line.lstrip()) + 2)
    return textwrap.wrap(
        line, width, subsequent_indent=inset, break_on_hyphens=False, break_long_words=cuts
    )


def in_latex(text: str) -> str:
    r"""A text that LaTeX shows as it is.

    >>> in_latex("oil & gas -- why?")
    'oil \\& gas -{}- why?'
    """
    text = "".join(LATEX.get(character, character) for character in text)
    return _LIGATURE.sub(r"{}\g<0>", text)


LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "−": "$-$",
    **{character: "\\" + character for character in "&%$#_"},
}
"""Characters that LaTeX takes for something else -> how it is told to print them."""

_LIGATURE = re.compile(r"(?<=-)-|(?<=')'|(?<=,),|(?<=[`?!])`")
"""The second character of what LaTeX would join: two hyphens, for instance, into a dash."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that a word most resembles, or None if none comes near.

    >>> nearest("oil-prise", ["gas-price", "oil-price"])
    'oil-price'
    """
    matches = difflib.get_close_matches(word[:_LONGEST], map(str, known), n=1, cutoff=0.6)
    return matches[0] if matches else None


_LONGEST = 100
"""How much of a word is compared: more is no slip of the pen, and the search takes long."""


def did_you_mean(near: str | None, otherwise: str = "") -> str:
    """The question of a message, or what it says if nothing comes near.

    >>> did_you_mean("oil-price"), did_you_mean(None, "correct or delete it")
    ("did you mean 'oil-price'?", 'correct or delete it')
    """
    return f"did you mean {near!r}?" if near else otherwise


def hint(word: object, known: Iterable[str], otherwise: str = "") -> str:
    """The end of a message on a word that is none of those known; it may be empty.

    >>> hint("oil-prise", ["oil-price"]), hint("war", ["oil-price"])
    ("; did you mean 'oil-price'?", '')
    """
    near = nearest(word, known) if isinstance(word, str) else None
    said = did_you_mean(near, otherwise)
    return f"; {said}" if said else ""


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """What to say of a name that is none of those known.

    >>> unknown("table", "loop", ["loops", "counts"])
    "there is no table 'loop'; did you mean 'loops'?"
    >>> unknown("table", "x", ["loops", "counts"])
    "there is no table 'x'; available: loops, counts"
    """
    names = list(known)
    every = f"available: {', '.join(names)}"
    return f"there is no {what} {name!r}{hint(name, names, every)}"
