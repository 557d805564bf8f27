from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

import main


def started(repository: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    keep = {
        key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    return subprocess.run(
        [sys.executable, "main.py", *arguments],
        cwd=repository,
        env={**keep, **environment},
        capture_output=True,
        text=True,
        timeout=300,
    )


def test_help_is_instant_and_names_every_command(repository: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = started(repository, "--help")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime - before.ru_utime < 0.5  # time of the processor: torch alone would take two seconds
    assert done.returncode == 0
    for command in ("recover", "refine", "describe", "understand", "evaluate", "train"):
        assert command in done.stdout


def test_a_missing_display_is_said_in_one_line(repository: Path) -> None:
    done = started(repository)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "no display" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_system_library_is_named_with_its_package_and_command() -> None:
    def loads(library: str) -> bool:
        return library not in ("libxcb-cursor.so.0", "libEGL.so.1")

    said = main.missing_libraries(loads, "linux")
    assert said is not None
    assert "libxcb-cursor.so.0" in said
    assert "sudo apt-get install -y libegl1 libxcb-cursor0" in said
    assert main.missing_libraries(lambda _: True, "linux") is None
    assert main.missing_libraries(lambda _: False, "darwin") is None


def test_a_library_that_is_not_there_does_not_load() -> None:
    assert main.missing_libraries(platform="linux") is None or "apt-get install" in str(
        main.missing_libraries(platform="linux")
    )
    assert not main._loads("libnot-there.so.9")
    assert main._loads("libc.so.6")


def test_missing_python_packages_are_named_with_the_command_that_brings_them() -> None:
    said = main.missing_packages(main.WINDOW_PACKAGES, lambda module: module not in ("PySide6", "torch"))
    assert said is not None
    assert "PySide6-Essentials, torch" in said
    assert "pip install" in said
    assert main.missing_packages(main.WINDOW_PACKAGES, lambda _: True) is None


def test_every_system_library_that_main_checks_is_installed_by_the_set_up(repository: Path) -> None:
    script = (repository / ".ci" / "setup").read_text()
    for package in main.SYSTEM_LIBRARIES.values():
        assert f"{package} " in script.replace("\n", " ").replace(")", " ")


def test_an_environment_without_packages_gives_a_sentence_not_a_traceback(repository: Path) -> None:
    """-S hides the installed packages, as in a bare Python."""
    done = subprocess.run(
        [sys.executable, "-E", "-S", "-s", "main.py", "refine", "x", "--out", "y"],
        cwd=repository,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 2, done.stderr
    assert "numpy" in done.stderr
    assert "pip install" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("entry", ["QT_XCB_GL_INTEGRATION", "PYOPENGL_PLATFORM"])
def test_qt_and_opengl_are_told_to_use_egl_unless_the_person_says_otherwise(
    monkeypatch: pytest.MonkeyPatch, entry: str
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv(entry, raising=False)
    main.prepare_environment()
    assert "egl" in os.environ[entry]
    monkeypatch.setenv(entry, "mine")
    main.prepare_environment()
    assert os.environ[entry] == "mine"
