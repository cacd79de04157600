"""How much one file may hold: more than a scholar ever wrote by hand, less than hurts.

A file from a stranger must not keep the reader busy for long or fill the memory, whatever is
in it. Each limit has a message of its own, which names it and says what to do.
"""

MAX_BYTES = 16 * 1024 * 1024
"""How large a file may be."""

MAX_LINES = 1_000_000
"""How many lines a file may have."""

MAX_VALUES = 300_000
"""How many values a file may hold, keys among them; each list and each mapping counts twice."""

MAX_DEPTH = 64
"""How deep lists and mappings may be nested."""

MAX_ALIASED = 10_000
"""How many values aliases may repeat in one file."""

MAX_PROBLEMS = 1_000
"""How many problems of one file are listed, of those that concern it as YAML."""
