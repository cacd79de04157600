"""What a parser of YAML stumbled over, in plain words.

A parser names the rule of its grammar and the place where it could not go on. What its writer did
is often another thing at another place: the tells come first, which know how a slip looks
(`signs`, `layout`, `brackets`); then the table of what parsers say (`words`).
"""

from fpcase.casefiles.documents.stumbles.explaining import explain
from fpcase.casefiles.documents.stumbles.stumble import Finding, Stumble

__all__ = ["Finding", "Stumble", "explain"]
