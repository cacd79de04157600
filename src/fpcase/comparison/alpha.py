"""Agreement beyond chance, for nominal codes of two coders or more."""

from collections import Counter
from collections.abc import Iterable, Sequence

from fpcase.model.signatures import checked


def shared_codes(codes: Iterable[Sequence[str]]) -> list[Sequence[str]]:
    """The units that two coders at least have a code for; the others say nothing of agreement."""
    return [unit for unit in codes if len(unit) > 1]


def observed_agreement(codes: Iterable[Sequence[str]]) -> float | None:
    """The share of pairs of coders that agree, on average over the units.

    >>> observed_agreement([["a", "a", "b"], ["b", "b"]])
    0.6666666666666666
    """
    shares = [
        sum(count * (count - 1) for count in Counter(unit).values()) / (len(unit) * (len(unit) - 1))
        for unit in shared_codes(codes)
    ]
    return sum(shares) / len(shares) if shares else None


@checked
def krippendorff_alpha(codes: Sequence[Sequence[str]]) -> float | None:
    """How far coders agree beyond chance: 1 for always, 0 for as often as by chance.

    Nominal alpha (Krippendorff 2018, Content Analysis, ch. 12): one less observed over expected
    disagreement, where chance draws two codes from all that were given.

    Args:
        codes: For each unit, the codes that coders gave; one that only one coder has does not
            count.

    Returns:
        Alpha, or None where it is undefined (no units, or one code alone was ever given).

    >>> meg, owen = "0100000010", "1110010000"
    >>> round(krippendorff_alpha(list(zip(meg, owen))), 3)
    0.095
    """
    units = shared_codes(codes)
    given = Counter(code for unit in units for code in unit)
    number = given.total()
    expected = number**2 - sum(count**2 for count in given.values())
    if not expected:
        return None
    observed = sum(
        (len(unit) ** 2 - sum(count**2 for count in Counter(unit).values())) / (len(unit) - 1)
        for unit in units
    )
    return 1 - observed * (number - 1) / expected


@checked
def gwet_ac1(codes: Sequence[Sequence[str]]) -> float | None:
    """Agreement beyond chance where one code prevails, and alpha is low for that alone.

    AC1 (Gwet 2008, Computing inter-rater reliability and its variance in the presence of high
    agreement): chance is that of coders who are sometimes unsure, and is small where codes are
    given very unevenly.

    Args:
        codes: For each unit, the codes that coders gave; one that only one coder has does not
            count.

    Returns:
        AC1, or None where it is undefined (no units, or one code alone was ever given).

    >>> meg, owen = "0100000010", "1110010000"
    >>> round(gwet_ac1(list(zip(meg, owen))), 3)
    0.31
    """
    units = shared_codes(codes)
    observed = observed_agreement(units)
    shares: dict[str, float] = {}
    for unit in units:
        for code, count in Counter(unit).items():
            shares[code] = shares.get(code, 0) + count / len(unit) / len(units)
    if observed is None or len(shares) == 1:
        return None
    chance = sum(share * (1 - share) for share in shares.values()) / (len(shares) - 1)
    return (observed - chance) / (1 - chance)
