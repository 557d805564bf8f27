"""``contrapposto/result@1``: checked JSON to a ``Result`` and back."""

from __future__ import annotations

from typing import Any

import numpy as np

from core.body.skeleton import JOINT_NAMES, KEYPOINT_NAMES, PARTS
from core.formats.json_node import Node, suggestion
from core.formats.json_text import merged, nested, rounded
from core.formats.observation import MAX_PEOPLE, body_from, body_to_json, camera_from, camera_to_json
from core.formats.versions import check_format
from core.observation import DescriptionReport, RefinedPerson, Result, StatementReport

RESULT = "result"
BODY_DIGITS = 6
PIXEL_DIGITS = 3
"""Decimals of what the app computes: a micrometre, a thousandth of a pixel; finer is noise of the machine."""

_RESULT_FIELDS = ("format", "observation", "seconds", "people")
_PERSON_FIELDS = (
    "id", "smpl", "camera", "joints_3d", "keypoints_2d", "reprojection_error", "initial_reprojection_error", "descriptions", "steps",
)  # fmt: skip
_REPORT_FIELDS = ("part", "text", "source", "statements", "not_understood", "similarity")
_STATEMENT_FIELDS = ("text", "posecode", "confidence", "satisfied")


# ---------------------------------------------------------------------------------------------------------------- reading


def result_from(node: Node) -> Result:
    """The result in a JSON object. Raises ``InputError``."""
    check_format(node, RESULT)
    observation = node.optional("observation")
    return Result(
        observation=observation.text() if observation else None,
        seconds=node.member("seconds").number(0.0),
        people=tuple(_person(entry) for entry in node.member("people").entries(MAX_PEOPLE)),
        extra=node.unknown(_RESULT_FIELDS),
    )


def _person(node: Node) -> RefinedPerson:
    smpl, camera = node.member("smpl"), node.member("camera")
    reports = node.member("descriptions").entries()
    return RefinedPerson(
        id=node.member("id").text(200),
        body=body_from(smpl),
        camera=camera_from(camera),
        joints_3d=_joints(node.member("joints_3d")),
        keypoints_2d=_keypoints(node.member("keypoints_2d")),
        reprojection_error=_error(node, "reprojection_error"),
        initial_reprojection_error=_error(node, "initial_reprojection_error"),
        descriptions=tuple(_report(entry) for entry in reports),
        steps=node.member("steps").integer(0, 100_000),
        extra=nested(
            node.unknown(_PERSON_FIELDS),
            smpl=smpl.unknown(("global_orient", "body_pose", "betas", "transl")),
            camera=camera.unknown(("focal_length", "principal_point", "assumed")),
            descriptions={
                str(index): fields for index, entry in enumerate(reports) if (fields := _unknown_of_report(entry))
            },
        ),
    )


def _joints(node: Node) -> np.ndarray:
    for name, _ in node.items():
        if name not in JOINT_NAMES:
            node.fail(f'has "{name[:60]}", which is no joint', suggestion(name, JOINT_NAMES))
    return np.stack([node.member(name).array((3,)) for name in JOINT_NAMES])


def _keypoints(node: Node) -> dict[str, tuple[float, float]]:
    found: dict[str, tuple[float, float]] = {}
    for name, entry in node.items():
        if name not in KEYPOINT_NAMES:
            node.fail(f'has "{name[:60]}", which is no keypoint', suggestion(name, KEYPOINT_NAMES))
        x, y = entry.array((2,), 1e9).tolist()
        found[name] = (x, y)
    return found


def _error(node: Node, key: str) -> float | None:
    entry = node.optional(key)
    return entry.number(0.0) if entry else None


def _report(node: Node) -> DescriptionReport:
    similarity = node.optional("similarity")
    before_after = similarity.array((2,), 1.001).tolist() if similarity else None
    return DescriptionReport(
        part=node.member("part").one_of(PARTS, "part"),
        text=node.member("text").text(),
        source=node.member("source").text(200),
        statements=tuple(_statement(entry) for entry in node.member("statements").entries()),
        not_understood=tuple(entry.text() for entry in node.member("not_understood").entries()),
        similarity=(before_after[0], before_after[1]) if before_after else None,
    )


def _statement(node: Node) -> StatementReport:
    return StatementReport(
        text=node.member("text").text(),
        posecode=node.member("posecode").text(),
        confidence=node.member("confidence").number(0.0, 1.0, "confidence"),
        satisfied=node.member("satisfied").truth(),
    )


def _unknown_of_report(node: Node) -> dict[str, Any]:
    statements = {
        str(index): fields
        for index, entry in enumerate(node.member("statements").entries())
        if (fields := entry.unknown(_STATEMENT_FIELDS))
    }
    return nested(node.unknown(_REPORT_FIELDS), statements=statements)


# ---------------------------------------------------------------------------------------------------------------- writing


def result_to_json(result: Result) -> dict[str, Any]:
    """The JSON object of a result."""
    content = {
        "format": f"contrapposto/{RESULT}@1",
        "observation": result.observation,
        "seconds": round(float(result.seconds), 4),
        "people": [person_to_json(person) for person in result.people],
    }
    return merged(content, result.extra)


def person_to_json(person: RefinedPerson) -> dict[str, Any]:
    """The JSON object of one refined person."""
    joints = rounded(person.joints_3d, BODY_DIGITS)
    content = {
        "id": person.id,
        "smpl": body_to_json(person.body, BODY_DIGITS),
        "camera": camera_to_json(person.camera),
        "joints_3d": dict(zip(JOINT_NAMES, joints, strict=True)),
        "keypoints_2d": {
            name: rounded(person.keypoints_2d[name], PIXEL_DIGITS)
            for name in KEYPOINT_NAMES
            if name in person.keypoints_2d
        },
        "reprojection_error": _pixels(person.reprojection_error),
        "initial_reprojection_error": _pixels(person.initial_reprojection_error),
        "descriptions": [_report_to_json(report) for report in person.descriptions],
        "steps": int(person.steps),
    }
    return merged(content, person.extra)


def _pixels(error: float | None) -> float | None:
    return None if error is None else round(float(error), PIXEL_DIGITS)


def _report_to_json(report: DescriptionReport) -> dict[str, Any]:
    return {
        "part": report.part,
        "text": report.text,
        "source": report.source,
        "statements": [
            {
                "text": statement.text,
                "posecode": statement.posecode,
                "confidence": round(float(statement.confidence), 4),
                "satisfied": bool(statement.satisfied),
            }
            for statement in report.statements
        ],
        "not_understood": list(report.not_understood),
        "similarity": None if report.similarity is None else rounded(report.similarity, 4),
    }
