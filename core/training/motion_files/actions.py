"""Which action a clip shows, guessed from the names of its file and folders."""

from __future__ import annotations

import re
from pathlib import PurePath

UNKNOWN = "unknown"
_WORDS: dict[str, tuple[str, ...]] = {
    "kneel": ("kneel", "knees"),
    "lie": ("lie", "lying", "laying", "sleep", "getup", "prone", "supine"),
    "sit": ("sit", "sitting", "seated", "chair", "sofa", "stool"),
    "crawl": ("crawl", "crawling"),
    "crouch": ("crouch", "squat", "squats", "duck"),
    "climb": ("climb", "climbing", "ladder", "stairs", "stair"),
    "acrobatics": ("cartwheel", "flip", "handstand", "backflip", "somersault", "acrobatics", "gymnastics", "breakdance", "roll"),
    "dance": ("dance", "dancing", "ballet", "salsa", "waltz", "tango", "hiphop", "pirouette"),
    "martial arts": ("kick", "punch", "boxing", "box", "karate", "kungfu", "taichi", "fight", "fighting", "martial", "sword", "fencing"),
    "yoga": ("yoga", "stretch", "stretching", "asana"),
    "jump": ("jump", "jumping", "hop", "hopping", "leap", "skip"),
    "run": ("run", "running", "jog", "jogging", "sprint"),
    "throw": ("throw", "throwing", "catch", "toss", "pitch"),
    "sport": ("basketball", "soccer", "football", "tennis", "golf", "baseball", "swim", "swimming", "ski", "skate", "volleyball"),
    "carry": ("lift", "lifting", "carry", "pickup", "pick", "push", "pull", "grab"),
    "exercise": ("exercise", "workout", "pushup", "pushups", "situps", "jacks", "lunge", "lunges"),
    "walk": ("walk", "walking", "walks", "stroll", "march", "limp", "step", "steps"),
    "gesture": ("wave", "waving", "gesture", "gesturing", "point", "pointing", "clap", "talk", "talking", "conversation", "phone", "drink", "eat"),
    "stand": ("stand", "standing", "idle", "tpose", "balance"),
}


def guess_action(path: PurePath) -> str:
    """The action of a clip by the words of its path, the file's own name before its folders'; ``UNKNOWN`` where none tells.

    >>> guess_action(PurePath("ACCAD/Female1Walking_c3d/B3 - walk1_poses.npz"))
    'walk'
    """
    for name in (path.stem, *reversed(path.parent.parts)):
        apart = re.sub(r"([a-z])([A-Z])", r"\1 \2", name)
        words = {word for word in re.split(r"[^a-z]+", apart.lower()) if word}
        for action, known in _WORDS.items():
            if words & set(known):
                return action
    return UNKNOWN
