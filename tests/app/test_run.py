"""The application as it is started: from the command line, with a photograph, to an orderly end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.window_fixtures import SAMPLE

ROOT = Path(__file__).resolve().parents[2]


def test_main_opens_a_photograph_and_ends_in_order_when_it_is_told_to(tmp_path: Path, qtbot: Any) -> None:
    environment = {**os.environ, "XDG_CONFIG_HOME": str(tmp_path), "HOME": str(tmp_path)}
    settings = tmp_path / "Contrapposto" / "Contrapposto.ini"
    app = subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), str(SAMPLE)],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        end = time.monotonic() + 60
        while (
            time.monotonic() < end
            and app.poll() is None
            and not (settings.exists() and SAMPLE.name in settings.read_text())
        ):
            time.sleep(0.2)
        assert app.poll() is None, app.communicate()
        app.send_signal(signal.SIGTERM)
        output, errors = app.communicate(timeout=60)
    finally:
        app.kill()
    assert SAMPLE.name in settings.read_text(), "the photograph was opened and is among the recent ones"
    assert app.returncode == 0 and "Traceback" not in output + errors, output + errors


def test_the_window_needs_no_torch_before_it_is_shown() -> None:
    code = "import sys, app.main_window, app.run; assert not {'torch', 'transformers', 'smplx', 'trimesh', 'pyrender', 'cv2'} & set(sys.modules), 'heavy'"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
