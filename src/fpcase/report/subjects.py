"""The record that an id typed by a reader names."""

from fpcase.model.cases import Case
from fpcase.model.catalogue import nearest
from fpcase.model.claims import CausalClaim, DescriptiveClaim
from fpcase.model.errors import FpcaseError
from fpcase.model.explanations import Explanation
from fpcase.model.ids import ClaimId, ExplanationId, VariableId
from fpcase.model.variables import Variable


def find_subject(
    case: Case, subject: str | None = None
) -> Case | Explanation | Variable | CausalClaim | DescriptiveClaim:
    """The record that an id names: an author, a variable, a claim, or the case itself.

    Args:
        case: The case.
        subject: An author's id, a variable's, a claim's full id, or None for the case itself.

    Raises:
        FpcaseError: the case has no such record; the nearest id is named.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("ukraine"))
    >>> fpcase.report.find_subject(case, "cai-2022").source
    'cai-2022'
    """
    if subject is None:
        return case
    if subject in case.explanations:
        return case.explanations[ExplanationId(subject)]
    if subject in case.variables:
        return case.variables[VariableId(subject)]
    author, _, claim = subject.partition("/")
    if author in case.explanations:
        explanation = case.explanations[ExplanationId(author)]
        for claims in (explanation.claims, explanation.descriptions):
            if claim in claims:
                return claims[ClaimId(claim)]
    full_ids = [str(full_id) for full_id, _, _ in (*case.claims(), *case.descriptions())]
    namesakes = [full_id for full_id in full_ids if full_id.partition("/")[2] == subject]
    if namesakes:
        message = f"a claim is called with its author; is {subject!r} {' or '.join(namesakes)}?"
        raise FpcaseError(message)
    near = nearest(subject, [*map(str, case.explanations), *map(str, case.variables), *full_ids])
    hint = f"; did you mean {near!r}?" if near else ""
    message = f"the case has no author, variable or claim {subject!r}{hint}"
    raise FpcaseError(message)
