"""Reading body files in SMPL's format, ``.npz`` or ``.pkl``, without running anything that is in them.

First step of loading a body model: the file on disk becomes checked numpy arrays. SMPL's own ``.pkl`` files are Python pickles, which may
hold any program; ``core.body.inert_pickle`` rebuilds their arrays from an allow-list and refuses the rest. Every table is checked
against the others, so that a file of another kind is refused by name instead of giving a body that makes no sense.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from core.body.inert_pickle import RefusedPickle, dense, unpickle
from core.body.skeleton import NUM_BETAS, NUM_JOINTS, PARENTS, SURFACE_VERTEX
from core.errors import InputError

MAX_FILE_BYTES = 700 * 2**20
"""SMPL's largest files (300 betas, float64) are about 250 MB."""

_REQUIRED = ("v_template", "shapedirs", "posedirs", "J_regressor", "weights", "kintree_table", "f")
_WANTED = (*_REQUIRED, "vertex_ids", "vertex_ids_names")
_OTHER_BODIES = {52: "SMPL-H", 55: "SMPL-X", 16: "MANO", 5: "FLAME"}


@dataclass(frozen=True)
class BodyFile:
    """The tables of an SMPL-format body with V vertices and F triangles, rest pose facing +z with y up, metres.

    ``v_template`` [V, 3]; ``shapedirs`` [V, 3, 10] metres a beta; ``posedirs`` [V, 3, 207]; ``J_regressor`` [24, V]; ``weights`` [V, 24]
    (skinning); all float32. ``parents`` [24] (-1 for the pelvis); ``faces`` [F, 3] int64; ``vertex_ids`` from smplx's names ("nose",
    "LBigToe", ...) to a vertex; ``name`` for people to read.
    """

    v_template: NDArray[np.float32]
    shapedirs: NDArray[np.float32]
    posedirs: NDArray[np.float32]
    J_regressor: NDArray[np.float32]
    weights: NDArray[np.float32]
    parents: tuple[int, ...]
    faces: NDArray[np.int64]
    vertex_ids: Mapping[str, int]
    name: str


def read_body_file(path: str | Path) -> BodyFile:
    """Read and check an SMPL-format body file.

    Raises:
        InputError: when the file cannot be read, is not a body of SMPL's 24 joints, or tries to run code (which is then not run).
    """
    path = Path(path)
    tables = _read_tables(path)
    missing = [key for key in _REQUIRED if key not in tables]
    if missing:
        raise InputError(
            f"{path}: not an SMPL-format body, {', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing; "
            "choose SMPL_NEUTRAL.npz, SMPL_NEUTRAL.pkl or another file in SMPL's format."
        )
    return _checked(path, tables)


# ------------------------------------------------------------------------------------------------------ bytes to tables


def _read_tables(path: Path) -> dict[str, Any]:
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise InputError(
                f"{path}: this is a folder; give the body file itself, for example {path / 'SMPL_NEUTRAL.npz'}."
            )
        if size == 0:
            raise InputError(f"{path}: the body file is empty (zero bytes); copy or download it again.")
        if size > MAX_FILE_BYTES:
            raise InputError(
                f"{path}: {size / 2**20:.0f} MB is far larger than any SMPL-format body; choose the right file."
            )
        with path.open("rb") as stream:
            start = stream.read(4)
            stream.seek(0)
            if start[:2] == b"PK":
                return _read_npz(path)
            if start == b"\x93NUM":
                raise InputError(
                    f"{path}: a single array (.npy); an SMPL-format body is an .npz or .pkl file with seven tables."
                )
            return _read_pickle(path, stream)
    except FileNotFoundError as error:
        raise InputError(f"{path}: there is no such body file; check the path.") from error
    except MemoryError as error:
        raise InputError(
            f"{path}: the body file asks for more memory than there is; it is damaged or not a body file."
        ) from error
    except OSError as error:
        raise InputError(
            f"{path}: the body file cannot be read ({error.strerror or error}); check its permissions."
        ) from error


def _read_npz(path: Path) -> dict[str, Any]:
    tables: dict[str, Any] = {}
    try:
        with zipfile.ZipFile(path) as archive:
            members = {info.filename.removesuffix(".npy"): info for info in archive.infolist()}
            for key in _WANTED:
                info = members.get(key)
                if info is None:
                    continue
                if info.file_size > MAX_FILE_BYTES:
                    raise InputError(
                        f"{path}: {key} unpacks to {info.file_size / 2**20:.0f} MB; the file is not an SMPL-format body."
                    )
                with archive.open(info) as stream:
                    tables[key] = _read_npy(stream)  # type: ignore[arg-type]
    except RefusedPickle as error:
        raise _refused(path, error) from error
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, RuntimeError, zipfile.zlib.error) as error:  # type: ignore[attr-defined]
        raise InputError(
            f"{path}: the body file is damaged ({_one_line(error)}); copy or download it again."
        ) from error
    return tables


def _read_npy(stream: BinaryIO) -> Any:
    """One array of an ``.npz``. Object arrays (SMPL's sparse joint regressor) are pickles inside, and go the same guarded way."""
    version = npy.read_magic(stream)
    shape, fortran, dtype = (
        npy.read_array_header_1_0(stream) if version == (1, 0) else npy.read_array_header_2_0(stream)
    )
    if dtype.hasobject:
        value = dense(unpickle(stream))
        return value.item() if isinstance(value, np.ndarray) and value.dtype == object and value.ndim == 0 else value
    data = stream.read()
    count = int(np.prod(shape, dtype=np.int64))
    if len(data) != count * dtype.itemsize:
        raise ValueError(f"{len(data)} bytes of data where {count * dtype.itemsize} belong")
    return np.frombuffer(data, dtype).reshape(shape, order="F" if fortran else "C")


def _read_pickle(path: Path, stream: BinaryIO) -> dict[str, Any]:
    try:
        content = unpickle(stream)
    except RefusedPickle as error:
        raise _refused(path, error) from error
    if not isinstance(content, dict):
        raise InputError(
            f"{path}: the pickle holds no table of arrays; choose SMPL_NEUTRAL.pkl or another file in SMPL's format."
        )
    try:
        return {key: dense(content[key]) for key in _WANTED if key in content}
    except RefusedPickle as error:
        raise _refused(path, error) from error


def _refused(path: Path, error: RefusedPickle) -> InputError:
    if error.hostile:
        return InputError(
            f"{path}: refused, it asks to run {error} while loading, and nothing of it was run; get the body file from its official site."
        )
    return InputError(
        f"{path}: not a readable SMPL-format body ({_one_line(error)}); choose SMPL_NEUTRAL.npz or SMPL_NEUTRAL.pkl."
    )


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__


# ------------------------------------------------------------------------------------------------------ tables to a body


def _checked(path: Path, tables: dict[str, Any]) -> BodyFile:
    numbers = {key: _numbers(path, key, tables[key]) for key in _REQUIRED}
    kintree = numbers["kintree_table"]
    if kintree.ndim == 2 and kintree.shape[0] == 2 and kintree.shape[1] != NUM_JOINTS:
        other = _OTHER_BODIES.get(kintree.shape[1])
        kind = f"a {other} body" if other else "another skeleton"
        raise InputError(
            f"{path}: {kind} with {kintree.shape[1]} joints; give a body file of SMPL, which has {NUM_JOINTS}."
        )
    vertices = numbers["v_template"].shape[0] if numbers["v_template"].ndim else 0
    if numbers["posedirs"].ndim == 2:  # some tools store the correctives flattened, as smplx does in memory: [207, 3V]
        flat = numbers["posedirs"]
        if flat.shape == (9 * (NUM_JOINTS - 1), 3 * vertices):
            numbers["posedirs"] = flat.T.reshape(vertices, 3, 9 * (NUM_JOINTS - 1))
    _shape(path, "v_template", numbers["v_template"], (vertices, 3))
    shapedirs = numbers["shapedirs"]
    if shapedirs.ndim != 3 or shapedirs.shape[:2] != (vertices, 3) or shapedirs.shape[2] < NUM_BETAS:
        raise InputError(
            f"{path}: shapedirs has shape {list(shapedirs.shape)} where [{vertices}, 3, {NUM_BETAS} or more] belongs; "
            "choose an SMPL body file with at least ten betas."
        )
    _shape(path, "posedirs", numbers["posedirs"], (vertices, 3, 9 * (NUM_JOINTS - 1)))
    _shape(path, "J_regressor", numbers["J_regressor"], (NUM_JOINTS, vertices))
    _shape(path, "weights", numbers["weights"], (vertices, NUM_JOINTS))
    _shape(path, "kintree_table", kintree, (2, NUM_JOINTS))
    _shape(path, "f", numbers["f"], (numbers["f"].shape[0] if numbers["f"].ndim else 0, 3))
    if vertices < NUM_JOINTS or numbers["f"].shape[0] < 1:
        raise InputError(
            f"{path}: only {vertices} vertices and {numbers['f'].shape[0]} triangles; this is not a whole body."
        )

    parents = tuple([-1] + [int(parent) for parent in kintree[0, 1:]])
    if parents != PARENTS:
        raise InputError(
            f"{path}: kintree_table joins the joints in another order than SMPL's; give a body file of SMPL."
        )
    faces = numbers["f"].astype(np.int64)
    if faces.min() < 0 or faces.max() >= vertices or np.any(faces != numbers["f"]):
        raise InputError(
            f"{path}: f names vertices that are not there (0 to {vertices - 1} belong); the file is damaged."
        )
    for key, axis in (("J_regressor", 1), ("weights", 1)):
        total = numbers[key].sum(axis=axis)
        if np.abs(total - 1.0).max() > 0.02:
            raise InputError(f"{path}: the rows of {key} do not sum to 1; the file is damaged or not in SMPL's format.")
    height = float(np.ptp(numbers["v_template"][:, 1]))
    if not 0.3 < height < 3.0:
        raise InputError(f"{path}: the rest body is {height:.3g} high along y; SMPL's format is in metres with y up.")
    return BodyFile(
        v_template=_table(numbers["v_template"]),
        shapedirs=_table(shapedirs[..., :NUM_BETAS]),
        posedirs=_table(numbers["posedirs"]),
        J_regressor=_table(numbers["J_regressor"]),
        weights=_table(numbers["weights"]),
        parents=parents,
        faces=_frozen(np.ascontiguousarray(faces)),
        vertex_ids=_vertex_ids(path, tables, vertices),
        name=path.stem,
    )


def _numbers(path: Path, key: str, value: Any) -> NDArray[Any]:
    array = np.asarray(value)
    if array.dtype == object or array.dtype.kind not in "fiu":
        raise InputError(f"{path}: {key} is not a table of numbers; the file is damaged or not in SMPL's format.")
    if array.dtype.kind == "f" and not np.isfinite(array).all():
        raise InputError(
            f"{path}: {key} holds NaN or infinite numbers; the file is damaged, copy or download it again."
        )
    return array


def _shape(path: Path, key: str, array: NDArray[Any], shape: tuple[int, ...]) -> None:
    if array.shape != shape:
        raise InputError(
            f"{path}: {key} has shape {list(array.shape)} where {list(shape)} belongs; the file is damaged or not in SMPL's format."
        )


def _table(array: NDArray[Any]) -> NDArray[np.float32]:
    return _frozen(np.ascontiguousarray(array, dtype=np.float32))


def _frozen(array: NDArray[Any]) -> NDArray[Any]:
    array.setflags(write=False)
    return array


def _vertex_ids(path: Path, tables: dict[str, Any], vertices: int) -> dict[str, int]:
    if "vertex_ids" in tables and "vertex_ids_names" in tables:
        names = [str(name) for name in np.asarray(tables["vertex_ids_names"]).ravel()]
        ids = [int(index) for index in np.asarray(tables["vertex_ids"]).ravel()]
        found = dict(zip(names, ids, strict=False))
    elif vertices == 6890:
        from smplx.vertex_ids import vertex_ids  # SMPL and SMPL-H share one mesh

        found = {name: int(index) for name, index in vertex_ids["smplh"].items()}
    else:
        raise InputError(
            f"{path}: {vertices} vertices and no vertex_ids table, so the app cannot tell nose from toes; "
            "give SMPL's own file (6890 vertices) or add vertex_ids and vertex_ids_names."
        )
    wrong = [name for name in SURFACE_VERTEX.values() if not 0 <= found.get(name, -1) < vertices]
    if wrong:
        raise InputError(
            f"{path}: vertex_ids names no vertex of this body for {', '.join(wrong)}; the file is damaged."
        )
    return found
