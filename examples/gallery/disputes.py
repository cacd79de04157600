"""Where one author contradicts another, a row for each matter.

    fpcase draw kazakhstan --kind disputes --out disputes.svg

Each answer stands with the names of those who give it, how it works, and where in the text it is.
"""

import sys

import fpcase

study = fpcase.study("kazakhstan")
figure = study.draw(kind="disputes")

figure.save(sys.argv[1] if len(sys.argv) > 1 else "disputes.svg")
print(figure.caption)
