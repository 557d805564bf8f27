"""What the window remembers comes back, and nonsense in the stored file does no harm."""

from __future__ import annotations

from pathlib import Path

from app.settings import MAX_RECENT, Settings


def test_recent_files_are_newest_first_without_repeats_and_without_what_is_gone(
    settings: Settings, tmp_path: Path
) -> None:
    paths = [tmp_path / f"{i}.jpg" for i in range(12)]
    for path in paths:
        path.touch()
        settings.remember_recent(path)
    settings.remember_recent(paths[5])
    assert (
        settings.recent[0] == paths[5]
        and len(settings.recent) == MAX_RECENT
        and len(set(settings.recent)) == MAX_RECENT
    )
    paths[11].unlink()
    assert paths[11] not in settings.recent


def test_a_single_recent_file_survives_the_settings_format(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "only, one.jpg"
    path.touch()
    settings.remember_recent(path)
    settings.store.sync()
    assert Settings(settings.store).recent == [path]


def test_nonsense_falls_back_to_the_defaults(settings: Settings) -> None:
    settings.store.setValue("theme", "purple")
    settings.store.setValue("overlay_opacity", "much")
    settings.store.setValue("layout/geometry", "x")
    assert settings.theme == "light" and settings.overlay_opacity == 0.55 and settings.layout("geometry") is None


def test_the_autosave_and_the_log_lie_beside_the_settings(settings: Settings) -> None:
    assert settings.autosave_path.parent == settings.log_path.parent == settings.folder
