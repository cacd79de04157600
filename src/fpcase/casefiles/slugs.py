"""Ids made from names and labels, in whatever script they are written."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from fpcase.model.ids import ID_PATTERN, CaseId, id_pattern, is_too_long

_LONGEST = 60
_LETTER = re.compile(
    r"(?:LATIN|FULLWIDTH LATIN) (?:SMALL|CAPITAL) LETTER ([A-Z]{1,2})(?: WITH .+)?"
)
_TABLE = """
а a  б b  в v  г g  д d  е e  ё yo ж zh з z  и i  й y  к k  л l  м m  н n  о o  п p  р r  с s  т t
у u  ф f  х kh ц ts ч ch ш sh щ shch ъ _ ы y ь _ э e  ю yu я ya
і i  ї i є ye ґ g  ў w  ә a  ғ gh қ q  ң ng ө o  ұ u  ү u  һ h  ј j  љ lj њ nj ћ c  ђ dj џ dz
α a  β v  γ g  δ d  ε e  ζ z  η i  θ th ι i  κ k  λ l  μ m  ν n  ξ x  ο o  π p  ρ r  σ s  ς s  τ t
υ y  φ f  χ ch ψ ps ω o
ß ss ı i  þ th ð d  ə a  œ oe ŋ ng
"""  # noqa: RUF001 - letters that look Latin are the point of the table
_WORDS = _TABLE.replace("_", "'").split()  # what is silent is an apostrophe
_LETTERS = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))
_APOSTROPHES = re.compile("['’‘ʼʻ]")  # noqa: RUF001 - they look alike


def slug(text: str, otherwise: str) -> str:
    """An id in kebab-case that reads like a text.

    Latin letters lose their accents; Cyrillic (Kazakh and Ukrainian letters too) and Greek
    are written in Latin letters, and other scripts by the names that Unicode gives their
    letters: roughly as they sound, so that ids can be told apart. Chinese
    signs are written as Mandarin reads them, rare ones by their numbers.

    Args:
        text: The name or label.
        otherwise: The id of a text that leaves nothing.

    >>> slug("Fear of Abandonment (by Россия)", "variable")
    'fear-of-abandonment-by-rossiya'
    """
    text = unicodedata.normalize("NFC", _APOSTROPHES.sub("", text).casefold())
    letters = "".join(_latin(letter) for letter in text).replace("'", "")
    letters = re.sub(f"a?{_INSTEAD}", "", letters)
    words = re.findall(r"[a-z0-9]+", letters)
    made = "-".join(words)
    if len(made) > _LONGEST:
        made = made[: _LONGEST + 1].rpartition("-")[0] or made[:_LONGEST]
    return made if ID_PATTERN.fullmatch(made) else f"{made}-1" if made else otherwise


def _latin(letter: str) -> str:
    if letter.isascii():
        return letter
    known = _pinyin() if letter >= _FIRST_SIGN else _LETTERS
    if letter in known:
        return known[letter]
    sound = _sound(unicodedata.name(letter, ""))
    if sound is not None:
        return sound
    parts = unicodedata.normalize("NFKD", letter)
    if parts != letter:
        return "".join(_latin(part) for part in parts)
    if unicodedata.combining(letter):
        return ""
    match = _LETTER.fullmatch(unicodedata.name(letter, ""))
    return match[1].lower() if match else " "


_FIRST_SIGN = "\u4e00"


@cache
def _pinyin() -> dict[str, str]:
    """Chinese sign -> its reading, a word without its tone."""
    lines = Path(__file__).with_name("pinyin.txt").read_text(encoding="utf-8").splitlines()
    return {sign: f" {sound} " for sound, signs in map(str.split, lines[1:]) for sign in signs}


_INSTEAD = "\b"
"""Stands before a vowel that a consonant has instead of its own a."""
_SYLLABLE = re.compile(r"(?:HIRAGANA|KATAKANA) LETTER (?:SMALL )?(\w+)|HANGUL SYLLABLE (\w+)")
_INDIC = re.compile(
    r"(?:DEVANAGARI|BENGALI|GURMUKHI|GUJARATI|ORIYA|TAMIL|TELUGU|KANNADA|MALAYALAM|SINHALA) "
    r"(?:LETTER (\w+).*|VOWEL SIGN (\w+).*|SIGN VIRAMA|SIGN (ANUSVARA)|.*)"
)
_NAMED = re.compile(
    r"(?:ARABIC|HEBREW|SYRIAC|GEORGIAN|ARMENIAN SMALL|ETHIOPIC|LAO|THAI)"
    r"(?: LETTER| CHARACTER| SYLLABLE)? (?:(MAI .*)|(?:SARA )?([SKTDGCPZ]H|TS|NG|[A-Z]).*)"
)


def _sound(name: str) -> str | None:
    """How a letter roughly sounds, by its name; None if the name does not tell."""
    if name.startswith("CJK UNIFIED IDEOGRAPH-"):
        return f"u{name.rpartition('-')[2].lower()}"
    if syllable := _SYLLABLE.fullmatch(name):
        return (syllable[1] or syllable[2]).lower()
    if named := _NAMED.fullmatch(name):
        return (named[2] or "").lower()  # a tone has no sound of its own
    indic = _INDIC.fullmatch(name)
    if indic is None:
        return None
    sound = re.sub(r"(.)\1", r"\1", (indic[1] or indic[2] or "").lower())
    return _INSTEAD + sound if indic[2] or "VIRAMA" in name else "n" if indic[3] else sound


def distinct_slugs(texts: list[str], otherwise: str) -> dict[str, str]:
    """Text -> id; different texts never share an id, and the same texts give the same ids.

    Args:
        texts: Names or labels, in an order that decides who gets the plain id.
        otherwise: The id of a text that leaves nothing.

    >>> distinct_slugs(["Trust", "trust!", "Trust"], "variable")
    {'Trust': 'trust', 'trust!': 'trust-2'}
    """
    return distinct(texts, lambda text: slug(text, otherwise), "-")


def distinct(texts: Iterable[str], rewrite: Callable[[str], str], by: str = "_") -> dict[str, str]:
    """Texts rewritten, each still different from all others, by a number behind `by`.

    >>> distinct(["gas-price", "gas.price"], lambda text: re.sub("[-.]", "_", text))
    {'gas-price': 'gas_price', 'gas.price': 'gas_price_2'}
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    counts: dict[str, int] = {}
    for text in dict.fromkeys(texts):
        wish = made = rewrite(text)
        while made in taken:
            counts[wish] = counts.get(wish, 1) + 1
            made = f"{wish}{by}{counts[wish]}"
        taken.add(made)
        found[text] = made
    return found


def meant_id(text: str, kind: object = CaseId) -> str | None:
    """The id that a text is, or would be if it were spelled as ids are.

    Args:
        text: What stands where an id should.
        kind: The kind of id.

    >>> meant_id("Oil_Price"), meant_id("war;")
    ('oil-price', 'war')
    """
    if is_too_long(text):
        return None
    pattern = id_pattern(kind)
    if pattern.fullmatch(text):
        return text
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(c for c in plain if unicodedata.category(c) not in {"Mn", "Cf", "Cc"})
    spelled = re.sub(r"[\s_]+", "-", plain.strip())
    if not pattern.fullmatch(spelled) and len(text) <= _LONGEST and not _PARTING.search(text):
        rough = any(_sound(unicodedata.name(letter, "")) for letter in text)
        spelled = "" if rough else slug(text, "")
    return spelled if pattern.fullmatch(spelled) else None


_PARTING = re.compile("[:/]")
"""Signs that part a key from its value, or an owner from what it owns: not to be dropped."""
