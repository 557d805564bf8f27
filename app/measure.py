"""How the window feels, in figures: ``python -m app.measure [PHOTO]``.

Printed: the time from the start of the process to the window and to the first body on the screen; from an edit of one description to the first
intermediate body and to the final mesh, as the window gets them (the pause that typing waits for is not counted); and the longest time for which
the window's event loop stood still during such edits, with the 3D view drawing and without it. Each part runs in a process of its own, with the
real window, engine and photograph. On a busy machine a stall is mostly waiting for a core: the longest work of the window's own thread between two
turns of its loop is given beside it. It needs a display: ``xvfb-run -a python -m app.measure`` where there is none.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.resources import RESOURCES

if TYPE_CHECKING:
    from app.document import Frame
    from app.main_window import MainWindow

EDITS = 30
TEXTS = (
    "raised straight above the head",
    "hanging down beside the body",
    "bent at a right angle, the elbow out to the side",
    "stretched out to the side at shoulder height",
    "raised slightly in front of the body",
)
LIMIT_S = 300
LOOK_MS = 4
HEARTBEAT_MS = 2


def main(argv: list[str] | None = None) -> int:
    """Runs the parts one after the other and prints their figures."""
    parser = argparse.ArgumentParser(
        prog="python -m app.measure", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("photo", nargs="?", type=Path, default=RESOURCES / "samples" / "nina1.jpg")
    parser.add_argument("--edits", type=int, default=EDITS)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--part", choices=("start", "edits", "edits-without-3d"), help=argparse.SUPPRESS)
    parser.add_argument("--began", type=float, default=0.0, help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.part:
        print(json.dumps(_measure(options)))
        return 0
    figures: dict[str, Any] = {}
    for part in ("start", "edits", "edits-without-3d"):
        found = _in_a_process_of_its_own(part, options)
        if found is None:
            print(f"{part}: could not be measured", file=sys.stderr)
            return 1
        figures[part] = found
    print(json.dumps(figures, indent=2) if options.json else _report(figures))
    return 0


def _in_a_process_of_its_own(part: str, options: argparse.Namespace) -> dict[str, float] | None:
    command = [
        sys.executable,
        "-m",
        "app.measure",
        str(options.photo),
        "--part",
        part,
        "--edits",
        str(options.edits),
        "--began",
        str(time.time()),
    ]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        cwd=Path(__file__).resolve().parent.parent,
        check=False,
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode or not lines:
        print(done.stderr, file=sys.stderr)
        return None
    return dict(json.loads(lines[-1]))


def _report(figures: dict[str, Any]) -> str:
    start, with_3d, without = figures["start"], figures["edits"], figures["edits-without-3d"]
    return "\n".join(
        (
            f"start to window on screen            {start['window_s']:6.2f} s",
            f"start to first body on screen        {start['first_body_s']:6.2f} s",
            f"start to refined body on screen      {start['refined_s']:6.2f} s",
            f"edit to first intermediate body      {with_3d['first_ms_median']:6.0f} ms median, {with_3d['first_ms_p95']:.0f} ms 95th percentile",
            f"edit to final mesh                   {with_3d['final_ms_median']:6.0f} ms median, {with_3d['final_ms_p95']:.0f} ms 95th percentile",
            f"  without the 3D view                {without['final_ms_median']:6.0f} ms median, {without['final_ms_p95']:.0f} ms 95th percentile",
            f"longest stall of the event loop      {with_3d['stall_ms']:6.0f} ms ({with_3d['own_ms']:.0f} ms at most is work of its own)",
            f"  without the 3D view                {without['stall_ms']:6.0f} ms ({without['own_ms']:.0f} ms at most is work of its own)",
            f"{int(with_3d['edits'])} edits, {os.cpu_count()} cores, {with_3d['renderer']}",
        )
    )


def _measure(options: argparse.Namespace) -> dict[str, Any]:
    from PySide6.QtCore import QCoreApplication, QSettings, Qt
    from PySide6.QtWidgets import QApplication

    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    application = QApplication(sys.argv[:1])
    from app.main_window import MainWindow
    from app.run import keep_responsive
    from app.settings import Settings

    keep_responsive(application)
    with tempfile.TemporaryDirectory() as folder:
        window = MainWindow(Settings(QSettings(str(Path(folder) / "measure.ini"), QSettings.Format.IniFormat)))
        window.document.message.connect(lambda level, text: print(f"{level}: {text}", file=sys.stderr))
        window.resize(1440, 900)
        window.show()
        try:
            if options.part == "start":
                return _measure_start(window, options.photo, options.began)
            window.body.parentWidget().setVisible(options.part == "edits")  # type: ignore[union-attr]
            return _measure_edits(application, window, options.photo, options.edits)
        finally:
            window.document.undo_stack.clear()
            window.close()


def _wait(condition: Any) -> None:
    """Runs the event loop as the application does (asleep while nothing happens) until the condition holds; it is looked at every ``LOOK_MS``.

    ``processEvents`` in a loop would not sleep: it would compete with the engine's thread for the interpreter, which the window does not.
    """
    from PySide6.QtCore import QEventLoop, QTimer

    if condition():
        return
    loop, end = QEventLoop(), time.monotonic() + LIMIT_S / 2
    reached: list[bool] = []

    def look() -> None:
        if condition():
            reached.append(True)  # it may hold for a moment only, as rest does between a run and what follows it
        if reached or time.monotonic() > end:
            loop.quit()

    timer = QTimer(interval=LOOK_MS)
    timer.timeout.connect(look)
    timer.start()
    loop.exec()
    timer.stop()
    if not reached:
        raise TimeoutError("the window did not get there in time")


def _measure_start(window: MainWindow, photo: Path, began: float) -> dict[str, float]:
    handle = window.windowHandle()
    _wait(handle.isExposed)
    figures = {"window_s": time.time() - began}
    bodies: list[float] = []
    window.document.ghost_changed.connect(
        lambda: bodies.append(time.time()) if window.document.ghost is not None else None
    )
    finished: list[Frame] = []
    window.session.run_finished.connect(finished.append)
    window.open_path(photo)
    _wait(lambda: bool(bodies))
    figures["first_body_s"] = bodies[0] - began
    _wait(lambda: bool(finished))
    figures["refined_s"] = time.time() - began
    return figures


def _measure_edits(application: Any, window: MainWindow, photo: Path, edits: int) -> dict[str, Any]:
    from PySide6.QtCore import QTimer

    from app import commands
    from app.gl_support import gl_support

    document, session = window.document, window.session
    finished: list[Frame] = []
    session.run_finished.connect(finished.append)
    window.open_path(photo)
    _wait(lambda: bool(finished))
    shown: list[tuple[float, Frame]] = []
    document.step_changed.connect(
        lambda frame: shown.append((time.perf_counter(), frame)) if frame is not None else None
    )
    gaps: list[float] = []
    own: list[float] = []
    last = [time.perf_counter(), time.thread_time()]

    def beat() -> None:
        now, worked = time.perf_counter(), time.thread_time()
        gaps.append(1000 * (now - last[0]))
        own.append(1000 * (worked - last[1]))
        last[:] = now, worked

    heart = QTimer(interval=HEARTBEAT_MS)
    heart.timeout.connect(beat)
    first_ms: list[float] = []
    final_ms: list[float] = []
    for number in range(edits + 3):
        _wait(session.engine.idle)
        shown.clear()
        finished.clear()
        if number == 3:  # the first three warm up
            gaps.clear()
            first_ms.clear()
            final_ms.clear()
            last[:] = time.perf_counter(), time.thread_time()
            heart.start()
        began = time.perf_counter()
        commands.do_edit_text(document, "left_arm", f"{TEXTS[number % len(TEXTS)]}{' ' * (number // len(TEXTS))}")
        session.decide()
        _wait(lambda: bool(finished))
        first_ms.append(1000 * (shown[0][0] - began))
        final_ms.append(1000 * (shown[-1][0] - began))
        _wait(session.engine.idle)
    heart.stop()
    return {
        "edits": edits,
        "first_ms_median": statistics.median(first_ms),
        "first_ms_p95": _p95(first_ms),
        "final_ms_median": statistics.median(final_ms),
        "final_ms_p95": _p95(final_ms),
        "stall_ms": max(gaps) - HEARTBEAT_MS,
        "gap_ms_p95": _p95(gaps),
        "own_ms": max(own),
        "renderer": gl_support().renderer or "no OpenGL",
    }


def _p95(values: list[float]) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]


if __name__ == "__main__":
    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_XCB_GL_INTEGRATION", "xcb_egl")
        os.environ.setdefault("PYOPENGL_PLATFORM", "egl")
    sys.exit(main())
