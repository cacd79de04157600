"""The ledger of predictions: what each author expected, by when, and how it turned out."""

from collections import Counter
from collections.abc import Iterable

import attrs

from fpcase.comparison.tables import Table, ViewResult
from fpcase.model import (
    Case,
    ExplanationId,
    FullPredictionId,
    Locator,
    Prediction,
    PredictionOutcome,
    SourceId,
)
from fpcase.model.fields import grouped
from fpcase.model.signatures import checked
from fpcase.model.wording import counted
from fpcase.statements import View, view_of

NOT_JUDGED = "not judged"


@attrs.frozen(kw_only=True)
class JudgedPrediction:
    """One prediction, with every judgement on how it turned out.

    Attributes:
        author: Whose prediction it is.
        id: The prediction's full id, such as ``aitiev-2015/p1``.
        prediction: The prediction.
        outcomes: Coders' judgements, from what later works say; none if nobody judged it.
    """

    author: ExplanationId
    id: FullPredictionId
    prediction: Prediction
    outcomes: tuple[PredictionOutcome, ...]


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Ledger(ViewResult):
    """Predictions, those about one variable side by side.

    Attributes:
        view: The case as it was looked at.
        entries: The predictions; those about variables that several authors predict come first.
    """

    what = "Predictions"
    entries: tuple[JudgedPrediction, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        """The ledger, and each author's predictions counted by how they turned out."""
        return (self._ledger_table(), self._counts_table())

    def _ledger_table(self) -> Table:
        unjudged = sum(not entry.outcomes for entry in self.entries)
        judged = [(entry, one) for entry in self.entries for one in entry.outcomes or (None,)]
        return self._table(
            "predictions",
            f"{counted(len(self.entries), 'prediction')}; those about one variable are listed "
            "together, shared variables first. Not yet judged against later works: "
            f"{unjudged}. The judgements are the coder's.",
            judged,
            {
                "variable": lambda row: row[0].prediction.variable,
                "author": lambda row: row[0].author,
                "prediction": lambda row: row[0].prediction.text,
                "expected": lambda row: row[0].prediction.outlook or None,
                "due": lambda row: row[0].prediction.due,
                "status": lambda row: row[1].status if row[1] else NOT_JUDGED,
                "because": lambda row: row[1].because if row[1] else None,
                "later works": lambda row: _works(row[1].at if row[1] else ()),
                "evidence": lambda row: row[1].evidence if row[1] else (),
                "id": lambda row: row[0].id,
            },
        )

    def _counts_table(self) -> Table:
        counts = Counter(
            (entry.author, status)
            for entry in self.entries
            for status in [outcome.status.value for outcome in entry.outcomes] or [NOT_JUDGED]
        )
        statuses = sorted({status for _, status in counts})
        return self._rows(
            "counts",
            "How each author's predictions turned out; a prediction judged twice counts twice.",
            ("author", *statuses),
            [(a, *(counts[a, status] for status in statuses)) for a in self.view.authors],
        )


def _works(locators: Iterable[Locator]) -> tuple[SourceId, ...]:
    return tuple(dict.fromkeys(one.source for one in locators if one.source))


@checked
def prediction_ledger(of: Case | View) -> Ledger:
    """Put predictions side by side: who expected what, by when, and what later works say.

    Args:
        of: What is looked at: a case, or a study of one.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> prediction_ledger(case).to_records()[0]["status"]
    'partly-borne-out'
    """
    view = view_of(of)
    judged = grouped((one.prediction, one) for one in view.whole.prediction_outcomes)
    entries = [
        JudgedPrediction(
            author=author,
            id=(id_ := FullPredictionId(f"{author}/{one.id}")),
            prediction=one,
            outcomes=tuple(judged.get(id_, ())),
        )
        for author, explanation in view.case.explanations.items()
        for one in explanation.predictions
    ]
    users = grouped((entry.prediction.variable, entry.author) for entry in entries)

    def rank(entry: JudgedPrediction) -> tuple[bool, int, str]:
        variable = entry.prediction.variable
        return variable is None, -len(set(users[variable])), variable or ""

    return Ledger(view=view, entries=tuple(sorted(entries, key=rank)))
