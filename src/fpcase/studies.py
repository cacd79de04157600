"""The front door: what of a case is looked at, and every verb on a loaded case."""

from collections.abc import Iterable
from pathlib import Path

from fpcase.casefiles import find_case, load_case
from fpcase.comparison import (
    Chains,
    Comparison,
    Congruence,
    compare,
    congruence,
    find_chains,
)
from fpcase.diagrams.chains import LIMIT, MAX_STEPS, Telling
from fpcase.model.cases import Case
from fpcase.statements import View

__all__ = ["Study", "study"]


class Study(View):
    """A case as it is looked at, and every question that can be put to it.

    Each verb calls one function, and returns what that returns. Nothing changes a study:
    `only` gives a new one.

    >>> import fpcase
    >>> study = fpcase.study("kazakhstan")
    >>> study.only("hananya-2019", period="2014/..").authors
    ('hananya-2019',)
    """

    def compare(self, *, through_chains: bool = True) -> Comparison:
        """Say what authors share, and where they part; see `fpcase.comparison.compare`."""
        return compare(self, through_chains=through_chains)

    def chains(
        self,
        cause: str,
        effect: str,
        *,
        telling: str | Telling = Telling.POOLED,
        max_steps: int = MAX_STEPS,
        limit: int = LIMIT,
    ) -> Chains:
        """Find the chains of claims between two variables; see `fpcase.comparison.find_chains`."""
        return find_chains(self, cause, effect, telling=telling, max_steps=max_steps, limit=limit)

    def congruence(self, *, theories: Iterable[str] | None = None) -> Congruence:
        """Ask whether authors argue as theories say; see `fpcase.comparison.congruence`."""
        return congruence(self, theories=theories)


def study(of: str | Path | Case) -> Study:
    """Look at a case: the name of a bundled one, a folder, or a case that is loaded.

    Raises:
        FpcaseError: there is no such case, or it does not load.

    >>> import fpcase
    >>> fpcase.study("ukraine").case.country
    'Ukraine'
    """
    return Study.of(of if isinstance(of, Case) else load_case(find_case(str(of))))
