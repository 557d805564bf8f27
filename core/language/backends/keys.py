"""A server's key: where it comes from, and that it is never seen. It is read when it is needed and stored nowhere but in the system's keyring.

The environment comes first: CONTRAPPOSTO_API_KEY for the chosen server whichever it is, OPENAI_API_KEY for api.openai.com only. Then the keyring,
where each server has its own entry.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from core.errors import InputError

SERVICE = "contrapposto"
VARIABLE = "CONTRAPPOSTO_API_KEY"
OPENAI_VARIABLE = "OPENAI_API_KEY"
OPENAI_HOST = "api.openai.com"
HIDDEN = "[key]"

_LOOKS_LIKE_KEY = re.compile(
    r"\b(?:sk|pk|rk|gsk|hf|xai|nvapi|key|pplx|AIza|ghp|glpat)[-_]?[A-Za-z0-9*][A-Za-z0-9_*\-]{10,}|(?<=[Bb]earer )\S+|\b[A-Za-z0-9_-]{40,}\b"
)


@dataclass(frozen=True)
class Key:
    """A key whose text does not show when it is printed. ``origin``: "environment" or "keyring"."""

    text: str = field(repr=False)
    origin: str = "environment"

    def __str__(self) -> str:
        return HIDDEN


def key_from_environment(base_url: str, environment: Mapping[str, str] | None = None) -> Key | None:
    """The key that the environment has for a server.

    Raises:
        InputError: when it holds signs that cannot be sent.
    """
    environment = os.environ if environment is None else environment
    names = [VARIABLE, *([OPENAI_VARIABLE] if urlsplit(base_url).hostname == OPENAI_HOST else [])]
    for name in names:
        text = environment.get(name, "").strip()
        if text:
            return Key(checked(text, f"the environment variable {name}"))
    return None


def key_from_keyring(base_url: str) -> Key | None:
    """The key that the system's keyring has for a server; None when it has none or there is no keyring."""
    logging.getLogger("keyring").setLevel(logging.WARNING)
    try:
        import keyring

        text = keyring.get_password(SERVICE, _entry(base_url))
    except Exception:  # no backend, a locked keyring, a missing package: all the same to who asks
        return None
    return Key(checked(text.strip(), "the system's keyring"), "keyring") if text and text.strip() else None


def remember_key(base_url: str, text: str) -> None:
    """Put a key into the system's keyring; an empty one removes it.

    Raises:
        InputError: when there is no keyring, or the key holds signs that cannot be sent.
    """
    text = text.strip()
    if text:
        checked(text, "the key")
    reason = ""
    try:
        import keyring
        from keyring.errors import PasswordDeleteError

        if text:
            keyring.set_password(SERVICE, _entry(base_url), text)
        else:
            try:
                keyring.delete_password(SERVICE, _entry(base_url))
            except PasswordDeleteError:
                return
    except Exception as error:
        reason = type(error).__name__
    if reason:
        raise InputError(
            f"The system has no keyring that can be used ({reason}); put the key into the environment variable {VARIABLE} instead."
        )


def key_origin(base_url: str) -> str | None:
    """Where a server's key would come from: "environment", "keyring", or None when there is none."""
    try:
        key = key_from_environment(base_url) or key_from_keyring(base_url)
    except InputError:
        return None
    return key.origin if key else None


def redacted(text: str, key: Key | None = None) -> str:
    """A text (a server's error, say) without the key or anything that looks like one."""
    if key is not None and len(key.text) >= 4:
        text = text.replace(key.text, HIDDEN)
    return _LOOKS_LIKE_KEY.sub(HIDDEN, text)


def checked(text: str, where: str) -> str:
    """A key that can stand in a header. The message does not show it.

    Raises:
        InputError: when it cannot.
    """
    if not text.isascii() or any(c.isspace() or not c.isprintable() for c in text):
        raise InputError(f"The key in {where} holds blanks or signs that a key cannot have; copy it anew.")
    return text


def _entry(base_url: str) -> str:
    parts = urlsplit(base_url)
    return parts.netloc.lower()
