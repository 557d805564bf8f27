"""The one error that a person is meant to read."""

from __future__ import annotations


class InputError(Exception):
    """Something that was given cannot be used.

    The message is one sentence that says what is wrong, where, and what to do. The command line prints it on stderr and
    exits with code 2; the window shows it without blocking. Nothing that was open is lost.
    """
