"""A model's processor, which turns a chat with a picture into its inputs, loaded without torchvision.

Pillow does everything that a photograph needs. Some processors (Qwen-VL, SmolVLM) also want one for videos, which exists for torchvision only; as no video
is ever shown here, they are put together without it.
"""

from __future__ import annotations

import functools
from typing import Any


def load_processor(place: str, config: Any, local_files_only: bool) -> Any:
    """The processor of a model.

    Raises:
        ImportError: when a package that it needs is missing.
        OSError, ValueError: when it cannot be found or made.
    """
    from transformers import AutoProcessor

    try:
        return AutoProcessor.from_pretrained(place, local_files_only=local_files_only)
    except ImportError as error:
        if "orchvision" not in str(error):
            raise
        from transformers.models.auto.processing_auto import PROCESSOR_MAPPING

        try:
            kind = PROCESSOR_MAPPING[type(config)]
        except KeyError:
            raise error from None
        return _without_videos(kind).from_pretrained(place, local_files_only=local_files_only)


def _without_videos(base: Any) -> Any:
    """The processor class, wanting no video processor."""

    class PhotographsOnly(base):  # type: ignore[misc]
        """A processor that is never given a video."""

        @functools.wraps(base.__init__)  # type: ignore[misc]
        def __init__(self, image_processor: Any = None, tokenizer: Any = None, *args: Any, **kwargs: Any) -> None:
            kwargs.setdefault("video_processor", None)
            super().__init__(*args, image_processor=image_processor, tokenizer=tokenizer, **kwargs)

        @classmethod
        def get_attributes(cls) -> list[str]:
            """The processor's components; transformers loads each."""
            return [name for name in base.get_attributes() if name != "video_processor"]

    PhotographsOnly.__name__ = base.__name__
    return PhotographsOnly
