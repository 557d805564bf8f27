"""Whether this desktop has OpenGL for the 3D view, found out once with a throw-away context before any GL widget is made.

Without OpenGL a QOpenGLWidget complains at every frame or takes the process down; asking first lets the window show a sentence in its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QGuiApplication, QOffscreenSurface, QOpenGLContext, QSurfaceFormat

GL_RENDERER = 0x1F01
_SOFTWARE = ("llvmpipe", "softpipe", "swrast", "swiftshader", "software", "gdi generic", "basic render")
_NO_OPENGL_PLATFORMS = ("offscreen", "minimal", "minimalegl", "vnc", "linuxfb")


@dataclass(frozen=True)
class GlSupport:
    """What was found: `reason` is None when the 3D view can be drawn, else one sentence; `software` when no graphics card draws it."""

    reason: str | None
    renderer: str = ""
    software: bool = False


def view_format(samples: int = 0) -> QSurfaceFormat:
    """Surface format of the 3D view: plain OpenGL 2.1 is enough for its shaders, so old and virtual machines do too."""
    surface = QSurfaceFormat.defaultFormat()
    surface.setDepthBufferSize(24)
    surface.setSamples(samples)
    return surface


@cache
def gl_support() -> GlSupport:
    """Tries to make a context current. Needs a QGuiApplication."""
    platform = QGuiApplication.platformName()
    if platform in _NO_OPENGL_PLATFORMS:
        return GlSupport(f'Qt\'s "{platform}" platform has no OpenGL. Everything but this view works.')
    context = QOpenGLContext()
    context.setFormat(view_format())
    if not context.create():
        return GlSupport(
            "No OpenGL context could be created: install the graphics driver (on Debian: libgl1-mesa-dri). Everything but this view works."
        )
    surface = QOffscreenSurface()
    surface.setFormat(context.format())
    surface.create()
    if not context.makeCurrent(surface):
        return GlSupport("OpenGL is there but could not be started on this display. Everything but this view works.")
    try:
        renderer = str(context.functions().glGetString(GL_RENDERER) or "")
        version = (context.format().majorVersion(), context.format().minorVersion())
        if version < (2, 0):
            return GlSupport(
                f"This display has OpenGL {version[0]}.{version[1]}, the 3D view needs 2.0. Everything but this view works.",
                renderer,
            )
        return GlSupport(None, renderer, any(word in renderer.lower() for word in _SOFTWARE))
    finally:
        context.doneCurrent()
