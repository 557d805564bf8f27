"""The prompts' file: complete as shipped, editable, and refused with one sentence when it is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.body.skeleton import PARTS
from core.errors import InputError
from core.language.prompts import WORDINGS, load_prompts, own_prompts, prompts_in_force, read_prompts


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


def own_copy(path: Path, question: str, more: str = "") -> None:
    sections = "".join(f'[{name}]\nwordings = ["{question} {{part}}?"]\n' for name in ("head", "torso", "arm", "hand", "leg", "foot"))
    path.write_text(sections + more, encoding="utf-8")


def test_a_persons_copy_wins_and_an_edit_is_asked_the_next_time(tmp_path: Path) -> None:
    path = tmp_path / "prompts.toml"
    assert len(prompts_in_force(path).parts["head"]) == WORDINGS
    own_copy(path, "How is the")
    assert prompts_in_force(path).parts["left_arm"] == ("How is the left arm?",)
    own_copy(path, "And where is the")
    assert prompts_in_force(path).parts["left_arm"] == ("And where is the left arm?",)
    path.unlink()
    assert len(prompts_in_force(path).parts["head"]) == WORDINGS


def test_the_settings_folder_is_where_the_copy_is_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert own_prompts() == tmp_path / "Contrapposto" / "prompts.toml"
    own_prompts().parent.mkdir()
    own_copy(own_prompts(), "My question on the")
    assert prompts_in_force().parts["head"] == ("My question on the head?",)


def test_what_a_copy_leaves_out_is_taken_from_the_file_that_ships(tmp_path: Path) -> None:
    path = tmp_path / "prompts.toml"
    own_copy(path, "The", '[general]\nbefore = "Be brief."\n')
    own, shipped = read_prompts(path), read_prompts()
    assert own.before == "Be brief." and own.all_at_once == shipped.all_at_once and own.marked == shipped.marked
    own_copy(path, "The", "[general]\nbefore = 5\n")
    with pytest.raises(InputError, match="before in .general. is no text"):
        read_prompts(path)


def test_the_question_about_all_parts_names_each_and_asks_for_json() -> None:
    prompts = read_prompts()
    assert all(part in prompts.all_at_once for part in PARTS) and "JSON" in prompts.all_at_once
    assert "the person's own" in prompts.before
