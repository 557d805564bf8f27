"""What the window asks of the engine's thread, and what the thread answers: plain frozen data, no widgets, no torch.

A request names its lane: of the requests that wait in one lane only the newest is carried out. Lower ``priority`` goes first. ``session`` counts
what has been opened; answers to an older session are dropped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.document import Guidance, Image
from app.found import Overlay
from app.reading import Clash, Difference, Reading
from core.formats import Project
from core.observation import Body, Camera, Description, Observation, Person, RefinedPerson


@dataclass(frozen=True)
class Request:
    """Something to be done in the engine's thread."""

    session: int

    @property
    def lane(self) -> str:
        """Requests of one lane replace each other."""
        return type(self).__name__

    @property
    def priority(self) -> int:
        """Lower goes first."""
        return 5

    @property
    def title(self) -> str:
        """What the person reads while it is being done; empty: not worth a word."""
        return ""

    @property
    def gives_way(self) -> bool:
        """Whether it is given up as soon as a run is wanted: it would belong to a state that is no more."""
        return False

    def preempts(self, running: Request) -> bool:
        """Whether the running request should be given up for this one."""
        return running.session != self.session


@dataclass(frozen=True)
class Prepare(Request):
    """Load the engine and its weights before the first photograph is opened."""

    @property
    def title(self) -> str:
        return "Loading the models"


@dataclass(frozen=True)
class OpenImage(Request):
    """Read a photograph, find its people and complete the most prominent one."""

    path: Path

    @property
    def priority(self) -> int:
        return 0

    @property
    def title(self) -> str:
        return "Reading the photograph"


@dataclass(frozen=True)
class OpenProject(Request):
    """Read a project, observation or result file and its photograph. ``restore``: it is an autosave."""

    path: Path
    restore: bool = False

    @property
    def priority(self) -> int:
        return 0

    @property
    def title(self) -> str:
        return "Opening the project"


@dataclass(frozen=True)
class Complete(Request):
    """Find what is not known of a person: keypoints in the box, initial body, descriptions."""

    observation: Observation
    person: Person
    image: Image | None
    image_path: Path | None

    @property
    def lane(self) -> str:
        return f"complete:{self.person.id}"

    @property
    def priority(self) -> int:
        return 1

    @property
    def title(self) -> str:
        return "Finding the body in the box" if not self.person.keypoints else "Recovering the initial body"


@dataclass(frozen=True)
class Understand(Request):
    """Say what a person's texts (part -> text) are understood to mean, and which statements contradict each other.

    ``guiding`` are the parts whose texts steer the body; ``silenced`` the (part, posecode) pairs that are switched off: they contradict nothing.
    """

    person_id: str
    texts: Mapping[str, str]
    guiding: frozenset[str] = frozenset()
    silenced: frozenset[tuple[str, str]] = frozenset()

    @property
    def priority(self) -> int:
        return 2


@dataclass(frozen=True)
class Refine(Request):
    """Run the guided diffusion. A ``patient`` one (made while something is dragged) waits for the run before it rather than stopping it."""

    observation: Observation
    person: Person
    guidance: Guidance
    generation: int
    asked_at: float
    """time.perf_counter() of the edit."""
    patient: bool = False

    @property
    def priority(self) -> int:
        return 3

    @property
    def title(self) -> str:
        return "Refining the body"

    def preempts(self, running: Request) -> bool:
        return (
            super().preempts(running) or running.gives_way or (isinstance(running, Refine) and not self.patient)
        )


@dataclass(frozen=True)
class ShowRefined(Request):
    """Make the mesh of a refinement that came with a project."""

    refined: RefinedPerson
    generation: int

    @property
    def priority(self) -> int:
        return 2


@dataclass(frozen=True)
class Describe(Request):
    """Write the descriptions of a body anew."""

    person_id: str
    body: Body

    @property
    def priority(self) -> int:
        return 3

    @property
    def title(self) -> str:
        return "Writing descriptions"


@dataclass(frozen=True)
class MeshInitial(Request):
    """Make the mesh of an initial body: the first body on the screen, then a ghost."""

    person_id: str
    body: Body

    @property
    def lane(self) -> str:
        return f"ghost:{self.person_id}"

    @property
    def priority(self) -> int:
        return 2


@dataclass(frozen=True)
class DrawOverlay(Request):
    """Draw a body over the photograph."""

    person_id: str
    vertices: NDArray[np.float32]
    camera: Camera
    image_size: tuple[int, int]

    @property
    def priority(self) -> int:
        return 6


@dataclass(frozen=True)
class Compare(Request):
    """Say what a refined body does that the texts do not say, and what they say that it does not do. Waits for everything else."""

    person_id: str
    body: Body
    descriptions: Mapping[str, Description]

    @property
    def priority(self) -> int:
        return 7


@dataclass(frozen=True)
class Export(Request):
    """Write a refinement in other tools' formats: path -> kind."""

    paths: Mapping[str, Path]
    observation: Observation
    refined: RefinedPerson
    image: Image | None

    @property
    def lane(self) -> str:
        return f"export:{sorted(map(str, self.paths.values()))}"

    @property
    def title(self) -> str:
        return "Exporting"


# ------------------------------------------------------------------------------------------------ answers


@dataclass(frozen=True)
class Answer:
    """Something that the engine's thread found."""

    session: int


@dataclass(frozen=True)
class Prepared(Answer):
    """The engine is loaded."""


@dataclass(frozen=True)
class ImageOpened(Answer):
    """The photograph is read; its people are looked for next."""

    path: Path
    image: Image


@dataclass(frozen=True)
class ProjectOpened(Answer):
    """A file is read. ``is_project`` False: it was an observation, so saving must not overwrite it. ``warning``: one sentence, or empty."""

    path: Path
    project: Project
    image: Image | None
    image_path: Path | None
    is_project: bool
    restore: bool
    warning: str = ""


@dataclass(frozen=True)
class PeopleFound(Answer):
    """The people of the photograph, the most prominent one completed; ``person_id`` None: nobody."""

    observation: Observation
    person_id: str | None


@dataclass(frozen=True)
class PersonCompleted(Answer):
    """What was asked by ``Complete``."""

    asked: Person
    person: Person


@dataclass(frozen=True)
class Understood(Answer):
    """What was asked by ``Understand``: one reading a text."""

    person_id: str
    readings: tuple[Reading, ...]
    clashes: tuple[Clash, ...] = ()


@dataclass(frozen=True)
class Compared(Answer):
    """What was asked by ``Compare``; parts in which body and text agree are left out. ``body`` is the one that was asked about."""

    person_id: str
    body: Body
    differences: Mapping[str, Difference]


@dataclass(frozen=True)
class Described(Answer):
    """What was asked by ``Describe``."""

    person_id: str
    descriptions: Mapping[str, Description]


@dataclass(frozen=True)
class InitialMeshed(Answer):
    """The ghost: ``vertices`` [V, 3] float32, camera frame."""

    person_id: str
    body: Body
    vertices: NDArray[np.float32]


@dataclass(frozen=True)
class OverlayDrawn(Answer):
    """What was asked by ``DrawOverlay``."""

    person_id: str
    overlay: Overlay


@dataclass(frozen=True)
class BodyLoaded(Answer):
    """The body model's topology: ``faces`` [F, 3], ``vertex_part`` [V] (index in PARTS), ``nearness`` [24, V] of its surface to each joint, 0..1."""

    faces: NDArray[np.integer]
    vertex_part: NDArray[np.integer]
    nearness: NDArray[np.float32]


@dataclass(frozen=True)
class Exported(Answer):
    """The files written."""

    paths: tuple[Path, ...]


@dataclass(frozen=True)
class Failed(Answer):
    """A request could not be carried out. ``expected``: the input was refused, nothing is wrong with the app."""

    request: Request
    reason: str
    expected: bool
