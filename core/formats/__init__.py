"""The file formats: ``contrapposto/observation@1``, ``contrapposto/result@1`` and ``contrapposto/project@1``.

Where the pipeline's data meet the disk. Reading is strict: whatever is wrong is refused with one sentence naming file, field and fix. Unknown
fields are kept: the ``extra`` of each dataclass mirrors the file, holding the fields that this version does not know, at their places (those of the
camera under ``extra["camera"]`` and so on). Writing is atomic and deterministic: the same data give the same bytes.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from core.atomic_write import write_atomically
from core.formats.json_node import Node, read_json
from core.formats.json_text import encode, merged
from core.formats.observation import OBSERVATION, observation_from, observation_to_json
from core.formats.result import RESULT, result_from, result_to_json
from core.formats.versions import check_format, format_kind
from core.observation import Observation, Result

PROJECT = "project"

__all__ = [
    "Project", "image_path", "read_document", "read_observation", "read_project", "read_result", "write_observation", "write_project",
    "write_result", "observation_from", "observation_to_json", "result_to_json",
]  # fmt: skip


@dataclass(frozen=True)
class Project:
    """What a saved window holds: the observation with its edits, the guidance's settings, the last result, the view.

    ``guidance`` holds ``weights`` (term -> strength), ``steps``, ``seed``, ``hypotheses`` and what else the window keeps there; ``view`` is the window's own.
    """

    observation: Observation
    guidance: Mapping[str, Any] = field(default_factory=dict)
    result: Result | None = None
    view: Mapping[str, Any] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)


def read_observation(path: str | Path) -> Observation:
    """Read an observation file. Raises ``InputError``."""
    return observation_from(read_json(path))


def read_result(path: str | Path) -> Result:
    """Read a result file. Raises ``InputError``."""
    return result_from(read_json(path))


def read_project(path: str | Path) -> Project:
    """Read a project file. Raises ``InputError``."""
    return _project_from(read_json(path))


def read_document(path: str | Path) -> Observation | Result | Project:
    """Read any of the three, by what its ``format`` says. Raises ``InputError``."""
    node = read_json(path)
    kind = format_kind(node)
    if kind == OBSERVATION:
        return observation_from(node)
    if kind == RESULT:
        return result_from(node)
    return _project_from(node)


def write_observation(observation: Observation, path: str | Path) -> None:
    """Write an observation; an absolute image path is stored relative to the file. Raises ``InputError``."""
    write_atomically(path, encode(observation_to_json(_image_beside(observation, path))))


def write_result(result: Result, path: str | Path) -> None:
    """Write a result. Raises ``InputError``."""
    write_atomically(path, encode(result_to_json(result)))


def write_project(project: Project, path: str | Path) -> None:
    """Write a project; an absolute image path is stored relative to the file. Raises ``InputError``."""
    content = {
        "format": f"contrapposto/{PROJECT}@1",
        "observation": observation_to_json(_image_beside(project.observation, path)),
        "guidance": dict(project.guidance),
        "result": None if project.result is None else result_to_json(project.result),
        "view": dict(project.view),
    }
    write_atomically(path, encode(merged(content, project.extra)))


def image_path(document: str | Path, observation: Observation) -> Path | None:
    """Where the image of an observation read from ``document`` lies; None when it has none."""
    return None if observation.image is None else (Path(document).parent / observation.image).resolve()


def _image_beside(observation: Observation, path: str | Path) -> Observation:
    if observation.image is None or not Path(observation.image).is_absolute():
        return observation
    try:
        relative = os.path.relpath(Path(observation.image).resolve(), Path(path).resolve().parent)
    except ValueError:  # another drive
        return observation
    return replace(observation, image=Path(relative).as_posix())


def _project_from(node: Node) -> Project:
    check_format(node, PROJECT)
    observation = observation_from(node.member("observation"))
    result = node.optional("result")
    guidance = node.optional("guidance")
    view = node.optional("view")
    if guidance is not None:
        _check_guidance(guidance)
    return Project(
        observation=observation,
        guidance=guidance.fields() if guidance else {},
        result=result_from(result) if result else None,
        view=view.fields() if view else {},
        extra=node.unknown(("format", "observation", "guidance", "result", "view")),
    )


def _check_guidance(guidance: Node) -> None:
    weights = guidance.optional("weights")
    for _, weight in weights.items() if weights else ():
        weight.number(0.0, 100.0, "weight")
    for key, low, high in (("steps", 1, 100), ("seed", 0, 2**63 - 1), ("hypotheses", 1, 64)):
        entry = guidance.optional(key)
        if entry is not None:
            entry.integer(low, high)
