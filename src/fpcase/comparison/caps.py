"""How long, and how many: what bounds an answer where nobody asks for more.

Nothing is cut off in silence: an answer says which cap ended it.
"""

CHAIN_STEPS, CHAINS = 6, 1000
"""How many claims a chain has at most, and how many chains are given."""
PATTERN_STEPS = 3
"""How many claims a chain may have that answers a pattern. In a work with hundreds of claims
longer chains join nearly everything, and nobody argues them."""
LOOP_STEPS, LOOPS = 6, 500
"""How many claims a feedback loop has at most, and how many loops are given."""
SUGGESTIONS = 20
"""How many pairs of variables are suggested to be taken as one."""
DRAWS = 1000
"""How many times labels are shuffled for the null of a map distance."""
CUT_TRIES = 10_000_000
"""Up to so many claims, times sets of authors, the source cut is computed without being asked for:
it is exact, and may have to try every set."""
