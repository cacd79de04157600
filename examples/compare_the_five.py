"""Compare the five explanations of Kazakhstan's foreign policy: a page, figures and a table.

Run it with the folder to write to: ``python examples/compare_the_five.py figures``
"""

import sys
from pathlib import Path

import fpcase

folder = Path(sys.argv[1] if len(sys.argv) > 1 else "figures")
folder.mkdir(parents=True, exist_ok=True)

study = fpcase.study("kazakhstan")
comparison = study.compare()
print(comparison)

table = folder / "comparison.md"
table.write_text(comparison.to_markdown(), encoding="utf-8")

figure = study.draw()
for suffix in ("svg", "png", "pdf"):
    figure.save(folder / f"five-authors.{suffix}")
for author in study.authors:
    study.only(author).draw().save(folder / f"{author}.svg")

page = study.report().save(folder / "kazakhstan.html")

print(figure.caption)
print(f"Open {page} in a browser, then {folder / 'five-authors.svg'}; the tables are in {table}")
