"""The ``format`` field: which of the three formats a file is in, and whether this version reads it."""

from __future__ import annotations

from core.errors import InputError
from core.formats.json_node import Node

KINDS = ("observation", "result", "project")
VERSION = 1


def format_kind(node: Node) -> str:
    """The kind of a file, one of ``KINDS``; an unknown kind or version is refused."""
    if not isinstance(node.value, dict) or "format" not in node.value:
        raise InputError(
            f'{node.file}: {node.where + " has" if node.where else "has"} no "format" field, so it is no file of this app; '
            'add for example "format": "contrapposto/observation@1".'
        )
    entry = node.at("format")
    name, _, version = entry.text().partition("@")
    kind = name.removeprefix("contrapposto/")
    if not name.startswith("contrapposto/") or kind not in KINDS:
        known = ", ".join(f'"contrapposto/{kind}@{VERSION}"' for kind in KINDS)
        entry.fail(f'is "{entry.value[:60]}", which this app does not know', f"it reads {known}")
    if version != str(VERSION):
        newer = version.isdigit() and int(version) > VERSION
        entry.fail(
            f'is "{entry.value[:60]}", a version this app does not read',
            "update the app" if newer else f'it reads "contrapposto/{kind}@{VERSION}"',
        )
    return kind


def check_format(node: Node, wanted: str) -> None:
    """Refuse a file that is not of the ``wanted`` kind."""
    kind = format_kind(node)
    if kind != wanted:
        article = "an" if wanted[0] in "aeiou" else "a"
        node.at("format").fail(
            f'is "{node.value["format"]}" where {article} {wanted} belongs', f"give {article} {wanted} file"
        )
