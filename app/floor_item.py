"""What stands around the body in the 3D view: the paper backdrop, and the floor with its grid and the body's soft shadow."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtOpenGL import QOpenGLBuffer

from app.gl_item import (
    GL_BLEND,
    GL_DEPTH_TEST,
    GL_ONE,
    GL_ONE_MINUS_SRC_ALPHA,
    GL_SRC_ALPHA,
    GL_TRIANGLES,
    Frame,
    Shader,
    draw_triangles,
    new_buffer,
    write_buffer,
)
from core.render.floor import SHADOW_CELLS, FloorShadow

FLOOR_REACH = 2.6


class BackdropItem:
    """Fills the window behind everything."""

    def __init__(self) -> None:
        self._card: tuple[Shader, QOpenGLBuffer] | None = None

    def initialize(self) -> None:
        """Makes shader and buffer in the current context."""
        corners = np.array([-1, -1, 3, -1, -1, 3], dtype=np.float32)
        self._card = Shader("backdrop", "backdrop"), new_buffer(QOpenGLBuffer.Type.VertexBuffer, corners)

    def release(self) -> None:
        """Frees what `initialize` made."""
        if self._card is not None:
            self._card[1].destroy()
        self._card = None

    def draw(self, frame: Frame) -> None:
        """Draws over the whole window without touching depth."""
        if self._card is None:
            return
        shader, corners = self._card
        frame.gl.glDisable(GL_DEPTH_TEST)
        frame.gl.glDisable(GL_BLEND)
        shader.begin({"centre_colour": frame.studio.backdrop_centre, "corner_colour": frame.studio.backdrop_corner})
        shader.feed("place", corners, 2, 2)
        frame.gl.glDrawArrays(GL_TRIANGLES, 0, 3)
        shader.end()


@dataclass
class _Card:
    """What the floor keeps on the graphics card; the shadow is one number at each point of the ground."""

    shader: Shader
    ground: QOpenGLBuffer
    shadow: QOpenGLBuffer
    indices: QOpenGLBuffer
    index_count: int


class FloorItem:
    """Grid and shadow in the plane of the body's lowest vertex."""

    def __init__(self) -> None:
        self._shadow: FloorShadow | None = None
        self._shadow_stale = False
        self._card: _Card | None = None

    def set_shadow(self, shadow: FloorShadow | None) -> None:
        """The floor under a body; None: no floor."""
        self._shadow, self._shadow_stale = shadow, True

    def initialize(self) -> None:
        """Makes shader and buffers in the current context."""
        cells, kinds = SHADOW_CELLS, QOpenGLBuffer.Type
        axis = np.linspace(-FLOOR_REACH, FLOOR_REACH, cells, dtype=np.float32)
        ground = np.stack(np.meshgrid(axis, axis), axis=-1)  # Row: z, column: x, as in FloorShadow.
        corner = (np.arange(cells - 1)[:, None] * cells + np.arange(cells - 1)).ravel()
        triangles = np.stack(
            [corner, corner + 1, corner + cells, corner + 1, corner + cells + 1, corner + cells], axis=1
        )
        self._card = _Card(
            Shader("floor", "floor"),
            new_buffer(kinds.VertexBuffer, ground),
            new_buffer(kinds.VertexBuffer, np.zeros(cells * cells, dtype=np.float32), moving=True),
            new_buffer(kinds.IndexBuffer, triangles.astype(np.uint32)),
            triangles.size,
        )
        self._shadow_stale = True

    def release(self) -> None:
        """Frees what `initialize` made."""
        if self._card is not None:
            for buffer in (self._card.ground, self._card.shadow, self._card.indices):
                buffer.destroy()
        self._card = None

    def draw(self, frame: Frame, strength: float) -> None:
        """Blends the floor over what is there; `strength` 0..1 fades it, for a viewer below it."""
        card, shadow = self._card, self._shadow
        if card is None or shadow is None:
            return
        if self._shadow_stale:
            write_buffer(card.shadow, shadow.darkness.astype(np.float32))
            self._shadow_stale = False
        gl, studio = frame.gl, frame.studio
        gl.glEnable(GL_DEPTH_TEST)
        gl.glDepthMask(0)
        gl.glEnable(GL_BLEND)
        gl.glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA)
        card.shader.begin(
            {
                "view": frame.view,
                "projection": frame.projection,
                "centre": shadow.centre,
                "reach": FLOOR_REACH,
                "line": (*studio.floor_line[:3], studio.floor_line[3] * strength),
                "shadow": (*studio.floor_shadow[:3], studio.floor_shadow[3] * strength),
            }
        )
        card.shader.feed("ground", card.ground, 2, 2)
        card.shader.feed("shadow", card.shadow, 1, 1)
        draw_triangles(frame, card.indices, card.index_count)
        card.shader.end()
        gl.glDisable(GL_BLEND)
        gl.glDepthMask(1)
