"""The command line: each verb calls one public function and prints what it returns."""

from fpcase.cli.parser import build_parser, main

__all__ = ["build_parser", "main"]
