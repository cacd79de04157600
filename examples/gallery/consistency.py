"""How far each condition is necessary or sufficient for an outcome, whatever silent cells hold.

    fpcase draw kazakhstan --kind consistency --outcome distancing-from-russia --out consistency.svg

A bar goes from the least to the greatest consistency; the longer it is, the more hangs on what the
texts do not tell.
"""

import sys

import fpcase

study = fpcase.study("kazakhstan")
figure = study.draw(kind="consistency", outcome="distancing-from-russia")

figure.save(sys.argv[1] if len(sys.argv) > 1 else "consistency.svg")
print(figure.caption)
