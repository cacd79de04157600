"""Words that go with numbers."""


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
