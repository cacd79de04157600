"""What each piece of evidence tells between two rival explanations, and what it adds up to.

    fpcase draw kazakhstan --kind evidence --contest why-abstain --out evidence.svg

A line is the range of a judgement, a dot its middle, a diamond a total; in the shaded band a
judgement is no strong one.
"""

import sys

import fpcase

study = fpcase.study("kazakhstan")
figure = study.draw(kind="evidence", contest="why-abstain")

figure.save(sys.argv[1] if len(sys.argv) > 1 else "evidence.svg")
print(figure.caption)
