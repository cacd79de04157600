"""Runs the command line, also as ``python -m fpcase``; Ctrl-C ends it in one line."""

import sys


def run() -> int:
    """Run the command that was typed; it can be stopped while what it needs is imported, too.

    Returns:
        The exit status: 130 if it was stopped.
    """
    try:
        from fpcase.cli import main  # noqa: PLC0415 - takes long enough to be stopped

        return main()
    except KeyboardInterrupt:
        print("fpcase: stopped", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(run())
