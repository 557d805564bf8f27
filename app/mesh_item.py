"""The body in the 3D view: one vertex buffer of positions and normals that is rewritten when the body moves, fixed triangles and parts.

Drawn either as shaded clay with parts highlighted, or as the translucent ghost of the initial body. Vertices are in the camera frame.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtOpenGL import QOpenGLBuffer

from app.gl_item import (
    GL_BLEND,
    GL_CULL_FACE,
    GL_DEPTH_TEST,
    GL_LEQUAL,
    GL_LESS,
    GL_ONE,
    GL_ONE_MINUS_SRC_ALPHA,
    GL_SRC_ALPHA,
    Frame,
    Shader,
    Value,
    draw_triangles,
    new_buffer,
    write_buffer,
)
from core.render.colour_scale import linear_stops
from core.render.surface import Surface

GHOST_INSET = 0.005


@dataclass
class _Card:
    """What the item keeps on the graphics card: positions and normals interleaved, part, mark and doubt of each vertex, triangles."""

    clay: Shader
    glass: Shader
    vertices: QOpenGLBuffer
    parts: QOpenGLBuffer
    marks: QOpenGLBuffer
    doubts: QOpenGLBuffer
    indices: QOpenGLBuffer


class MeshItem:
    """A body's surface. Every method that draws, makes or frees needs the view's context to be current."""

    def __init__(self) -> None:
        self.selected = -1
        self.hovered = -1
        self._surface: Surface | None = None
        self._vertices: NDArray[np.float32] | None = None
        self._marks: NDArray[np.float32] | None = None
        self._doubts: NDArray[np.float32] | None = None
        self._topology_stale = self._vertices_stale = self._marks_stale = self._doubts_stale = False
        self._card: _Card | None = None

    def set_surface(self, surface: Surface) -> None:
        """Another topology; vertices and marks must be set anew."""
        self._surface, self._vertices, self._marks, self._doubts = surface, None, None, None
        self._topology_stale = True

    def set_vertices(self, vertices: NDArray[np.float32] | None) -> None:
        """Vertices [V, 3]; None: nothing to draw. Normals and upload wait for the next drawing."""
        self._vertices = vertices
        self._vertices_stale = True

    def set_marks(self, marks: NDArray[np.float32] | None) -> None:
        """How strongly each vertex is marked [V], 0..1; None: none is. They move with the mesh."""
        self._marks = marks
        self._marks_stale = True

    def set_doubts(self, doubts: NDArray[np.float32] | None) -> None:
        """How unsure each vertex is [V], 0..1, in the colours of ``colour_scale``; None: plain clay."""
        self._doubts = doubts
        self._doubts_stale = True

    @property
    def doubting(self) -> bool:
        """Whether the body wears the colours of its doubt."""
        surface, doubts = self._surface, self._doubts
        return surface is not None and doubts is not None and len(doubts) == surface.vertex_count

    def initialize(self) -> None:
        """Makes shaders and buffers in the current context, which may be a new one."""
        kinds = QOpenGLBuffer.Type
        self._card = _Card(
            Shader("mesh", "mesh"),
            Shader("mesh", "ghost"),
            new_buffer(kinds.VertexBuffer, moving=True),
            new_buffer(kinds.VertexBuffer),
            new_buffer(kinds.VertexBuffer),
            new_buffer(kinds.VertexBuffer),
            new_buffer(kinds.IndexBuffer),
        )
        self._topology_stale = self._vertices_stale = self._marks_stale = self._doubts_stale = True

    def release(self) -> None:
        """Frees what `initialize` made."""
        if self._card is not None:
            card = self._card
            for buffer in (card.vertices, card.parts, card.marks, card.doubts, card.indices):
                buffer.destroy()
        self._card = None

    def draw(self, frame: Frame) -> None:
        """Shaded, opaque, with the selected and the hovered part tinted."""
        card = self._ready_card()
        if card is None:
            return
        gl, studio = frame.gl, frame.studio
        gl.glEnable(GL_DEPTH_TEST)
        gl.glDisable(GL_BLEND)
        gl.glEnable(GL_CULL_FACE)
        values: dict[str, Value] = {
            "inset": 0.0,
            "selected": float(self.selected),
            "hovered": float(self.hovered),
            "up": frame.up,
            "clay": studio.clay,
            "accent": studio.accent,
            "mark": studio.mark,
            "sky": studio.sky,
            "ground": studio.ground,
            "key": studio.key,
            "fill": studio.fill,
            "rim": studio.rim,
            "doubting": float(self.doubting),
            **{f"doubt{k}": stop for k, stop in enumerate(linear_stops())},
        }
        self._draw_with(card.clay, values, card, frame)
        gl.glDisable(GL_CULL_FACE)

    def draw_ghost(self, frame: Frame) -> None:
        """Translucent, only its nearest surface: its depth is laid down first, so that arms do not add up with the trunk behind."""
        card = self._ready_card()
        if card is None:
            return
        gl = frame.gl
        tint: dict[str, Value] = {"tint": frame.studio.ghost, "inset": GHOST_INSET}
        gl.glEnable(GL_DEPTH_TEST)
        gl.glEnable(GL_CULL_FACE)
        gl.glColorMask(0, 0, 0, 0)
        self._draw_with(card.glass, tint, card, frame)
        gl.glColorMask(1, 1, 1, 1)
        gl.glDepthFunc(GL_LEQUAL)
        gl.glEnable(GL_BLEND)
        gl.glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA)
        self._draw_with(card.glass, tint, card, frame)
        gl.glDisable(GL_BLEND)
        gl.glDepthFunc(GL_LESS)
        gl.glDisable(GL_CULL_FACE)

    def _draw_with(self, shader: Shader, values: dict[str, Value], card: _Card, frame: Frame) -> None:
        assert self._surface is not None
        shader.begin({"view": frame.view, "projection": frame.projection, "turn": frame.turn, **values})
        shader.feed("position", card.vertices, 3, 6)
        shader.feed("normal", card.vertices, 3, 6, offset=3)
        shader.feed("part", card.parts, 1, 1)
        shader.feed("mark", card.marks, 1, 1)
        shader.feed("doubt", card.doubts, 1, 1)
        draw_triangles(frame, card.indices, self._surface.faces.size)
        shader.end()

    def _ready_card(self) -> _Card | None:
        """The buffers, brought up to date with what was set since the last drawing; None when there is nothing to draw."""
        card, surface, body = self._card, self._surface, self._vertices
        if card is None or surface is None or body is None:
            return None
        if self._topology_stale:
            write_buffer(card.indices, surface.faces.astype(np.uint32))
            write_buffer(card.parts, surface.vertex_part.astype(np.float32))
            self._topology_stale, self._marks_stale, self._doubts_stale = False, True, True
        if self._marks_stale:
            marks = self._marks
            fits = marks is not None and len(marks) == surface.vertex_count
            write_buffer(card.marks, marks if fits else np.zeros(surface.vertex_count, dtype=np.float32))  # type: ignore[arg-type]
            self._marks_stale = False
        if self._doubts_stale:
            write_buffer(card.doubts, self._doubts if self.doubting else np.zeros(surface.vertex_count, dtype=np.float32))  # type: ignore[arg-type]
            self._doubts_stale = False
        if self._vertices_stale:
            write_buffer(card.vertices, np.concatenate((body, surface.normals(body)), axis=1, dtype=np.float32))
            self._vertices_stale = False
        return card
