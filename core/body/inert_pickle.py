"""Unpickling without trust: a pickle's arrays are rebuilt from an allow-list of names, and nothing that it names is ever called.

Old SMPL files are pickles of numpy arrays, scipy.sparse matrices and chumpy arrays. A pickle is a program: it names functions and calls them.
Here every allowed name stands for an inert class of this module that only remembers what it was given; ``dense`` then turns what was
remembered into numpy arrays. A name that is not on the list stops the load before the call.
"""

from __future__ import annotations

import pickle
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

_SPARSE_KINDS = ("csc_matrix", "csr_matrix", "coo_matrix", "csc_array", "csr_array", "coo_array")
_MAX_NESTING = 16


class RefusedPickle(Exception):
    """The pickle was refused. ``hostile`` when it named something outside the allow-list; the message is then that name."""

    def __init__(self, message: str, *, hostile: bool = False) -> None:
        super().__init__(message)
        self.hostile = hostile


class _Remembered:
    """Stands for an object of the pickle: keeps constructor arguments and state, does nothing with them."""

    kind = "object"

    def __init__(self, *arguments: Any, **named: Any) -> None:
        self.arguments = arguments
        self.state: Any = dict(named)

    def __setstate__(self, state: Any) -> None:
        self.state = state


class _NdArray(_Remembered):
    kind = "ndarray"


class _Dtype(_Remembered):
    kind = "dtype"


class _Scalar(_Remembered):
    kind = "scalar"


class _FromBuffer(_Remembered):
    kind = "frombuffer"


class _Sparse(_Remembered):
    kind = "sparse"


class _Chumpy(_Remembered):
    kind = "chumpy"


class _Reconstructed:
    """``copyreg._reconstructor(cls, base, state)`` of pickle protocols 0 and 1, for the classes above only."""

    def __new__(cls, wanted: Any = None, *_: Any) -> Any:
        if not (isinstance(wanted, type) and issubclass(wanted, _Remembered)):
            raise RefusedPickle("an object of an unknown class")
        return wanted()


class _EncodedText:
    """``_codecs.encode(text, "latin1")``: how Python 3 writes bytes in protocol 2."""

    def __new__(cls, text: Any = "", encoding: Any = "latin1", *_: Any) -> Any:
        if not isinstance(text, str) or encoding not in ("latin1", "latin-1", "iso-8859-1"):
            raise RefusedPickle("text in an unexpected encoding")
        return text.encode("latin1")


class _Mapping:
    """``collections.OrderedDict``, as a plain dict."""

    def __new__(cls, pairs: Any = (), *_: Any) -> Any:
        return dict(pairs)


def _allowed() -> dict[tuple[str, str], type]:
    names: dict[tuple[str, str], type] = {
        ("numpy", "ndarray"): _NdArray,
        ("numpy", "dtype"): _Dtype,
        ("copy_reg", "_reconstructor"): _Reconstructed,
        ("copyreg", "_reconstructor"): _Reconstructed,
        ("__builtin__", "object"): _Remembered,
        ("builtins", "object"): _Remembered,
        ("_codecs", "encode"): _EncodedText,
        ("collections", "OrderedDict"): _Mapping,
    }
    for core in ("numpy.core", "numpy._core"):
        names[(f"{core}.multiarray", "_reconstruct")] = _NdArray
        names[(f"{core}.multiarray", "scalar")] = _Scalar
        names[(f"{core}.numeric", "_frombuffer")] = _FromBuffer
    for kind in _SPARSE_KINDS:
        layout = kind[:3]
        for module in (f"scipy.sparse.{layout}", f"scipy.sparse._{layout}", "scipy.sparse"):
            names[(module, kind)] = type(f"_Sparse_{layout}", (_Sparse,), {"layout": layout})
    for name in ("Ch", "MatVecMult", "Add", "Subtract", "Multiply"):
        names[("chumpy.ch", name)] = type(f"_Chumpy_{name}", (_Chumpy,), {"called": name})
    names[("chumpy", "Ch")] = names[("chumpy.ch", "Ch")]
    for name in ("Select", "Reshape", "Ravel", "Transpose"):
        names[("chumpy.reordering", name)] = type(f"_Chumpy_{name}", (_Chumpy,), {"called": name})
    return names


class _InertUnpickler(pickle.Unpickler):
    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(stream, encoding="latin1", fix_imports=False)
        self._names = _allowed()  # made anew for every load: a pickle can at most change its own copies

    def find_class(self, module: str, name: str) -> Any:
        try:
            return self._names[(module, name)]
        except KeyError:
            raise RefusedPickle(f"{module}.{name}", hostile=True) from None

    def persistent_load(self, pid: Any) -> Any:
        raise RefusedPickle("a reference to something outside the file")


def unpickle(stream: BinaryIO) -> Any:
    """What a pickle holds: dicts, lists, numbers and text as they are, arrays as inert objects for ``dense``.

    Raises:
        RefusedPickle: when it names anything outside the allow-list, or is no pickle at all.
    """
    try:
        return _InertUnpickler(stream).load()
    except RefusedPickle:
        raise
    except MemoryError:
        raise
    except (
        Exception
    ) as error:  # a damaged pickle can make the unpickler raise nearly anything; none of it has side effects here
        raise RefusedPickle(f"{type(error).__name__}: {error}" if str(error) else type(error).__name__) from error


# --------------------------------------------------------------------------------------------- remembered to numpy arrays


def dense(value: Any, _depth: int = 0) -> Any:
    """Turn an inert array, sparse matrix or chumpy array into a numpy array; anything else is returned unchanged.

    Raises:
        RefusedPickle: when what was remembered does not describe an array.
    """
    if not isinstance(value, _Remembered):
        return value
    if _depth > _MAX_NESTING:
        raise RefusedPickle("arrays nested too deep")
    try:
        if isinstance(value, _NdArray):
            return _ndarray(value, _depth)
        if isinstance(value, _FromBuffer):
            data, dtype, shape, order = value.arguments
            return np.frombuffer(_bytes(data), _dtype(dtype)).reshape(shape, order=order)
        if isinstance(value, _Scalar):
            return np.frombuffer(_bytes(value.arguments[1]), _dtype(value.arguments[0]))[0]
        if isinstance(value, _Sparse):
            return _sparse(value, _depth)
        if isinstance(value, _Chumpy):
            return _chumpy(value, _depth)
    except RefusedPickle:
        raise
    except (TypeError, ValueError, KeyError, IndexError, AttributeError) as error:
        raise RefusedPickle(f"an array that cannot be rebuilt: {error}") from error
    raise RefusedPickle("an object that is not an array")


def _bytes(data: Any) -> bytes:
    if isinstance(data, str):  # Python 2's str, read as latin1
        return data.encode("latin1")
    if isinstance(data, bytes | bytearray):
        return bytes(data)
    raise RefusedPickle("array data that are not bytes")


def _dtype(value: Any) -> np.dtype[Any]:
    """Only plain numbers, truth values, text and objects; structured types are refused."""
    if not isinstance(value, _Dtype):
        raise RefusedPickle("an array without a type")
    code = value.arguments[0]
    code = code.decode("latin1") if isinstance(code, bytes) else code
    if not isinstance(code, str) or code[:1] not in "fiubUSO":
        raise RefusedPickle("an array of an unexpected type")
    order = value.state[1] if isinstance(value.state, tuple) and len(value.state) > 1 else "|"
    order = order.decode("latin1") if isinstance(order, bytes) else order
    dtype = np.dtype(code)
    if order in ("<", ">"):
        return dtype.newbyteorder("<" if order == "<" else ">")
    return dtype


def _ndarray(value: _Remembered, depth: int) -> NDArray[Any]:
    _, shape, dtype_of, fortran, data = value.state
    dtype = _dtype(dtype_of)
    order = "F" if fortran else "C"
    if dtype.hasobject:
        array = np.empty(len(data), dtype=object)
        for index, item in enumerate(data):
            array[index] = dense(item, depth + 1)
        return array.reshape(shape, order=order)  # type: ignore[call-overload,no-any-return]
    return np.frombuffer(_bytes(data), dtype).reshape(shape, order=order)  # type: ignore[call-overload,no-any-return]


def _sparse(value: _Sparse, depth: int) -> NDArray[Any]:
    from scipy import sparse

    state = value.state[0] if isinstance(value.state, tuple) else value.state
    rows, columns = (int(length) for length in state["_shape"])
    if rows * columns > 10**8:
        raise RefusedPickle("a sparse matrix that is too large")
    data = dense(state["data"], depth + 1)
    layout = value.layout  # type: ignore[attr-defined]
    if layout == "coo":
        places = state["coords"] if "coords" in state else (state["row"], state["col"])
        row, column = (dense(item, depth + 1) for item in places)
        matrix = sparse.coo_matrix((data, (row, column)), shape=(rows, columns))
    else:
        build = sparse.csc_matrix if layout == "csc" else sparse.csr_matrix
        indices, starts = dense(state["indices"], depth + 1), dense(state["indptr"], depth + 1)
        matrix = build((data, indices, starts), shape=(rows, columns))
        matrix.check_format(full_check=True)  # indices out of range would read beyond the data
    return np.asarray(matrix.todense())


def _chumpy(value: _Chumpy, depth: int) -> NDArray[Any]:
    called, state = value.called, value.state  # type: ignore[attr-defined]
    if called == "Ch":
        return np.asarray(dense(state["x"], depth + 1))
    if called == "Select":
        source = np.asarray(dense(state["a"], depth + 1)).ravel()
        picked = source[np.asarray(dense(state["idxs"], depth + 1)).astype(np.int64)]
        shape = state.get("preferred_shape")
        return picked.reshape(dense(shape, depth + 1)) if shape is not None else picked
    if called == "Reshape":
        return np.asarray(dense(state["a"], depth + 1)).reshape(dense(state["newshape"], depth + 1))
    if called == "Ravel":
        return np.asarray(dense(state["a"], depth + 1)).ravel()
    raise RefusedPickle(f"a chumpy {called} expression; save the file's arrays as numpy arrays first")
