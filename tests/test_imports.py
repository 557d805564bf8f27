from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

QT = {"PySide6", "shiboken6", "pyqtgraph", "PyQt5", "PyQt6", "PySide2", "qtpy"}
HEAVY = {"torch", "transformers", "smplx", "trimesh", "pyrender", "ai_edge_litert"}


def imported(path: Path) -> set[str]:
    """Top-level packages that a file imports anywhere, function bodies included."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def python_files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def test_no_file_of_core_imports_qt_or_the_window(repository: Path) -> None:
    files = python_files(repository / "core")
    assert len(files) > 30
    guilty = {str(path.relative_to(repository)): imported(path) & (QT | {"app"}) for path in files}
    # The one door to the window: the command line opens it when no command is given.
    guilty["core/cli.py"] -= {"app"}
    assert {path: names for path, names in guilty.items() if names} == {}


def test_importing_every_module_of_core_loads_no_qt(repository: Path) -> None:
    modules = [
        ".".join(path.relative_to(repository).with_suffix("").parts).removesuffix(".__init__")
        for path in python_files(repository / "core")
    ]
    code = (
        "import importlib, sys\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
        f"print(sorted(set(name.split('.')[0] for name in sys.modules) & {QT!r}))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().splitlines()[-1] == "[]"


def test_only_the_engines_thread_brings_torch_into_the_window(repository: Path) -> None:
    guilty = {path.name for path in python_files(repository / "app") if imported(path) & HEAVY}
    assert guilty <= {"engine_work.py"}


@pytest.mark.parametrize(
    "module", ["main", "core.cli", "core.formats", "core.observation", "core.render.overlay", "app.main_window"]
)
def test_what_the_window_needs_at_once_is_imported_without_torch(repository: Path, module: str) -> None:
    code = f"import sys, main\nmain.prepare_environment()\nimport {module}\nprint(sorted({HEAVY!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"
