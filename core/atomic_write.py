"""Writing a file so that it is either wholly there or not at all: the new bytes replace the old file in one step."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from core.errors import InputError


def write_atomically(path: str | Path, content: bytes) -> None:
    """Write ``content`` to ``path``; whatever goes wrong, the previous file survives.

    Raises:
        InputError: when the folder is missing or not writable, the disk is full, or ``path`` is a folder.
    """
    with replacing(path) as temporary:
        temporary.write_bytes(content)


@contextlib.contextmanager
def replacing(path: str | Path) -> Iterator[Path]:
    """Yield the path of a temporary file beside ``path`` (same suffix); when the block ends without error it takes ``path``'s place.

    Raises:
        InputError: as ``write_atomically``.
    """
    target = Path(os.path.realpath(path))
    if os.path.isdir(target):
        raise InputError(f"{path}: this is a folder; give the name of a file in it.")
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(
            prefix=f".{target.stem[:60]}-", suffix=f".part{target.suffix}", dir=target.parent
        )
        os.close(handle)
        temporary = Path(name)
        yield temporary
        temporary.chmod(_mode(target))
        with temporary.open("rb") as stream:  # the bytes must be on the disk before the name points at them
            os.fsync(stream.fileno())
        temporary.replace(target)
        temporary = None
    except OSError as error:
        raise InputError(_explained(Path(path), error)) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def make_folder(path: str | Path) -> Path:
    """Make an output folder (and its parents) if it is not there.

    Raises:
        InputError: when it cannot be made or written to.
    """
    folder = Path(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise InputError(f"{folder}: a file of this name is in the way; choose another output folder.") from error
    except NotADirectoryError as error:
        raise InputError(
            f"{folder}: part of this path is a file, not a folder; choose another output folder."
        ) from error
    except OSError as error:
        raise InputError(_explained(folder, error)) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise InputError(
            f"{folder}: this folder cannot be written to; choose another folder or change its permissions."
        )
    return folder


def _mode(target: Path) -> int:
    """Permissions for the new file: those of the file it replaces, else what any new file would get."""
    try:
        return target.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _explained(path: Path, error: OSError) -> str:
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return f"{path}: the folder {path.parent} is not there; make it or choose another place."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{path}: the folder cannot be written to; choose another folder or change its permissions."
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"{path}: the disk is full; free some space and save again (the previous file is unchanged)."
    if error.errno == errno.ENAMETOOLONG:
        return f"{path.parent}: the file name is too long for this folder; choose a shorter one."
    return f"{path}: cannot be written ({error.strerror or error}); choose another place."
