"""Python's garbage is collected in the window's thread, and there alone.

Python collects cycles in whichever thread happens to allocate when a threshold is passed: the engine's, or one that waits for a model's server. A cycle
that holds widgets would then be taken apart outside the window's thread, which Qt forbids; it ends the process, seldom and without a word. So the
automatic collection is off, its counters are looked at now and then by a timer of the window, and what is due is collected between two events.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

DUE = (20_000, 50, 200)
"""As in ``gc.set_threshold``. A full collection walks over all of torch and Qt and holds every thread up for a tenth of a second; the app makes few
cycles, so it may be rare."""

LOOK_MS = 250
"""Between two looks at the counters: an engine at work makes some tens of thousands of objects in that time, few of them in cycles."""


def collect_here(parent: QObject) -> QTimer:
    """Turns the automatic collection off for every thread and has the thread of ``parent`` do it for as long as that lives."""
    gc.disable()
    timer = QTimer(parent, interval=LOOK_MS)
    timer.timeout.connect(collect_what_is_due)
    timer.start()
    return timer


def collect_what_is_due() -> int:
    """Collects the oldest generation whose counter is past its threshold, in the calling thread; returns how many objects were let go."""
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > DUE[generation]:
            return gc.collect(generation)
    return 0
