"""Both themes can be read, and every icon that is named is there."""

from __future__ import annotations

import re
from typing import Any

import pytest

from app import theme
from app.actions import TABLE
from app.chips import STATES


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", theme.THEMES)
def test_every_text_stands_out_from_what_is_behind_it(name: str) -> None:
    c = theme.THEMES[name]
    pairs = [
        (c.text, c.window), (c.text, c.panel), (c.text, c.base), (c.text, c.accent_soft), (c.faint, c.window), (c.faint, c.panel), (c.faint, c.base),
        (c.accent_text, c.accent), (c.good, c.good_soft), (c.warn, c.warn_soft), (c.bad, c.bad_soft), (c.quiet, c.quiet_soft),
        (c.accent, c.accent_soft), (c.text, c.quiet_soft), (c.text, c.warn_soft), (c.text, c.bad_soft),
    ]  # fmt: skip
    poor = [(a, b, round(contrast(a, b), 2)) for a, b in pairs if contrast(a, b) < 4.5]
    assert not poor


@pytest.mark.parametrize("name", theme.THEMES)
def test_curves_stand_out_from_their_panel(name: str) -> None:
    c = theme.THEMES[name]
    assert min(contrast(curve, c.panel) for curve in c.curves) >= 3.0


def test_every_named_icon_exists_and_is_drawn_in_the_current_colour(qtbot: Any) -> None:
    names = (
        {entry.icon for entry in TABLE.values() if entry.icon}
        | {icon for icon, _ in STATES.values()}
        | {"info", "warning", "error"}
    )
    for name in names:
        svg = (theme.ICONS / f"{name}.svg").read_text(encoding="utf-8")
        assert "currentColor" in svg and not re.search(r'(fill|stroke)="#', svg), name
        image = theme.pixmap(name, "#ff0000", 16).toImage()
        painted = [image.pixelColor(x, y) for x in range(16) for y in range(16) if image.pixelColor(x, y).alpha() > 200]
        assert painted and all(p.red() > 200 and p.green() < 60 for p in painted), name


def test_no_shortcut_is_given_to_two_actions() -> None:
    keys = [key for entry in TABLE.values() for key in entry.keys]
    assert len(keys) == len(set(keys))
