"""Smooth edges for a 3D view that draws without multisampling while anything moves: one drawing into a buffer with several samples, averaged into the view."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QOpenGLContext
from PySide6.QtOpenGL import QOpenGLFramebufferObject, QOpenGLFramebufferObjectFormat

from app.gl_item import GL_COLOR_BUFFER_BIT

GL_FRAMEBUFFER, GL_READ_FRAMEBUFFER, GL_DRAW_FRAMEBUFFER, GL_NEAREST = 0x8D40, 0x8CA8, 0x8CA9, 0x2600
SAMPLES = 4


class Smoothing:
    """A buffer as large as the view, made when it is first wanted. The view's context is current in every call."""

    def __init__(self) -> None:
        self._buffer: QOpenGLFramebufferObject | None = None

    def begin(self, size: QSize) -> bool:
        """Lets the drawing that follows go into the buffer; returns whether it does (a driver may refuse one). ``size`` in device pixels."""
        if self._buffer is None:
            wanted = QOpenGLFramebufferObjectFormat()
            wanted.setSamples(SAMPLES)
            wanted.setAttachment(QOpenGLFramebufferObject.Attachment.CombinedDepthStencil)
            self._buffer = QOpenGLFramebufferObject(size, wanted)
        return self._buffer.isValid() and self._buffer.bind()

    def show(self, context: QOpenGLContext, target: int) -> None:
        """Averages the samples into the view's own picture."""
        source = self._buffer
        assert source is not None
        gl, width, height = context.extraFunctions(), source.width(), source.height()
        gl.glBindFramebuffer(GL_READ_FRAMEBUFFER, source.handle())
        gl.glBindFramebuffer(GL_DRAW_FRAMEBUFFER, target)
        gl.glBlitFramebuffer(0, 0, width, height, 0, 0, width, height, GL_COLOR_BUFFER_BIT, GL_NEAREST)
        gl.glBindFramebuffer(GL_FRAMEBUFFER, target)

    def forget(self) -> None:
        """The view has another size or context: the next drawing makes a new buffer."""
        self._buffer = None
