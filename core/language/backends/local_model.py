"""A vision-language model on this machine, through ``transformers``: any image-text-to-text model with a chat template, from a folder or by its name.

Nothing is fetched unless the person allowed it, and a model's own program code is never run. Loading and generating happen in a thread, so that whoever
waits can turn away at once; the thread is told to stop at the next token.
"""

from __future__ import annotations

import io
import logging
import os
import queue
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.errors import InputError
from core.language.backends.choice import DescriberChoice
from core.language.backends.job import Job, Late
from core.language.backends.local_processor import load_processor
from core.language.backends.patience import POLL_S
from core.language.backends.subject import Cancelled, NoAnswer, Picture, Piece

log = logging.getLogger(__name__)
EXAMPLES = "such as Qwen-VL, SmolVLM or LLaVA"


@dataclass
class _Loaded:
    """What was read: the network, its processor, and where it computes."""

    network: Any
    processor: Any
    device: str
    dtype: Any


class LocalModel:
    """Asks a ``transformers`` model; loaded with the first question and kept."""

    def __init__(self, choice: DescriberChoice) -> None:
        self.name = choice.name
        self._choice = choice
        self._loaded: _Loaded | None = None
        self._loading: Job | None = None
        self._busy = threading.Lock()
        """Held while the network computes: an answer that was given up may still be at its last token."""

    @property
    def kept_for(self) -> tuple[object, ...]:
        """What of a choice decides which weights are loaded and how."""
        return weights_of(self._choice)

    def patient(self, choice: DescriberChoice) -> LocalModel:
        """The same loaded model under another choice's limits."""
        self._choice = choice
        return self

    def prepare(self, cancelled: Cancelled) -> Iterator[Piece]:
        """Loads the model if it is not loaded yet."""
        if self._loaded is not None:
            return
        yield Piece(message=f"Loading {self.name}, which may take a while")
        if self._loading is None or self._loading.given_up:
            self._loading = Job(lambda _stop: self._load())
        job = self._loading
        while not cancelled():
            if job.wait(POLL_S):
                self._loading = None
                self._loaded = job.result()
                return

    def answer(
        self, picture: Picture, system: str, question: str, max_tokens: int, cancelled: Cancelled
    ) -> Iterator[Piece]:
        """The answer, word by word; see ``VisionModel``."""
        assert self._loaded is not None, "prepare comes first"
        loaded = self._loaded
        ends = time.monotonic() + self._choice.timeout_s
        words: queue.Queue[str] = queue.Queue()
        job = Job(
            lambda stop: self._generate(
                loaded, picture, f"{system}\n\n{question}".strip(), max_tokens, words.put, stop, ends
            )
        )
        try:
            while not cancelled():
                finished = job.wait(0)
                try:
                    yield Piece(words.get(timeout=0 if finished else POLL_S))
                    continue
                except queue.Empty:
                    if not finished and time.monotonic() < ends:
                        continue
                if not finished or job.late:
                    raise NoAnswer(f"no complete answer within {self._choice.timeout_s:g} s")
                if job.result():
                    yield Piece(cut=True)
                return
        finally:
            job.stop.set()

    # ---------------------------------------------------------------------------------------- in the thread

    def _generate(
        self,
        loaded: _Loaded,
        picture: Picture,
        text: str,
        max_tokens: int,
        put: Callable[[str], None],
        stop: threading.Event,
        ends: float,
    ) -> bool:
        """Writes the answer into ``put``; returns whether it was cut at ``max_tokens``."""
        import torch
        from transformers import StoppingCriteria, StoppingCriteriaList, TextStreamer

        tokenizer = getattr(loaded.processor, "tokenizer", loaded.processor)

        class Words(TextStreamer):  # type: ignore[misc]
            def on_finalized_text(self, text: str, stream_end: bool = False) -> None:
                if text and not stop.is_set():
                    put(text)

        class Unwanted(StoppingCriteria):  # type: ignore[misc]
            def __call__(self, input_ids: Any, scores: Any, **_: Any) -> Any:
                over = stop.is_set() or time.monotonic() > ends
                return torch.full((input_ids.shape[0],), over, dtype=torch.bool, device=input_ids.device)

        with self._busy:
            if stop.is_set():
                return False
            try:
                with torch.inference_mode():
                    inputs = _inputs(loaded, picture, text)
                    length = inputs["input_ids"].shape[1]
                    out = loaded.network.generate(
                        **inputs, max_new_tokens=max_tokens, do_sample=False, temperature=None, top_p=None, top_k=None,
                        streamer=Words(tokenizer, skip_prompt=True, skip_special_tokens=True), stopping_criteria=StoppingCriteriaList([Unwanted()]),
                    )  # fmt: skip
            except Exception as error:
                raise self._explained(error, "answering") from error
            if time.monotonic() > ends:
                raise Late
            return int(out.shape[1]) - length >= max_tokens

    def _load(self) -> _Loaded:
        import torch
        import transformers
        from transformers.models.auto.modeling_auto import MODEL_FOR_IMAGE_TEXT_TO_TEXT_MAPPING

        transformers.utils.logging.disable_progress_bar()
        transformers.utils.logging.set_verbosity_error()
        place, only_here = _place(self._choice)
        try:
            config = transformers.AutoConfig.from_pretrained(place, local_files_only=only_here)
        except Exception as error:
            raise self._not_found(error, place) from error
        if type(config) not in MODEL_FOR_IMAGE_TEXT_TO_TEXT_MAPPING:
            raise InputError(
                f"{self._choice.model} ({config.model_type}) does not answer questions about pictures; choose an image-text-to-text model, {EXAMPLES}."
            )
        device = _device(self._choice.device)
        dtype = _dtype(self._choice.dtype, device, config)
        try:
            processor = load_processor(place, config, only_here)
        except ImportError as error:
            raise self._explained(error, "loading") from error
        except Exception as error:
            raise InputError(
                f"{self._choice.model} lacks its processor or tokenizer ({_first_line(error)}); copy the model's whole folder."
            ) from error
        tokenizer = getattr(processor, "tokenizer", None)
        if tokenizer is None or getattr(processor, "image_processor", None) is None:
            raise InputError(
                f"{self._choice.model} lacks its picture processor (preprocessor_config.json); copy the model's whole folder."
            )
        if not getattr(processor, "chat_template", None):
            if not getattr(tokenizer, "chat_template", None):
                raise InputError(
                    f"{self._choice.model} has no chat template, so it cannot be asked; choose a model that was trained to chat, {EXAMPLES}."
                )
            processor.chat_template = tokenizer.chat_template
        try:
            network = transformers.AutoModelForImageTextToText.from_pretrained(
                place, local_files_only=only_here, dtype=dtype
            )
            network = network.to(device).eval()
        except Exception as error:
            raise self._explained(error, "loading") from error
        if dtype == "auto":
            dtype = next(iter(network.parameters())).dtype
        log.info("loaded %s on %s as %s", self.name, device, str(dtype).removeprefix("torch."))
        return _Loaded(network, processor, device, torch.float32 if dtype is None else dtype)

    # -------------------------------------------------------------------------------------- what went wrong

    def _not_found(self, error: Exception, place: str) -> InputError:
        text, name = str(error), self._choice.model
        if "trust_remote_code" in text or "custom code" in text:
            return InputError(
                f"{name} brings program code of its own, which is not run here; choose a model that transformers knows, {EXAMPLES}."
            )
        if os.path.isdir(place):
            if not (Path(place) / "config.json").is_file():
                return InputError(
                    f"{name} holds no model (config.json is missing); give the folder that has the model's files."
                )
            return InputError(
                f"{name} is of a kind that this version of transformers does not know ({_first_line(error)}); choose another model."
            )
        if not self._choice.download:
            return InputError(
                f"{name} is not on this machine; give the folder of a model, or allow it to be downloaded."
            )
        return InputError(
            f"{name} could not be fetched ({_first_line(error)}); check the name and the network, or give the folder of a model."
        )

    def _explained(self, error: Exception, doing: str) -> Exception:
        """One sentence for a person; what is no known trouble stays recognisable by its kind."""
        import torch

        text, name = str(error), self._choice.model
        lower = text.lower()
        if isinstance(error, InputError):
            return error
        if (
            isinstance(error, (MemoryError, torch.OutOfMemoryError))
            or "out of memory" in lower
            or "can't allocate memory" in lower
        ):
            if torch.cuda.is_available():
                torch.cuda.empty_cache()
            return InputError(
                f"{name} does not fit into memory; choose a smaller model, a 16-bit dtype, a smaller picture or another device."
            )
        if "not implemented for" in lower or "expected scalar type" in lower or "same dtype" in lower:
            return InputError(
                f"{name} cannot compute as {self._choice.dtype} on this device; choose the dtype float32."
            )
        if isinstance(error, ImportError):
            package = _package(error)
            return InputError(
                f"{name} needs the Python package {package}, which is missing; install it with: pip install {package}"
            )
        if doing == "loading" and isinstance(error, OSError):
            return InputError(f"{name} lacks its weights ({_first_line(error)}); copy the model's whole folder.")
        if doing == "loading":
            return InputError(
                f"{name} cannot be loaded ({type(error).__name__}: {_first_line(error)}); copy it anew or choose another model."
            )
        return InputError(
            f"{name} failed in mid-answer ({type(error).__name__}: {_first_line(error)}); choose another model, device or dtype."
        )


def weights_of(choice: DescriberChoice) -> tuple[object, ...]:
    """What of a choice decides which weights are loaded and how."""
    return choice.model, choice.device, choice.dtype, choice.download


def _inputs(loaded: _Loaded, picture: Picture, text: str) -> dict[str, Any]:
    """The network's inputs, on its device."""
    from PIL import Image

    shown = Image.open(io.BytesIO(picture.jpeg)).convert("RGB")
    content = [{"type": "image", "image": shown}, {"type": "text", "text": text}]
    batch = loaded.processor.apply_chat_template(
        [{"role": "user", "content": content}],
        add_generation_prompt=True,
        tokenize=True,
        return_dict=True,
        return_tensors="pt",
    )
    moved = {}
    for name, value in batch.items():
        if hasattr(value, "to"):
            value = value.to(loaded.device)
            if value.is_floating_point():
                value = value.to(loaded.dtype)
        moved[name] = value
    return moved


def _place(choice: DescriberChoice) -> tuple[str, bool]:
    """Where the model is: a folder or a name; and whether only this machine is searched."""
    name = os.path.expanduser(choice.model)
    path = Path(name)
    if path.is_file():
        raise InputError(
            f"{choice.model} is a file; give the folder that has the model's files (config.json, weights, tokenizer)."
        )
    looks_like_path = path.is_absolute() or name.startswith(".") or name.count("/") > 1 or "\\" in name
    if looks_like_path and not path.is_dir():
        raise InputError(f"There is no folder {choice.model}; give the folder of an image-text-to-text model.")
    return (str(path), True) if path.is_dir() else (name, not choice.download)


def _device(name: str) -> str:
    import torch

    if name == "auto":
        return "cuda" if torch.cuda.is_available() else "cpu"
    try:
        device = torch.device(name)
    except RuntimeError:
        raise InputError(f'The describer\'s device "{name[:40]}" is not known; give auto, cpu or cuda.') from None
    if device.type == "cuda" and (not torch.cuda.is_available() or (device.index or 0) >= torch.cuda.device_count()):
        raise InputError(f'The describer\'s device "{name}" is not on this machine; give auto or cpu.')
    if device.type == "mps" and not torch.backends.mps.is_available():
        raise InputError(f'The describer\'s device "{name}" is not on this machine; give auto or cpu.')
    if device.type not in ("cpu", "cuda", "mps"):
        raise InputError(f'The describer cannot use the device "{name[:40]}"; give auto, cpu or cuda.')
    return name


def _dtype(name: str, device: str, config: Any) -> Any:
    """The type to load the weights as. Automatic: the file's own, but half precision becomes bfloat16 on a CPU, where it is better served."""
    import torch

    if name == "auto":
        own = getattr(config, "dtype", None)
        return torch.bfloat16 if device == "cpu" and own in (torch.float16, "float16") else "auto"
    if name == "bfloat16" and device.startswith("cuda") and not torch.cuda.is_bf16_supported():
        raise InputError("This graphics card does not compute in bfloat16; choose the dtype float16 or float32.")
    return getattr(torch, name)


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines[0] if lines else type(error).__name__)[:160].rstrip(".")


def _package(error: ImportError) -> str:
    import re

    found = (
        re.search(r"pip install ([\w.-]+)", str(error))
        or re.search(r"requires the (\w+) library", str(error))
        or re.search(r"[Pp]ackage `?([\w-]+)", str(error))
    )
    return (found[1] if found else error.name or "that it names").lower()
