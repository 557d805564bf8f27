"""What the drawings of the 3D view share: the frame's matrices, shaders from resources, buffers.

Only Qt's own GL classes are used, so nothing here depends on which OpenGL binding the renderer of exports has loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QMatrix3x3, QMatrix4x4, QOpenGLFunctions, QVector3D, QVector4D
from PySide6.QtOpenGL import QOpenGLBuffer, QOpenGLShader, QOpenGLShaderProgram
from shiboken6 import VoidPtr

from app.studio import Studio
from core.resources import resource

GL_TRIANGLES, GL_UNSIGNED_INT, GL_FLOAT = 0x0004, 0x1405, 0x1406
GL_DEPTH_TEST, GL_BLEND, GL_CULL_FACE = 0x0B71, 0x0BE2, 0x0B44
GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE = 0x0302, 0x0303, 1
GL_LESS, GL_LEQUAL = 0x0201, 0x0203
GL_COLOR_BUFFER_BIT, GL_DEPTH_BUFFER_BIT = 0x4000, 0x0100
_FLOAT_BYTES = 4


@dataclass(frozen=True)
class Frame:
    """One drawing of the view: Qt's functions of the current context, the matrices of the viewpoint, the theme's colours."""

    gl: QOpenGLFunctions
    view: QMatrix4x4
    projection: QMatrix4x4
    turn: QMatrix3x3
    up: tuple[float, float, float]
    studio: Studio

    @classmethod
    def of(cls, gl: QOpenGLFunctions, view: np.ndarray, projection: np.ndarray, studio: Studio) -> Frame:
        """From numpy matrices [4, 4] that act on columns."""
        turn = np.ascontiguousarray(view[:3, :3])
        up = (-turn[0, 1], -turn[1, 1], -turn[2, 1])  # World up is -y.
        return cls(
            gl,
            QMatrix4x4(*view.ravel().tolist()),
            QMatrix4x4(*projection.ravel().tolist()),
            QMatrix3x3(turn.ravel().tolist()),
            (float(up[0]), float(up[1]), float(up[2])),
            studio,
        )


Value = float | tuple[float, ...] | QMatrix3x3 | QMatrix4x4


class Shader:
    """resources/shaders/`vertex`.vert with `fragment`.frag, linked in the current context; values and attributes go by name.

    Raises:
        RuntimeError: with the driver's log, when the driver refuses them.
    """

    def __init__(self, vertex: str, fragment: str) -> None:
        self._program = program = QOpenGLShaderProgram()
        stages = QOpenGLShader.ShaderTypeBit
        for stage, name in ((stages.Vertex, f"{vertex}.vert"), (stages.Fragment, f"{fragment}.frag")):
            if not program.addShaderFromSourceCode(stage, resource("shaders", name).read_text(encoding="utf-8")):
                raise RuntimeError(f"{name}: {program.log()}")
        if not program.link():
            raise RuntimeError(f"{vertex}.vert with {fragment}.frag: {program.log()}")
        self._places: dict[str, int] = {}
        self._fed: list[int] = []

    def begin(self, values: Mapping[str, Value]) -> None:
        """Makes this the current program and sets the uniforms ``u_<name>``."""
        program = self._program
        program.bind()
        for name, value in values.items():
            place = self._places.get(name)
            if place is None:
                place = self._places[name] = program.uniformLocation(f"u_{name}")
            if isinstance(value, tuple):
                vector = QVector3D(*value) if len(value) == 3 else QVector4D(*value)
                program.setUniformValue(place, vector)
            elif isinstance(value, float):
                program.setUniformValue1f(place, value)
            else:
                program.setUniformValue(place, value)

    def feed(self, name: str, buffer: QOpenGLBuffer, width: int, stride: int, offset: int = 0) -> None:
        """Reads the attribute ``a_<name>``, `width` floats a vertex, from a buffer; stride and offset count floats."""
        place = self._program.attributeLocation(f"a_{name}")
        if place < 0:
            return
        buffer.bind()
        self._program.enableAttributeArray(place)
        self._program.setAttributeBuffer(place, GL_FLOAT, offset * _FLOAT_BYTES, width, stride * _FLOAT_BYTES)
        buffer.release()
        self._fed.append(place)

    def end(self) -> None:
        """Leaves the context as it was."""
        for place in self._fed:
            self._program.disableAttributeArray(place)
        self._fed.clear()
        self._program.release()


def new_buffer(
    kind: QOpenGLBuffer.Type, data: NDArray[np.generic] | None = None, moving: bool = False
) -> QOpenGLBuffer:
    """A buffer in the current context, filled with `data`; `moving` when it will be rewritten often."""
    buffer = QOpenGLBuffer(kind)
    if moving:
        buffer.setUsagePattern(QOpenGLBuffer.UsagePattern.DynamicDraw)
    buffer.create()
    if data is not None:
        write_buffer(buffer, data)
    return buffer


def write_buffer(buffer: QOpenGLBuffer, data: NDArray[np.generic]) -> None:
    """Replaces a buffer's content."""
    content = data.tobytes()
    buffer.bind()
    buffer.allocate(content, len(content))
    buffer.release()


def draw_triangles(frame: Frame, indices: QOpenGLBuffer, count: int) -> None:
    """Draws `count` indices of an index buffer with the current program."""
    indices.bind()
    frame.gl.glDrawElements(GL_TRIANGLES, count, GL_UNSIGNED_INT, VoidPtr(0))  # type: ignore[arg-type]  # PySide's stub says int, and PySide refuses one.
    indices.release()
