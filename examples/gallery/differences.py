"""On which matters two authors differ, and how.

    fpcase draw kazakhstan --kind differences --authors cai-2022 hananya-2019 --out differences.svg

First what cannot both be right, then what holds for different times, then what one leaves open.
"""

import sys

import fpcase

study = fpcase.study("kazakhstan")
figure = study.only("cai-2022", "hananya-2019").draw(kind="differences")

figure.save(sys.argv[1] if len(sys.argv) > 1 else "differences.svg")
print(figure.caption)
