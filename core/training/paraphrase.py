"""Looser wordings of the describer's clauses, so that the text encoder does not only know the describer's own.

People write "up in the air" and "not bent" and leave out the subject; each clause is reworded by exchanging phrases for others that say the
same, and by leaving out what the slot already says. For training only.
"""

from __future__ import annotations

import random
import re

SAME: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        r"lying face up|lies face up",
        ("lying on the back", "flat on the back", "on the back", "supine", "lies on the back"),
    ),
    (r"lying face down|lies face down", ("lying on the stomach", "flat on the belly", "prone", "lies on the front")),
    (r"on all fours", ("on hands and knees", "crawling", "on the hands and knees")),
    (
        r"(?:sitting|seated|sits) (?:on|in) a (?:seat|chair)",
        ("sitting on a bench", "seated", "on a stool", "sits down", "sitting in a chair"),
    ),
    (
        r"(?:sitting|seated|sits) on the (?:ground|floor)",
        ("sitting down on the floor", "seated on the floor", "on the floor, sitting"),
    ),
    (
        r"(?:kneeling|kneels)(?: upright)?(?: on both knees)?$",
        ("kneeling", "on the knees", "kneeling down", "on both knees"),
    ),
    (r"squatting|squats", ("crouched down low", "in a deep squat", "squatting down", "crouching")),
    (r"crouching|crouches", ("crouched", "hunkered down", "in a crouch")),
    (r"^(?:standing|stands)$", ("standing up", "upright on both feet", "on the feet", "stands")),
    (r"sitting|seated|sits", ("seated", "sitting", "sits", "sitting down")),
    (
        r"straight up above the head|straight up overhead|vertically above the head|overhead|above the head",
        (
            "up in the air",
            "over the head",
            "above the head",
            "overhead",
            "toward the ceiling",
            "to the sky",
            "high up",
            "up",
        ),
    ),
    (r"points? (?:straight )?up(?:ward)?", ("points to the ceiling", "points at the sky", "upright", "pointing up")),
    (
        r"(?:hangs?|hanging) (?:straight )?down(?: (?:at|by|along) the (?:side|body))?",
        ("hangs loosely", "relaxed", "hanging", "down", "hangs limp", "dangles"),
    ),
    (r"(?:at|by) the side(?: of the body)?$", ("by the side", "alongside the body", "at the side", "down by the hip")),
    (
        r"(?<!bent )(?:out to the side|sideways|outstretched to the side)",
        ("sideways", "to the side", "like a t", "out sideways", "horizontally to the side"),
    ),
    (
        r"(?:extended|stretched|held|raised) (?:out )?(?:forward|in front of the body|in front)|reaches forward|out in front",
        (
            "reaching ahead",
            "stretched out ahead",
            "extended to the front",
            "forward",
            "in front",
            "pointing forward",
            "reaching out",
        ),
    ),
    (
        r"(?:extended|drawn|pulled|swung|stretched|held|reaches) (?:out )?(?:back(?:ward)?|behind the body|behind)(?: behind the body)?",
        ("reaching back", "behind", "pulled backwards", "stretched out behind"),
    ),
    (
        r"folded (?:across|in front of|over) the chest|crossed (?:over|in front of) the chest",
        ("folded", "crossed", "folded over the chest", "crossed in front"),
    ),
    (r"in front of the face", ("before the face", "at the face", "up at the face")),
    (
        r"(?:is )?(?:on|touches|touching|rests on|resting on|placed on|over) the chin",
        ("touching the jaw", "at the chin", "scratching the chin", "under the chin", "on the jaw"),
    ),
    (
        r"(?:is )?(?:on|touches|touching|rests on|resting on|placed on) the (left |opposite |right )?hip\b",
        (
            r"rests on the \1hip",
            r"on the \1waist",
            r"on the \1hip",
            r"placed at the \1waist",
            r"against the \1hip",
            r"gripping the \1hip",
        ),
    ),
    (
        r"(?:on|touches|rests on|resting on|placed on) the lower back|on the small of the back",
        ("behind the back", "at the back", "on the back"),
    ),
    (
        r"\b(?:on|placed on|resting on) the\b",
        ("touching the", "resting on the", "against the", "on top of the", "holding the", "lies on the"),
    ),
    (r"touches the|rests on the", ("is on the", "holds the", "lies on the", "touches the", "grabs the")),
    (r"\b(?:close to|near|next to)\b", ("near", "beside", "close to", "by", "not far from", "around")),
    (r"\bin front of\b", ("before", "in front of", "forward of")),
    (r"\bbehind\b", ("in back of", "behind", "at the back of")),
    (r"\b(?:at|to) the height of\b|level with", ("at the level of", "as high as", "level with")),
    (r"\b(?:raised|lifted)\b", ("lifted", "up", "elevated", "held high", "not lowered", "raised")),
    (r"\b(?:lowered|held low|kept low)\b", ("down", "low", "dropped", "not raised", "lowered")),
    (
        r"(?:bent )?at a right angle|form a right angle|forms a right angle|at (?:about|roughly) 90 degrees",
        ("at ninety degrees", "bent 90 degrees", "at a 90 degree angle", "bent at a right angle", "bent squarely"),
    ),
    (
        r"\b(?:completely|fully) (?:bent|flexed)|folded tightly",
        ("deeply flexed", "tightly folded", "bent all the way", "fully bent", "folded up", "bent as far as it goes"),
    ),
    (
        r"\bslightly (?:bent|flexed)|bent slightly|a little bent",
        ("a bit bent", "slightly flexed", "soft", "nearly straight", "almost straight", "not quite straight"),
    ),
    (
        r"^(?:(?:the )?(?:left )?(?:arm|leg|elbow|knee) )?(?:is )?(?:kept )?(?:straight|straightened|fully extended|extended)$",
        ("straight", "not bent", "unbent", "fully stretched", "extended", "locked straight", "outstretched"),
    ),
    (r"(?<!ly )\bbent\b(?! (?:forward|sideways|over))", ("flexed", "bent", "crooked", "not straight", "folded")),
    (r"flat on the (?:ground|floor)", ("planted firmly", "flat", "on the floor", "sole down")),
    (
        r"off the (?:ground|floor)",
        ("in the air", "lifted from the floor", "not on the floor", "not touching the ground", "off the floor"),
    ),
    (
        r"on tiptoe|up on the toes|on the ball of the foot with the heel raised|on the ball of the foot",
        ("on the toes", "heel lifted", "tiptoeing", "on tiptoes"),
    ),
    (
        r"facing forward|faces forward|looks forward|looks straight ahead",
        ("looking straight ahead", "facing ahead", "looking forward", "straight ahead"),
    ),
    (r"\bbowed\b|tilted down|looks down", ("looking down", "lowered", "nodding down", "facing the floor", "hanging")),
    (r"looks up|looking up|tilted up", ("looking up", "facing the ceiling", "gazing upward", "tilted back")),
    (r"\btilted\b|\bcocked\b", ("leaning", "tilted", "cocked", "inclined")),
    (r"\b(?:turned|rotated|twisted)\b", ("turned", "rotated", "twisted", "turning", "facing")),
    (r"\b(?:leans|leaning|inclined)\b", ("leaning", "leans", "tilted", "inclined")),
    (r"\b(?:held )?upright\b", ("upright", "straight", "vertical", "erect")),
    (r"\b(?:slightly|a little)\b", ("a bit", "slightly", "somewhat", "a little", "just a little")),
    (r"\b(?:stomach|belly)\b", ("stomach", "belly", "abdomen", "tummy")),
    (r"\bopposite\b", ("other", "opposite")),
    (r"\bother (hand|foot|knee|leg|arm)\b", (r"opposite \1", r"right \1", r"other \1")),
    (r"\b(?:apart|spread)\b", ("apart", "spread", "separated")),
    (r"\btogether\b", ("together", "touching each other", "side by side", "close together")),
)
_COMPILED = tuple((re.compile(pattern), options) for pattern, options in SAME)
_SUBJECT = re.compile(r"^the (?:left )?(?:arm|hand|leg|foot|head|torso|upper body|trunk) (?:is |are )?")
_ARTICLE = re.compile(r"\bthe ")


def paraphrase(clause: str, rng: random.Random) -> str:
    """Another wording of a clause: a phrase exchanged, perhaps without its subject or its articles."""
    fitting = [(pattern, options) for pattern, options in _COMPILED if pattern.search(clause)]
    if fitting:  # one only: a second could turn the words of the first around
        pattern, options = rng.choice(fitting)
        clause = pattern.sub(lambda found: found.expand(rng.choice(options)), clause, count=1)
    if rng.random() < 0.5:
        clause = _SUBJECT.sub("", clause) or clause
    if rng.random() < 0.3:
        clause = _ARTICLE.sub("", clause) or clause
    return " ".join(clause.split())


def paraphrases(clause: str, count: int, seed: int = 0) -> list[str]:
    """Up to ``count`` different other wordings, the same for the same seed."""
    rng = random.Random(f"{seed} {clause}")
    found = dict.fromkeys(paraphrase(clause, rng) for _ in range(3 * count))
    return [p for p in found if p and p != clause][:count]
