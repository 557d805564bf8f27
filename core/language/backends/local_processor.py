"""A model's processor, which turns a chat with a picture into its inputs, loaded without torchvision.

Pillow does everything that a photograph needs. Some processors (Qwen-VL, SmolVLM) also want one for videos, which exists for torchvision only; as no video
is ever shown here, they are put together without it.
"""

from __future__ import annotations

from typing import Any

_VIDEO = "video_processor"


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


class _NoVideos(dict[str, Any]):
    """Stands where a processor looks up its video processor's settings, which some do for a photograph too. A dictionary, so that it can be written out."""

    model_input_names: tuple[str, ...] = ()

    def __getattr__(self, name: str) -> None:
        if name.startswith("__"):
            raise AttributeError(name)


def _without_videos(base: Any) -> Any:
    """The processor class, content without a video processor."""

    class Components(base):  # type: ignore[misc]
        """Loads everything but the video processor."""

        @classmethod
        def get_attributes(cls) -> list[str]:
            return [name for name in base.get_attributes() if name != _VIDEO]

    class PhotographsOnly(base):  # type: ignore[misc]
        """A processor that is never given a video. The constructor is the base's own: transformers reads its argument names off its code."""

        @classmethod
        def _get_arguments_from_pretrained(cls, *args: Any, **kwargs: Any) -> list[Any]:
            loaded = dict(
                zip(
                    Components.get_attributes(), Components._get_arguments_from_pretrained(*args, **kwargs), strict=True
                )
            )
            return [_NoVideos() if name == _VIDEO else loaded[name] for name in base.get_attributes()]

        def check_argument_for_proper_class(self, argument_name: str, argument: Any) -> Any:
            return None if argument_name == _VIDEO else super().check_argument_for_proper_class(argument_name, argument)

    PhotographsOnly.__name__ = base.__name__
    return PhotographsOnly
