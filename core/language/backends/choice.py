"""Which describer writes the texts, as a person chooses it: plain data for the settings and the command line. It never holds a key.

built-in                              the initial body's posecodes in words; no model, nothing sent anywhere
local:PATH_OR_NAME                    an image-text-to-text model of `transformers`
server:MODEL@BASE_URL                 any server that speaks OpenAI's chat completions
"""

from __future__ import annotations

import ipaddress
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from core.errors import InputError

KINDS = ("built-in", "local", "server")
DTYPES = ("auto", "float32", "bfloat16", "float16")
MAX_WORDINGS = 10
FORMS = "built-in, local:PATH_OR_NAME or server:MODEL@BASE_URL"
_RANGES: Mapping[str, tuple[float, float]] = {
    "max_tokens": (8, 8192),
    "wordings": (1, MAX_WORDINGS),
    "timeout_s": (1.0, 3600.0),
    "picture_side": (64, 4096),
}


@dataclass(frozen=True)
class DescriberChoice:
    """A describer and how it is asked.

    Attributes:
        kind: "built-in", "local" or "server".
        model: a folder or a hub name (local), or the name by which the server knows the model.
        base_url: where the server answers, with or without /v1; never with a user name or password in it.
        device: "auto", "cpu", "cuda", "cuda:1", ... (local).
        dtype: one of ``DTYPES`` (local).
        max_tokens: longest answer about one part, in tokens.
        wordings: how many of a part's ten wordings are asked; their answers are combined.
        one_call: ask for all ten parts at once, as JSON; parts missing from the answer are asked singly.
        timeout_s: longest wait for one answer, seconds.
        picture_side: longest side of the picture that the model gets, px.
        download: whether a local model that is not on this machine may be fetched by its hub name.

    Raises:
        InputError: when a value makes no sense.
    """

    kind: str = "built-in"
    model: str = ""
    base_url: str = ""
    device: str = "auto"
    dtype: str = "auto"
    max_tokens: int = 200
    wordings: int = 1
    one_call: bool = False
    timeout_s: float = 60.0
    picture_side: int = 768
    download: bool = False

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise InputError(f'The describer "{self.kind[:60]}" is not known; give {FORMS}.')
        if self.kind == "local" and not self.model.strip():
            raise InputError("The describer local: names no model; give local: and a folder or a model's name.")
        if self.kind == "server":
            if not self.model.strip():
                raise InputError("The describer server: names no model; give server:MODEL@BASE_URL.")
            object.__setattr__(self, "base_url", _checked_url(self.base_url))
        if self.dtype not in DTYPES:
            raise InputError(
                f'The describer\'s dtype "{self.dtype[:40]}" is not known; give one of {", ".join(DTYPES)}.'
            )
        for name, (low, high) in _RANGES.items():
            value = getattr(self, name)
            if (
                isinstance(value, bool)
                or not isinstance(value, (int, float))
                or not (math.isfinite(value) and low <= value <= high)
            ):
                raise InputError(f"The describer's {name} is {value!r}; give a number from {low:g} to {high:g}.")
            if name != "timeout_s":
                object.__setattr__(self, name, int(value))

    @property
    def name(self) -> str:
        """Short name of the model for badges and sources: the folder's or the model's own, without what stands before it."""
        if self.kind == "built-in":
            return "built-in"
        if self.kind == "local":
            return Path(self.model.rstrip("/\\")).name or self.model
        return self.model

    @property
    def source(self) -> str:
        """What is recorded as the author of its texts: "built-in" or "vlm:<name>"."""
        return "built-in" if self.kind == "built-in" else f"vlm:{self.name}"

    @property
    def host(self) -> str:
        """The server's host name; empty for the others."""
        return (urlsplit(self.base_url).hostname or "") if self.kind == "server" else ""

    @property
    def leaves_machine(self) -> bool:
        """Whether pictures are sent to another machine, so that the person must have agreed to it."""
        return self.kind == "server" and not is_this_machine(self.host)

    @property
    def spec(self) -> str:
        """The choice as ``--describer`` takes it (without the options)."""
        if self.kind == "server":
            return f"server:{self.model}@{self.base_url}"
        return f"local:{self.model}" if self.kind == "local" else "built-in"

    def to_dict(self) -> dict[str, object]:
        """Plain data for settings; holds no key."""
        return asdict(self)

    @staticmethod
    def from_dict(data: Mapping[str, object]) -> DescriberChoice:
        """From ``to_dict``'s data; unknown entries are ignored, missing ones get their defaults.

        Raises:
            InputError: when a value is of the wrong type or makes no sense.
        """
        known = {}
        for field in fields(DescriberChoice):
            if field.name not in data:
                continue
            value, default = data[field.name], field.default
            wanted = (int, float) if isinstance(default, float) else type(default)
            if not isinstance(value, wanted) or (isinstance(value, bool) and not isinstance(default, bool)):
                raise InputError(
                    f"The describer's {field.name} is {str(value)[:60]!r}, which it cannot be; choose the describer anew."
                )
            known[field.name] = value
        return DescriberChoice(**known)  # type: ignore[arg-type]

    @staticmethod
    def parse(text: str) -> DescriberChoice:
        """From ``built-in``, ``local:PATH_OR_NAME`` or ``server:MODEL@BASE_URL``.

        Raises:
            InputError: when it is none of the three.
        """
        text = text.strip()
        kind, colon, rest = text.partition(":")
        if text in ("built-in", "builtin"):
            return DescriberChoice()
        if kind == "local" and colon:
            return DescriberChoice("local", rest.strip())
        if kind == "server" and colon:
            model, base_url = _model_and_url(rest.strip())
            return DescriberChoice("server", model, base_url)
        raise InputError(f'The describer "{_shown(text)}" is not known; give {FORMS}.')


def is_this_machine(host: str) -> bool:
    """Whether a host name means this machine itself."""
    name = host.lower().rstrip(".")
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _model_and_url(text: str) -> tuple[str, str]:
    for scheme in ("@http://", "@https://"):
        model, found, rest = text.partition(scheme)
        if found:
            return model.strip(), scheme[1:] + rest
    model, found, address = text.rpartition("@")
    if not found or not address:
        raise InputError(
            f'The describer "server:{_shown(text)}" names no server; give server:MODEL@BASE_URL, such as server:qwen@http://localhost:11434.'
        )
    host = (urlsplit(f"//{address}").hostname or "") if "://" not in address else ""
    return model.strip(), address if "://" in address else f"{'http' if is_this_machine(host) else 'https'}://{address}"


def _checked_url(url: str) -> str:
    """The address without a trailing slash, a query or a fragment; refused when it is none or carries a password."""
    try:
        parts = urlsplit(url.strip())
        host, _ = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    if parts.scheme not in ("http", "https") or not host or any(c.isspace() for c in url.strip()):
        raise InputError(
            f'The server\'s address "{_shown(url)}" is none; give one such as http://localhost:11434 or https://api.example.com/v1.'
        )
    if parts.username is not None or parts.password is not None or parts.query:
        raise InputError(
            f"The address of {host} carries a password or a query; leave it out and put the key into the environment variable CONTRAPPOSTO_API_KEY."
        )
    return urlunsplit((parts.scheme, parts.netloc, parts.path.rstrip("/"), "", ""))


def _shown(text: str) -> str:
    """What a person typed, cut short, without what may be a password in an address."""
    before, at, after = text.rpartition("@")
    if at and "://" in before:
        before = before[: before.index("://") + 3] + "..."
    return f"{before}{at}{after}"[:80]
