"""Lets ``python -m fpcase`` run the command line."""

import sys

from fpcase.cli import main

if __name__ == "__main__":
    sys.exit(main())
