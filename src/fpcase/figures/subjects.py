"""What parts of a figure show, in words that style sheets, scripts and links use."""

from fpcase.drawing.scene import Subject


def about(
    *,
    variables: tuple[str, ...] = (),
    claims: tuple[str, ...] = (),
    authors: tuple[str, ...] = (),
    classes: tuple[str, ...] = (),
) -> Subject:
    """What a part shows.

    A link on it leads to its claims, or to its one variable; an arrow that stands for no claim
    leads nowhere, and not to its cause.

    Args:
        variables: A variable, or the cause and the effect of an arrow.
        claims: Full ids of the claims that it stands for.
        authors: Ids of the authors who make them.
        classes: Words for style sheets, such as ``positive`` or ``level-system``.

    >>> about(variables=("war", "neutrality"), claims=("doe-2001/d1",)).leads_to
    ('doe-2001/d1',)
    """
    pair = len(variables) == _PAIR
    ends = (("cause", variables[:1]), ("effect", variables[1:]))
    named = ends if pair else (("variable", variables),)
    return Subject(
        name=variables,
        classes=(*classes, *(f"author-{author}" for author in authors)),
        ids=(("claims", claims), ("authors", authors), *named),
        leads_to=claims or (() if pair else variables),
    )


_PAIR = 2
