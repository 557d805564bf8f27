"""Loading of the detector's networks, with a check that the files are the ones this code was written for.

The files are TensorFlow Lite models that ship in `resources/vision` (see ORIGIN.md there). A cut-off checkout or an
unfetched large-file pointer would otherwise surface as a crash deep inside the interpreter.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.errors import InputError
from core.resources import RESOURCES

if TYPE_CHECKING:
    from ai_edge_litert.interpreter import Interpreter

DETECTOR_FILE = "pose_detection.tflite"
LANDMARK_FILE = "pose_landmark_heavy.tflite"
SHA256 = {
    DETECTOR_FILE: "a63c614bef30d35947f13be361820b1e4e3bec9cfeebf4d11216a18373108e85",
    LANDMARK_FILE: "59e42d71bcd44cbdbabc419f0ff76686595fd265419566bd4009ef703ea8e1fe",
}


@contextlib.contextmanager
def _without_chatter() -> Iterator[None]:
    """Keeps the runtime's "INFO: Created ... delegate" off stderr, which belongs to messages for people; no setting turns it off."""
    try:
        kept = os.dup(2)
    except OSError:  # there is no stderr
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


class Network:
    """One TensorFlow Lite network with a single image input, kept ready between calls."""

    def __init__(self, path: Path, num_threads: int = 1) -> None:
        """Load `path`, whose name must be one of `SHA256`; raises `InputError` when it is missing or damaged."""
        content = _read_checked(path)
        from ai_edge_litert.interpreter import Interpreter  # here: importing it takes a third of a second

        with _without_chatter():
            self._interpreter: Interpreter = Interpreter(model_content=content, num_threads=num_threads)
            self._interpreter.allocate_tensors()
        self._input = self._interpreter.get_input_details()[0]["index"]
        self._outputs = {
            tuple(int(n) for n in detail["shape"]): detail["index"] for detail in self._interpreter.get_output_details()
        }

    def run(self, image: NDArray[np.float32]) -> dict[tuple[int, ...], NDArray[np.float32]]:
        """Run on `image` [H, W, 3]; the outputs are told apart by their shapes, each with the leading 1 removed."""
        self._interpreter.set_tensor(self._input, image[None])
        self._interpreter.invoke()
        return {shape[1:]: self._interpreter.get_tensor(index)[0] for shape, index in self._outputs.items()}


def model_path(name: str, folder: Path | None = None) -> Path:
    """Where the model called `name` lies: in `folder`, or among the resources that ship with the app."""
    return (folder or RESOURCES / "vision") / name


def _read_checked(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"The detector's model {path} is missing or may not be read: restore it from the app's "
            "own copy of resources/vision."
        ) from error
    if hashlib.sha256(content).hexdigest() != SHA256[path.name]:
        raise InputError(
            f"The detector's model {path} is damaged ({len(content)} bytes, wrong checksum): restore it "
            "from the app's own copy of resources/vision."
        )
    return content
