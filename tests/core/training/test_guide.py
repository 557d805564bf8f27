"""The help of `train` tells how to retrain everything, and every command in it is one that can be typed."""

from __future__ import annotations

import argparse
import importlib
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from core import cli
from core.training.guide import RETRAINING

COMMANDS = [line.strip() for line in RETRAINING.splitlines() if line.strip().startswith("python main.py train ")]


def test_the_help_of_train_shows_the_guide(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["train", "--help"]) == 0
    said = capsys.readouterr().out
    assert RETRAINING.splitlines()[0] in said and "licence" in said and "memory" in said
    assert cli.run(["evaluate", "--help"]) == 0
    assert "AMASS" not in capsys.readouterr().out


def test_the_guide_goes_through_every_trainer_in_order() -> None:
    named = list(dict.fromkeys(shlex.split(line)[3] for line in COMMANDS))
    assert named == ["poses", "record", "lifter", "alignment", "denoiser", "reader"] == list(cli.GROUPS["train"])


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_of_the_guide_is_understood(line: str) -> None:
    what, *arguments = shlex.split(line)[3:]
    module = importlib.import_module(cli.GROUPS["train"][what][0])
    parser = argparse.ArgumentParser(exit_on_error=False)
    module.add_arguments(parser)
    assert parser.parse_args(arguments)
    assert "steps of `train --help`" in " ".join(module.__doc__.split())


def test_the_help_of_train_comes_without_torch(repository: Path) -> None:
    code = "import sys; from core import cli; cli.run(['train', '--help']); sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=repository, capture_output=True, check=False).returncode == 0
