"""The prompts' file: complete as shipped, editable, and refused with one sentence when it is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.body.skeleton import PARTS
from core.errors import InputError
from core.language.prompts import WORDINGS, load_prompts


def test_ten_wordings_ship_for_each_part_with_their_sides_filled_in() -> None:
    prompts = load_prompts()
    assert tuple(prompts) == PARTS
    for part, wordings in prompts.items():
        assert len(set(wordings)) == WORDINGS
        assert not any("{" in w for w in wordings)
        if "_" in part:
            assert any(part.replace("_", " ") in w for w in wordings)
            assert not any(f"the person's {'right' if part.startswith('left') else 'left'}" in w for w in wordings)


def test_a_section_for_one_part_overrides_that_of_its_limb(tmp_path: Path) -> None:
    sections = "".join(f'[{name}]\nwordings = ["Describe the {{part}}."]\n' for name in ("head", "torso", "arm", "hand", "leg", "foot"))
    path = tmp_path / "mine.toml"
    path.write_text(sections + '[left_arm]\nwordings = ["And the left arm?"]\n', encoding="utf-8")
    prompts = load_prompts(path)
    assert prompts["left_arm"] == ("And the left arm?",)
    assert prompts["right_arm"] == ("Describe the right arm.",)


@pytest.mark.parametrize(("text", "said"), [("[head", "not valid TOML"), ("[head]\nwordings = []\n", "no wordings for head"), ("", "no wordings for head")])
def test_a_broken_file_is_refused_with_what_is_wrong(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        load_prompts(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load_prompts(tmp_path / "none.toml")
