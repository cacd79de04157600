"""The root of every error that fpcase raises on purpose."""


class FpcaseError(Exception):
    """Something in the input, not in the program, is wrong; the message says what to do."""
