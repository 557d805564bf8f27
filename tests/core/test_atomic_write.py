from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from core.atomic_write import make_folder, replacing, write_atomically
from core.errors import InputError


def test_the_new_bytes_replace_the_old_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["a.json"]


def test_a_failure_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    with pytest.raises(InputError, match="disk is full"), replacing(path) as temporary:
        temporary.write_bytes(b"ne")
        raise OSError(errno.ENOSPC, "No space left on device")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.json"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_bytes(b"old")
    (tmp_path / "link.json").symlink_to("real.json")
    write_atomically(tmp_path / "link.json", b"new")
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_bytes() == b"new"


def test_places_that_cannot_be_written_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not there"):
        write_atomically(tmp_path / "no" / "a.json", b"")
    with pytest.raises(InputError, match="is a folder"):
        write_atomically(tmp_path, b"")
    with pytest.raises(InputError, match="file name is too long"):
        write_atomically(tmp_path / ("a" * 300), b"")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(InputError, match="in the way"):
        make_folder(tmp_path / "file")
    with pytest.raises(InputError, match="not a folder"):
        make_folder(tmp_path / "file" / "out")


def test_an_unwritable_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    (folder / "a.json").write_bytes(b"old")
    folder.chmod(0o555)
    code = (
        "import sys; sys.path.insert(0, sys.argv[2])\n"
        "from core.atomic_write import write_atomically, make_folder\nfrom core.errors import InputError\n"
        "for act in (lambda: write_atomically(sys.argv[1] + '/a.json', b'new'), lambda: make_folder(sys.argv[1])):\n"
        "    try: act()\n    except InputError as error: print(error)\n"
    )
    root = str(Path(__file__).resolve().parents[2])
    command = [sys.executable, "-c", code, str(folder), root]
    if os.geteuid() == 0:  # root may write anywhere unless it gives that right up
        if shutil.which("setpriv") is None:
            pytest.skip("running as root without setpriv")
        command = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *command]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    folder.chmod(0o755)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("cannot be written to") == 2
    assert (folder / "a.json").read_bytes() == b"old"
