"""A person's own copy of the prompts: made when they first want to edit them, and used from then on in place of the ones that ship."""

from __future__ import annotations

from pathlib import Path

from core.atomic_write import make_folder, write_atomically
from core.language.prompts import load_prompts
from core.resources import resource


class PromptsCopy:
    """The copy, whether it exists or not."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def exists(self) -> bool:
        """Whether the person has a copy."""
        return self.path.exists()

    def ensure(self) -> Path:
        """Makes the copy if there is none; returns its path.

        Raises:
            InputError: when it cannot be written.
        """
        if not self.exists:
            make_folder(self.path.parent)
            write_atomically(self.path, resource("prompts", "prompts.toml").read_bytes())
        return self.path

    def check(self) -> str:
        """A sentence on the prompts in force.

        Raises:
            InputError: when they are not in order.
        """
        prompts = load_prompts(self.path if self.exists else None)
        fewest = min(len(wordings) for wordings in prompts.values())
        return f"Read: {len(prompts)} parts, at least {fewest} {'wording' if fewest == 1 else 'wordings'} each."
