"""The open document as a project file, and back. The file itself is read and written by ``core.formats``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.document import TERMS, Document, Guidance
from core.body.skeleton import PARTS
from core.formats import Project
from core.observation import Description, Observation, Result

PROJECT_SUFFIX = ".contrapposto.json"


def with_project_suffix(name: str) -> Path:
    """The file that a person means by a name typed with the ending, with half of it or without."""
    return Path(name if name.endswith(".json") else name.removesuffix(PROJECT_SUFFIX.removesuffix(".json")) + PROJECT_SUFFIX)


def project_of(document: Document, view: Mapping[str, Any]) -> Project:
    """What a project file holds of the document; ``view`` is how it is shown. Needs an open photograph with its observation."""
    observation = document.observation
    assert observation is not None
    image = str(document.image_path.resolve()) if document.image_path is not None else observation.image
    guidance = document.guidance
    kept: dict[str, Any] = dict(document.extra.get("guidance", {}))
    kept |= {
        "weights": {**kept.get("weights", {}), **{term: getattr(guidance, term) for term in TERMS}},
        "steps": guidance.steps,
        "seed": guidance.seed,
    }
    people = document.refined_people()
    before: Result | None = document.extra.get("result")
    frame = document.frame
    seconds = frame.seconds if frame is not None else before.seconds if before is not None else 0.0
    result = (
        Result(before.observation if before else None, seconds, people, before.extra if before else {})
        if people
        else None
    )
    drafts = {p.id: {part: _draft(d) for part, d in document.drafts(p.id).items()} for p in observation.people}
    shown = {
        **document.extra.get("view", {}),
        **view,
        "person": document.person_id,
        "drafts": {k: v for k, v in drafts.items() if v},
    }
    return Project(replace(observation, image=image), kept, result, shown, document.extra.get("project", {}))


def _draft(description: Description) -> Any:
    """A text to which a row can be reset: plain when it is the built-in describer's, else with its source."""
    if description.source == "built-in":
        return description.text
    return {"text": description.text, "source": description.source}


def drafts_of(project: Project) -> dict[str, dict[str, Description]]:
    """The texts to which rows can be reset, by person and part; what makes no sense is left out."""
    kept = project.view.get("drafts")
    people = kept if isinstance(kept, dict) else {}
    found: dict[str, dict[str, Description]] = {}
    for person_id, texts in people.items():
        for part, text in texts.items() if isinstance(texts, dict) else ():
            pair = (text, "built-in") if isinstance(text, str) else (None, None)
            if isinstance(text, dict):
                pair = (text.get("text"), text.get("source"))
            if part in PARTS and all(isinstance(word, str) for word in pair):
                found.setdefault(str(person_id), {})[part] = Description(str(pair[0]), str(pair[1]))
    return found


def guidance_of(project: Project, fallback: Guidance) -> Guidance:
    """The weights, steps and seed of a project; what it does not say stays at its default."""
    weights = project.guidance.get("weights", {})
    values = {term: float(weights[term]) for term in TERMS if term in weights}
    return Guidance(
        **values,
        steps=min(20, int(project.guidance.get("steps", fallback.steps))),
        seed=int(project.guidance.get("seed", fallback.seed)) % 1_000_000,
    )


def extra_of(project: Project) -> dict[str, Any]:
    """What the document does not show but must write back."""
    return {
        "guidance": dict(project.guidance),
        "result": project.result,
        "view": dict(project.view),
        "project": dict(project.extra),
    }


def image_of(observation: Observation, beside: Path) -> Path | None:
    """Where the photograph of an observation file lies, if it says so and it is there."""
    if observation.image is None:
        return None
    path = beside.parent / observation.image
    return path if path.exists() else None
