from __future__ import annotations

import io
import os
import pickle
import sys
import types
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import sparse

from core.body.inert_pickle import RefusedPickle, dense, unpickle
from core.body.skeleton import PARENTS
from core.body.smpl_file import BodyFile, read_body_file
from core.errors import InputError

TABLES = (
    "v_template",
    "shapedirs",
    "posedirs",
    "J_regressor",
    "weights",
    "kintree_table",
    "f",
    "vertex_ids",
    "vertex_ids_names",
)


@pytest.fixture(scope="module")
def tables(open_body_file: Path) -> dict[str, Any]:
    """The open body's tables, in double precision as SMPL has them."""
    with np.load(open_body_file) as file:
        found = {key: file[key] for key in TABLES}
    return {key: value.astype(np.float64) if value.dtype.kind == "f" else value for key, value in found.items()}


@pytest.fixture
def chumpy() -> Iterator[type]:
    """A module that pickles as chumpy does, gone again before anything is read."""

    class Ch:
        def __init__(self, x: Any) -> None:
            self.x = x

    Ch.__module__, Ch.__qualname__ = "chumpy.ch", "Ch"
    package, module = types.ModuleType("chumpy"), types.ModuleType("chumpy.ch")
    module.Ch = Ch  # type: ignore[attr-defined]
    sys.modules["chumpy"], sys.modules["chumpy.ch"] = package, module
    yield Ch
    sys.modules.pop("chumpy", None)
    sys.modules.pop("chumpy.ch", None)


def check_same(body: BodyFile, tables: dict[str, Any]) -> None:
    np.testing.assert_allclose(body.v_template, tables["v_template"], atol=1e-6)
    np.testing.assert_allclose(body.shapedirs, tables["shapedirs"][..., :10], atol=1e-6)
    np.testing.assert_allclose(body.J_regressor, tables["J_regressor"], atol=1e-6)
    assert body.parents == PARENTS
    assert body.faces.shape == tables["f"].shape
    assert body.vertex_ids["nose"] == 56


def test_the_open_body_is_read_whole(open_body_file: Path, tables: dict[str, Any]) -> None:
    body = read_body_file(open_body_file)
    check_same(body, tables)
    assert body.posedirs.shape == (6500, 3, 207)
    assert body.name == "open_body"
    assert not body.v_template.flags.writeable


def test_an_npz_with_a_sparse_regressor_as_object_array_is_read(tmp_path: Path, tables: dict[str, Any]) -> None:
    path = tmp_path / "SMPL_NEUTRAL.npz"
    regressor = np.array(sparse.csc_matrix(tables["J_regressor"]), dtype=object)
    shapedirs = np.concatenate((tables["shapedirs"], np.zeros((6500, 3, 290))), 2)
    np.savez(
        path,
        **{
            **tables,
            "J_regressor": regressor,
            "shapedirs": shapedirs,
            "kintree_table": as_smpl(tables["kintree_table"]),
        },
    )
    check_same(read_body_file(path), tables)


@pytest.mark.parametrize("protocol", [2, 5])
def test_an_original_pickle_with_chumpy_and_scipy_objects_is_read(
    tmp_path: Path, tables: dict[str, Any], chumpy: type, protocol: int
) -> None:
    path = tmp_path / "SMPL_NEUTRAL.pkl"
    content = {
        **tables, "shapedirs": chumpy(tables["shapedirs"]), "J_regressor": sparse.csc_matrix(tables["J_regressor"]),
        "kintree_table": as_smpl(tables["kintree_table"]), "bs_style": "lbs",
    }  # fmt: skip
    path.write_bytes(pickle.dumps(content, protocol))
    sys.modules.pop("chumpy.ch")
    check_same(read_body_file(path), tables)


@pytest.mark.parametrize("protocol", [0, 1, 2, 3, 4, 5])
def test_arrays_of_every_pickle_protocol_are_read(chumpy: type, protocol: int) -> None:
    array = np.arange(12.0).reshape(3, 4)
    big_endian = array.astype(">f4")
    written = [
        array,
        array.T,
        big_endian,
        array.astype(np.uint8),
        chumpy(array),
        sparse.csr_matrix(array),
        sparse.coo_matrix(array),
        np.float64(3.5),
    ]
    read = unpickle(io.BytesIO(pickle.dumps(written, protocol)))
    for wanted, found in zip([array, array.T, array, array, array, array, array, 3.5], read, strict=True):
        np.testing.assert_array_equal(dense(found), wanted)


def as_smpl(kintree: np.ndarray) -> np.ndarray:
    """SMPL writes the pelvis' missing parent as 2^32 - 1."""
    table = np.asarray(kintree).astype(np.uint32)
    table[0, 0] = 2**32 - 1
    return table


def test_python_2_array_data_that_arrive_as_text_are_read() -> None:
    array = np.array([[1.5, -2.0], [0.0, 1e300]])
    raw = array.tobytes().decode("latin1")
    # What Python 2 wrote, spelt in the text protocol: _reconstruct(ndarray, (0,), 'b'), then BUILD with the data as a str.
    stream = pickle.dumps({"a": 1}, 2)
    assert stream
    state = (1, (2, 2), Marker("dtype"), False, raw)
    program = Assembler().call("numpy.core.multiarray", "_reconstruct").state(state)
    np.testing.assert_array_equal(dense(unpickle(io.BytesIO(program))), array)


class Marker:
    """Where the dtype goes in an assembled pickle."""

    def __init__(self, name: str) -> None:
        self.name = name


class Assembler:
    """Writes pickles by hand, as an attacker or Python 2 would."""

    def __init__(self) -> None:
        self.code = b"\x80\x02"

    def call(self, module: str, name: str) -> Assembler:
        self.code += b"c" + f"{module}\n{name}\n".encode() + b"cnumpy\nndarray\n" + b"K\x00\x85U\x01b\x87R"
        return self

    def state(self, state: tuple[Any, ...]) -> bytes:
        self.code += b"("
        for item in state:
            if isinstance(item, Marker):
                self.code += (
                    b"cnumpy\ndtype\nU\x02f8K\x00K\x01\x87R(K\x03U\x01<NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb"
                )
            elif isinstance(item, str):
                data = item.encode("latin1")
                self.code += b"T" + len(data).to_bytes(4, "little") + data
            elif isinstance(item, tuple):
                self.code += b"K" + bytes([item[0]]) + b"K" + bytes([item[1]]) + b"\x86"
            elif isinstance(item, bool):
                self.code += b"\x89"
            else:
                self.code += b"K" + bytes([item])
        return self.code + b"tb."


# ------------------------------------------------------------------------------------------------------------ hostile files

COMMAND = "touch {}"


class Reduce:
    def __init__(self, *call: Any) -> None:
        self.call = call

    def __reduce__(self) -> Any:
        return self.call


def global_opcode(module: str, name: str, text: str) -> bytes:
    return b"c" + f"{module}\n{name}\n".encode() + b"(V" + text.encode() + b"\ntR."


ATTACKS: dict[str, Callable[[str], bytes]] = {
    "REDUCE of os.system": lambda text: pickle.dumps(Reduce(os.system, (text,))),
    "REDUCE in protocol 0": lambda text: pickle.dumps(Reduce(os.system, (text,)), 0),
    "GLOBAL posix.system": lambda text: global_opcode("posix", "system", text),
    "GLOBAL os.system": lambda text: global_opcode("os", "system", text),
    "GLOBAL nt.system": lambda text: global_opcode("nt", "system", text),
    "GLOBAL eval": lambda text: global_opcode("builtins", "eval", f"__import__('os').system({text!r})"),
    "GLOBAL Python 2 eval": lambda text: global_opcode("__builtin__", "eval", f"__import__('os').system({text!r})"),
    "GLOBAL getattr": lambda text: global_opcode("builtins", "getattr", text),
    "GLOBAL subprocess.call": lambda text: global_opcode("subprocess", "call", text),
    "GLOBAL numpy.load": lambda text: global_opcode("numpy", "load", text),
    "GLOBAL numpy.fromfile": lambda text: global_opcode("numpy", "fromfile", text),
    "GLOBAL numpy exec_command": lambda text: global_opcode("numpy.distutils.exec_command", "_exec_command", text),
    "GLOBAL numpy runstring": lambda text: global_opcode("numpy.testing._private.utils", "runstring", text),
    "GLOBAL scipy through numpy": lambda text: global_opcode("numpy.core.multiarray", "os.system", text),
    "GLOBAL torch.load": lambda text: global_opcode("torch", "load", text),
    "GLOBAL pickle.loads": lambda text: global_opcode("pickle", "loads", text),
    "GLOBAL codecs.decode": lambda text: global_opcode("_codecs", "decode", text),
    "GLOBAL chumpy gadget": lambda text: global_opcode("chumpy.utils", "os.system", text),
    "STACK_GLOBAL": lambda text: b"\x80\x04\x8c\x05posix\x8c\x06system\x93\x8c" + bytes([len(text)]) + text.encode() + b"\x85R.",
    "STACK_GLOBAL dotted": lambda text: b"\x80\x04\x8c\x05numpy\x8c\x0endarray.__init__\x93)R.",
    "INST": lambda text: b"(V" + text.encode() + b"\niposix\nsystem\n.",
    "OBJ": lambda text: b"(cposix\nsystem\nV" + text.encode() + b"\no.",
    "NEWOBJ": lambda text: b"\x80\x02csubprocess\nPopen\nV" + text.encode() + b"\n\x85\x81.",
    "NEWOBJ_EX": lambda text: b"\x80\x04\x8c\x0asubprocess\x8c\x05Popen\x93\x8c" + bytes([len(text)]) + text.encode() + b"\x85}\x92.",
    "BUILD of a hostile attribute": lambda text: b"cos\n_wrap_close\n)\x81}X\x01\x00\x00\x00acposix\nsystem\nsb.",
    "EXT1": lambda text: b"\x80\x02\x82\x01.",
    "PERSID": lambda text: b"Pposix system\n.",
    "a table inside a body": lambda text: pickle.dumps({"v_template": np.zeros((3, 3)), "f": Reduce(os.system, (text,))}),
}  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("container", ["pkl", "npz"])
def test_a_body_file_that_tries_to_run_code_is_refused_and_does_not_run(
    tmp_path: Path, attack: str, container: str
) -> None:
    proof = tmp_path / "ran"
    payload = ATTACKS[attack](COMMAND.format(proof))
    path = tmp_path / f"SMPL_NEUTRAL.{container}"
    if container == "pkl":
        path.write_bytes(payload)
    else:
        header = io.BytesIO()
        np.lib.format.write_array_header_1_0(header, {"descr": "|O", "fortran_order": False, "shape": ()})
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("v_template.npy", header.getvalue() + payload)
    with pytest.raises(InputError) as refused:
        read_body_file(path)
    assert not proof.exists()
    assert str(refused.value).startswith(str(path))
    assert "\n" not in str(refused.value)


def test_the_refusal_names_what_the_file_wanted_to_run(tmp_path: Path) -> None:
    path = tmp_path / "evil.pkl"
    path.write_bytes(pickle.dumps(Reduce(os.system, ("true",))))
    with pytest.raises(InputError, match=r"refused, it asks to run posix\.system"):
        read_body_file(path)


def test_the_attacks_would_run_in_the_plain_unpickler(tmp_path: Path) -> None:
    proof = tmp_path / "ran"
    pickle.loads(ATTACKS["REDUCE of os.system"](COMMAND.format(proof)))
    assert proof.exists()


@pytest.mark.parametrize(
    "program",
    [
        b"cnumpy\nndarray\n}X\x01\x00\x00\x00ascopyreg\n_reconstructor\n)R.",
        b"ccopyreg\n_reconstructor\n(cnumpy\ndtype\nNNtR.",
        b"c_codecs\nencode\n(X\x01\x00\x00\x00aX\x03\x00\x00\x00hextR.",
        b"cnumpy\nndarray\nb.",
        b"cnumpy\nndarray\n}b.",
    ],
)
def test_allowed_names_used_against_their_purpose_give_no_array(program: bytes) -> None:
    with pytest.raises(RefusedPickle):
        dense(unpickle(io.BytesIO(program)))


# ------------------------------------------------------------------------------------------------------------ damaged files


def damaged(tables: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {key: value for key, value in {**tables, **changes}.items() if value is not None}


def test_files_that_are_not_a_body_are_refused_by_name(tmp_path: Path, tables: dict[str, Any]) -> None:
    nan = tables["v_template"].copy()
    nan[5, 1] = np.nan
    swapped = np.array(tables["kintree_table"]).astype(np.int64)
    swapped[0, 5] = 3
    cases: list[tuple[dict[str, Any], str]] = [
        (damaged(tables, weights=None, f=None), "weights, f are missing"),
        (damaged(tables, v_template=nan), "v_template holds NaN"),
        (damaged(tables, v_template=tables["v_template"] * 100), "metres"),
        (damaged(tables, v_template=tables["v_template"][:, :2]), "v_template has shape [6500, 2]"),
        (damaged(tables, shapedirs=tables["shapedirs"][..., :4]), "at least ten betas"),
        (damaged(tables, posedirs=tables["posedirs"][..., :9]), "posedirs has shape"),
        (damaged(tables, J_regressor=tables["J_regressor"][:, :-1]), "J_regressor has shape"),
        (damaged(tables, weights=tables["weights"] * 2), "rows of weights do not sum to 1"),
        (damaged(tables, kintree_table=np.zeros((2, 55))), "a SMPL-X body with 55 joints"),
        (damaged(tables, kintree_table=np.zeros((2, 52))), "a SMPL-H body with 52 joints"),
        (damaged(tables, kintree_table=swapped), "another order"),
        (damaged(tables, f=tables["f"].astype(np.int64) + 10), "names vertices that are not there"),
        (damaged(tables, f=np.array([["a", "b", "c"]])), "f is not a table of numbers"),
        (damaged(tables, vertex_ids=None), "no vertex_ids table"),
        (damaged(tables, vertex_ids=np.array(tables["vertex_ids"]) + 6000), "vertex_ids names no vertex"),
    ]
    path = tmp_path / "body.npz"
    for content, says in cases:
        np.savez(path, **content)
        with pytest.raises(InputError) as refused:
            read_body_file(path)
        assert says in str(refused.value)
        assert str(refused.value).startswith(str(path))


def test_files_that_cannot_be_read_are_refused(tmp_path: Path, open_body_file: Path) -> None:
    whole = open_body_file.read_bytes()
    broken = bytearray(whole)
    broken[200_000:200_100] = bytes(100)
    contents = {
        "empty.npz": b"", "truncated.npz": whole[:100_000], "broken.npz": bytes(broken), "text.pkl": b"hello world", "list.pkl": pickle.dumps([1, 2]),
        "cut.pkl": pickle.dumps({"v_template": np.zeros(100)})[:-40], "photo.npz": b"\xff\xd8\xff\xe0" * 100, "one.npy": b"\x93NUMPY\x01\x00",
    }  # fmt: skip
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(InputError) as refused:
            read_body_file(tmp_path / name)
        assert str(refused.value).startswith(str(tmp_path / name))
    with pytest.raises(InputError, match="no such body file"):
        read_body_file(tmp_path / "nothing.npz")
    with pytest.raises(InputError, match="folder"):
        read_body_file(tmp_path)


def test_a_mesh_of_smpls_size_gets_smpls_surface_points(tmp_path: Path, tables: dict[str, Any]) -> None:
    """Real SMPL files cannot be shipped: a body of as many vertices stands in for one."""
    extra = 390

    def grown(table: np.ndarray, axis: int) -> np.ndarray:
        return np.concatenate((table, np.take(table, range(extra), axis)), axis)

    regressor = np.concatenate((tables["J_regressor"], np.zeros((24, extra))), 1)
    content = {
        "v_template": grown(tables["v_template"], 0), "shapedirs": grown(tables["shapedirs"], 0), "posedirs": grown(tables["posedirs"], 0),
        "weights": grown(tables["weights"], 0), "J_regressor": regressor, "kintree_table": tables["kintree_table"], "f": tables["f"],
    }  # fmt: skip
    np.savez(tmp_path / "SMPL_MALE.npz", **content)
    body = read_body_file(tmp_path / "SMPL_MALE.npz")
    assert body.vertex_ids["nose"] == 332
    assert body.vertex_ids["RHeel"] == 6787
