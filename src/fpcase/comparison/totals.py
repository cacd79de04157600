"""How many claims there are, and how many of them are compared."""

import attrs

from fpcase.model.ids import FullClaimId
from fpcase.model.terms import Basis
from fpcase.model.wording import counted
from fpcase.statements import Voice
from fpcase.statements.views import View


@attrs.frozen(kw_only=True)
class Totals:
    """The claims of a case's authors; what they are made of adds up to those that are coded.

    Attributes:
        coded: Causal and descriptive claims, all of them.
        own: Those compared that the authors make in their own words.
        reported: Those compared that the authors report of others.
        inferred: The coder's own readings, left out.
        general: Premises on states in general, left out.
        filtered: What filters leave out.
        descriptions: How many of those coded say what was so.
        forecasts: Predictions that are compared beside the claims.
    """

    coded: int
    own: int
    reported: int
    inferred: int
    general: int
    filtered: int
    descriptions: int
    forecasts: int

    @property
    def sentence(self) -> str:
        """The sum in one sentence."""
        parts = [
            f"{self.own} in the authors' own words",
            *([f"{self.reported} reported of others"] if self.reported else []),
            *([f"{self.inferred} inferred by the coder"] if self.inferred else []),
            *([f"{self.general} general premises"] if self.general else []),
            *([f"{self.filtered} left out by filters"] if self.filtered else []),
        ]
        described = f" ({counted(self.descriptions, 'description')})" if self.descriptions else ""
        forecast = f"; and {counted(self.forecasts, 'forecast')}" if self.forecasts else ""
        return f"{counted(self.coded, 'claim')}{described}: {', '.join(parts)}{forecast}."


def totals(view: View) -> Totals:
    """How many claims there are, and how many of them are compared.

    Args:
        view: What is looked at.

    >>> import fpcase
    >>> found = totals(View.of(fpcase.load_case(fpcase.bundled_case("kazakhstan"))))
    >>> parts = found.own + found.reported + found.inferred + found.general + found.filtered
    >>> parts == found.coded
    True
    """
    said = {one.id: one for one in view.statements}
    counts = dict.fromkeys(("own", "reported", "inferred", "general", "filtered"), 0)
    coded = descriptions = 0
    for author in view.authors:
        explanation = view.whole.explanations[author]
        descriptions += len(explanation.descriptions)
        claims = {id_: one.basis for id_, one in explanation.claims.items()}
        claims |= {id_: one.basis for id_, one in explanation.descriptions.items()}
        coded += len(claims)
        for id_, basis in claims.items():
            one = said.get(FullClaimId(f"{author}/{id_}"))
            if basis is Basis.INFERRED and not view.include_inferred:
                counts["inferred"] += 1
            elif one is None:
                counts["filtered"] += 1
            elif one.is_general:
                counts["general"] += 1
            else:
                counts["own" if one.voice is Voice.OWN else "reported"] += 1
    forecasts = sum(one.voice is Voice.FORECASTS for one in said.values())
    return Totals(coded=coded, descriptions=descriptions, forecasts=forecasts, **counts)
