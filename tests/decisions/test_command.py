"""Decisions asked of on the command line."""

import json

import pytest

from fpcase.cli import main

ASKED = ["decisions", "kazakhstan", "--outcome", "distancing-from-russia"]


def test_a_period_chooses_decisions_and_no_claims(capsys: pytest.CaptureFixture[str]) -> None:
    """Elsewhere the same option filters claims; here it must not be taken for that filter."""
    assert main([*ASKED, "--period", "2014/.."]) == 0
    assert "period: 2014/.." in " ".join(capsys.readouterr().out.split())


def test_configurations_are_told_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    """For another program."""
    assert main([*ASKED, "--rows", "economic-shock", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["outcome"] == "distancing-from-russia"


def test_a_consistency_to_hold_from_is_a_number(capsys: pytest.CaptureFixture[str]) -> None:
    """With a point or without one."""
    assert main([*ASKED, "--sufficient", "economic-shock", "--cut", "0.01"]) == 0
    assert "Yes, whatever the silent cells hold." in capsys.readouterr().out
