"""Pages of bodies that texts lead to, drawn with the shipped models."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from core.cli import run
from core.errors import InputError
from core.evaluation.sheet import read_entries


def test_a_page_shows_every_body_from_two_sides(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = tmp_path / "texts.txt"
    texts.write_text("# two bodies\nleft_arm\traised overhead\n\ntorso\tsitting on the ground\thead\tturned to the left\n", encoding="utf-8")
    assert run(["evaluate", "sheet", str(texts), "--out", str(tmp_path / "pages")]) == 0
    path = tmp_path / "pages" / "page-1.png"
    assert capsys.readouterr().out.split() == [str(path)]
    page = cv2.imread(str(path))
    assert page.shape == (340, 4 * 600, 3)
    bluish = (page[..., 0].astype(int) - page[..., 2]) > 20  # the body's colour
    standing, sitting, empty = (bluish[:, at : at + 300].any(1).sum() for at in (0, 600, 1200))
    assert standing > 1.4 * sitting > 100
    assert empty == 0
    assert not np.array_equal(page[:, :300], page[:, 300:600])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("left_arm raised\n", "line 1: a part without a text"), ("head\tup\ntail\twagging\n", "line 2: 'tail' is no part"), ("# nothing\n", "no text"),
        (b"\xff\xfe\x00", "cannot be read"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_drawn_is_told_in_a_sentence(tmp_path: Path, content: str | bytes, said: str) -> None:
    path = tmp_path / "texts.txt"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(InputError, match=said):
        read_entries(path)
