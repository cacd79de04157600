"""Theories against explanations: who argues as a theory says.

    fpcase draw kazakhstan --kind congruence --out congruence.svg

A full dot: the author's diagram has the shape that the proposition demands. A cross: it has not.
"""

import sys

import fpcase

study = fpcase.study("kazakhstan")
figure = study.draw(kind="congruence")

figure.save(sys.argv[1] if len(sys.argv) > 1 else "congruence.svg")
print(figure.caption)
