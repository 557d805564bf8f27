"""A statement that is switched off has no influence, in the latent of its row neither."""

from __future__ import annotations

from core.diffusion.words import latent_texts, spoken_statements
from core.language.understanding import understand
from core.observation import Description


def _row(text: str, *off: str) -> dict[str, Description]:
    names = [s.posecode.name for s in understand(text, "left_arm").statements]
    gone = tuple((name, 0.0) for name in names if any(name.startswith(word) for word in off))
    assert gone or not off
    return {"left_arm": Description(text, "person", emphasis=gone)}


def test_words_that_say_something_switched_off_and_something_that_is_not_have_no_latent() -> None:
    row = _row("raised above the head and bent at a right angle at the elbow", "left elbow")
    assert latent_texts(row, understand) == {}
    spoken = [s.statement.posecode.name for s in spoken_statements(row, understand, lambda code: False)]
    assert spoken == ["left arm: overhead"]
    whole = "raised above the head and bent at a right angle at the elbow"
    assert latent_texts(_row(whole), understand) == {"left_arm": whole}


def test_only_the_words_that_are_switched_off_are_taken_out() -> None:
    text = "bent at a right angle, raised above the head. The hand is on the head."
    kept = latent_texts(_row(text, "left elbow"), understand)["left_arm"]
    assert "right angle" not in kept and "raised above the head" in kept and kept.endswith("The hand is on the head.")
