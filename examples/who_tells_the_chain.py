"""By which chains does the annexation of Crimea reach the abstention, and who tells them?

A chain that no author states in full is pooled from several: nobody argues it.
"""

import fpcase

study = fpcase.study("kazakhstan")
found = study.chains("annexation-of-crimea", "abstention-s-2018-355", max_steps=5)

for chain in found.table("chains").to_records():
    print(chain["chain"])
    authors = chain["stated in full by"] or "nobody (pooled)"
    print(f"    sign {chain['sign']}; stated in full by: {authors}")
print(found.table("chains").caption)
