"""The arrows of a diagram, with all that a claim says, as text that is safe in any file.

What a scholar writes in a name or a mechanism must show as text in every program, and must not
run as markup. Each format escapes its own special characters; this module takes care of those
that no text format can show: control characters, which XML forbids and terminals obey, and marks
that turn the direction of writing round.
"""

import re
from collections.abc import Iterator, Mapping

import attrs

from fpcase.diagrams.causal import Diagram
from fpcase.model import CausalClaim, Sign, Stance
from fpcase.model.notebook import cell
from fpcase.statements import Position

_OF_ARROW = ("id", "cause", "causes", "effect", "sign", "stance")
DETAILS = (
    "jointly_with",
    *(field.name for field in attrs.fields(CausalClaim) if field.name not in _OF_ARROW),
)
"""What a claim says beside its arrow, in the order of the record."""

_SYMBOLS = {
    Sign.POSITIVE: Position.PLUS,
    Sign.NEGATIVE: Position.MINUS,
    Sign.NO_EFFECT: Position.ZERO,
    Sign.UNSTATED: Position.UNSTATED,
}


@attrs.frozen(kw_only=True)
class Arrow:
    """One claim from one cause to its effect; a joint cause has an arrow of its own.

    Attributes:
        cause: The node that it leaves.
        effect: The node that it reaches.
        claim: The claim's full id.
        author: Whose claim it is.
        author_name: The author's short name.
        sign: The sign.
        stance: Whether the author asserts, denies or reports it.
        record: The claim.
    """

    cause: str
    effect: str
    claim: str
    author: str
    author_name: str
    sign: Sign
    stance: Stance
    record: CausalClaim = attrs.field(repr=False)

    @property
    def symbol(self) -> str:
        """What a label says: the sign, and whether it is denied (with a cross) or reported.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
        >>> next(arrows(fpcase.causal_diagram(case))).symbol
        '+'
        """
        sign = _SYMBOLS[self.sign].value
        if self.reported:
            return f"{sign} (reported)"
        said = f"not {sign}" if self.stance is Stance.DENIES else sign
        return f"× {said}" if self.denies else said

    @property
    def denies(self) -> bool:
        """Whether it says that there is no (such) effect."""
        return self.stance is Stance.DENIES or (
            self.stance is Stance.ASSERTS and self.sign is Sign.NO_EFFECT
        )

    @property
    def look(self) -> Sign:
        """The sign that it is drawn with: what is denied looks like no effect."""
        return Sign.NO_EFFECT if self.denies else self.sign

    @property
    def joint(self) -> tuple[str, ...]:
        """The causes that only together with this one do the work."""
        causes = [cause.variable for cause in self.record.causes]
        return tuple(other for other in causes if other != self.cause) * (self.cause in causes)

    @property
    def details(self) -> dict[str, str]:
        """The claim's other fields as text, without the empty ones."""
        values = {"jointly_with": self.joint}
        values |= {name: getattr(self.record, name) for name in DETAILS[1:]}
        return {name: text for name, value in values.items() if (text := cell(value))}

    @property
    def fields(self) -> dict[str, str]:
        """All that is said of it beside its two ends, as text."""
        return {
            "claim": self.claim,
            "author": self.author,
            "author_name": self.author_name,
            "sign": self.sign.value,
            "stance": self.stance.value,
            **self.details,
        }

    @property
    def reported(self) -> bool:
        """Whether the author only passes on what others say."""
        return self.stance is Stance.REPORTS


def arrows(diagram: Diagram) -> Iterator[Arrow]:
    """The arrows of a diagram, in its order."""
    names: Mapping[str, str] = diagram.graph["labels"]
    for cause, effect, key, data in diagram.edges(keys=True, data=True):
        yield Arrow(
            cause=cause,
            effect=effect,
            claim=key,
            author=data["author"],
            author_name=names.get(data["author"], data["author"]),
            sign=Sign(data["sign"]),
            stance=Stance(data["stance"]),
            record=data["claim"],
        )


def effects(diagram: Diagram) -> Iterator[Arrow]:
    """The arrows that say that there is an effect, in the author's own voice."""
    return (arrow for arrow in arrows(diagram) if not (arrow.denies or arrow.reported))


def label(diagram: Diagram, arrow: Arrow) -> str:
    """What a drawing writes on an arrow: the sign, and the author where there are several."""
    several = len(diagram.graph["authors"]) > 1
    return f"{arrow.symbol} {arrow.author_name}" if several else arrow.symbol


def heading(diagram: Diagram) -> str:
    """The title of a drawing, with the version to be cited."""
    return f"{diagram.graph['title']} (version {diagram.graph['version']})"


_HIDDEN = "\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff"
UNPRINTABLE = re.compile(rf"[\x00-\x08\x0b\x0c\x0e-\x1f{_HIDDEN}]")
"""Characters that no text format shows: controls, turned writing, halves of characters."""
BREAKS = re.compile("[\t\n\r\u2028\u2029]+")
"""Line breaks and tabs, which a label has no room for."""
IN_JSON = re.compile(f"[{_HIDDEN}\u2028\u2029]")
"""What JSON may hold as it is, but a terminal or a browser would obey."""


def plain(text: str) -> str:
    r"""A text on one line, in which unprintable characters are named.

    >>> plain("Kazakh\u202e and\n\x1b[31mRussian")
    'Kazakh[U+202E] and [U+001B][31mRussian'
    """
    return UNPRINTABLE.sub(code, BREAKS.sub(" ", text))


def code(match: re.Match[str]) -> str:
    """The number of a character, as Unicode writes it."""
    return f"[U+{ord(match.group()):04X}]"


def bareword(text: str) -> str:
    """A text as a name that programs take without quotation marks.

    >>> bareword("gas-price@hananya-2019/h12")
    'gas_price_hananya_2019_h12'
    """
    return re.sub("[^0-9A-Za-z_]", "_", text)
