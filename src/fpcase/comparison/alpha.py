"""Krippendorff's alpha for two coders and nominal codes."""

from collections import Counter
from collections.abc import Sequence

from fpcase.model.signatures import checked


@checked
def krippendorff_alpha(codes: Sequence[tuple[str, str]]) -> float | None:
    """How far two coders agree beyond chance: 1 for always, 0 for as often as by chance.

    Nominal alpha (Krippendorff 2018, Content Analysis, ch. 12): one less observed over expected
    disagreement, where chance draws two codes from all that were given.

    Args:
        codes: For each unit, what the one and what the other coder gave.

    Returns:
        Alpha, or None where it is undefined (no units, or one code alone was ever given).

    >>> meg, owen = "0100000010", "1110010000"
    >>> round(krippendorff_alpha(list(zip(meg, owen))), 3)
    0.095
    """
    given = Counter(code for unit in codes for code in unit)
    number = given.total()
    expected = number**2 - sum(count**2 for count in given.values())
    if not expected:
        return None
    observed = 2 * sum(one != other for one, other in codes)
    return 1 - observed * (number - 1) / expected
