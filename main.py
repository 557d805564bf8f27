"""Contrapposto: sets the environment, then opens the window or runs a command.

    python main.py [IMAGE | PROJECT]        the window
    python main.py recover | refine | describe | understand | evaluate | train ...

Only the standard library is imported here, so that a missing package or system library is named in one sentence instead of a traceback.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import sys
from collections.abc import Callable, Sequence

# library -> Debian/Ubuntu package. What Qt's xcb plugin and OpenGL load at run time; pip cannot bring them.
SYSTEM_LIBRARIES: dict[str, str] = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libOpenGL.so.0": "libopengl0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libgthread-2.0.so.0": "libglib2.0-0",
}
# import name -> package on PyPI, for what each way of starting needs at once.
COMMAND_PACKAGES: dict[str, str] = {"numpy": "numpy", "scipy": "scipy", "torch": "torch"}
WINDOW_PACKAGES: dict[str, str] = {"PySide6": "PySide6-Essentials", "pyqtgraph": "pyqtgraph", **COMMAND_PACKAGES}

INSTALL_COMMAND = f"{os.path.basename(sys.executable) or 'python3'} -m pip install -e ."


def prepare_environment() -> None:
    """Settings that must be there before Qt or PyOpenGL is imported.

    On Linux, EGL for both: then the 3D view and pyrender coexist, in a worker thread too.
    """
    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_XCB_GL_INTEGRATION", "xcb_egl")
        os.environ.setdefault("PYOPENGL_PLATFORM", "egl")
    os.environ.setdefault("HF_HUB_OFFLINE", "1")  # nothing is downloaded at run time
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _installed(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def missing_packages(packages: dict[str, str], installed: Callable[[str], bool] = _installed) -> str | None:
    """One sentence naming the Python packages that are not installed and how to get them; None when all are there."""
    if sys.version_info < (3, 11):  # noqa: UP036 - who starts it with an older one deserves a sentence
        return f"Python {sys.version_info[0]}.{sys.version_info[1]} is too old; start the app with Python 3.11."
    missing = [package for module, package in packages.items() if not installed(module)]
    if not missing:
        return None
    return (
        f"Python packages are missing ({', '.join(missing)}); install them with: {INSTALL_COMMAND} "
        "(or run `bash .ci/setup` and start the app with .venv/bin/python)."
    )


def missing_libraries(loads: Callable[[str], bool] = _loads, platform: str = sys.platform) -> str | None:
    """One sentence naming the apt packages of missing system libraries and the command; None when all are there."""
    if not platform.startswith("linux"):
        return None
    missing = {library: package for library, package in SYSTEM_LIBRARIES.items() if not loads(library)}
    if not missing:
        return None
    packages = " ".join(dict.fromkeys(missing.values()))
    what = "library is" if len(missing) == 1 else "libraries are"
    return f"The system {what} missing ({', '.join(missing)}); install with: sudo apt-get install -y {packages}"


def missing_display(
    environment: dict[str, str] | os._Environ[str] = os.environ, platform: str = sys.platform
) -> str | None:
    """One sentence when there is no display to open a window on; None when there is one."""
    if not platform.startswith("linux") or environment.get("QT_QPA_PLATFORM") in ("offscreen", "minimal", "vnc"):
        return None
    if environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"):
        return None
    return (
        "There is no display to open the window on (neither DISPLAY nor WAYLAND_DISPLAY is set); start it from a desktop session, "
        "with `xvfb-run -a`, or use the commands that need no window (recover, refine, describe: see --help)."
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Run the app; returns the exit code: 0 done, 2 the input was refused, 1 something unexpected."""
    prepare_environment()
    from core import cli

    arguments = sys.argv[1:] if argv is None else list(argv)
    if not cli.asks_for_help(arguments):
        if cli.wants_command(arguments):
            problem = missing_packages(COMMAND_PACKAGES)
        else:
            problem = missing_packages(WINDOW_PACKAGES) or missing_libraries() or missing_display()
        if problem:
            return _refuse(problem)
    return cli.run(arguments)


def _refuse(problem: str) -> int:
    print(f"contrapposto: {problem}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
