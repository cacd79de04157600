"""What the texts tell of each decision: its conditions, and whether the outcome came about.

    fpcase draw kazakhstan --kind conditions --outcome distancing-from-russia --out conditions.svg

A full disc is a yes, a ring a no, a half disc a cell on which works differ. A blank is silence,
which is no absence.
"""

import sys

import fpcase

study = fpcase.study("kazakhstan")
figure = study.draw(kind="conditions", outcome="distancing-from-russia")

figure.save(sys.argv[1] if len(sys.argv) > 1 else "conditions.svg")
print(figure.caption)
