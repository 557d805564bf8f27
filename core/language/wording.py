"""How posecodes are said: for every fact that the describer may state, several ways a careful annotator would put it.

Written for the left side only; the right side's words are the mirror image. A phrase is what follows the subject: ``=bent`` takes "is"
("the arm is bent", or just "bent" in a fragment), ``rest on the hip`` is conjugated ("rests on the hip", "resting on the hip").
A phrase ``elbow|=bent`` has a subject of its own within the part; without a bar it is said of the part itself.
"""

from __future__ import annotations

from functools import lru_cache

from core.language.catalogue import CATALOGUE
from core.language.places import PLACES, first_side, swap_sides

_ELBOW: dict[str, tuple[str, ...]] = {
    "completely bent": (
        "=completely bent at the elbow", "elbow|=fully bent", "elbow|=completely bent", "=folded completely at the elbow", "elbow|=fully flexed",
    ),
    "almost completely bent": (
        "=sharply bent at the elbow", "elbow|=sharply bent", "elbow|=almost completely bent", "=bent sharply at the elbow",
        "elbow|=almost fully bent",
    ),
    "right angle": (
        "=bent at a right angle at the elbow", "elbow|=bent at a right angle", "elbow|=bent at about 90 degrees",
        "=bent at the elbow at roughly 90 degrees", "elbow|=at a right angle",
    ),
    "partially bent": (
        "=partially bent at the elbow", "elbow|=partially bent", "=moderately bent at the elbow", "elbow|=moderately bent",
        "elbow|=partly bent",
    ),
    "slightly bent": (
        "=slightly bent at the elbow", "elbow|=slightly bent", "=bent slightly", "elbow|=a little bent", "elbow|=slightly flexed",
    ),
    "straight": ("=straight", "elbow|=straight", "=fully extended", "=straightened", "=kept straight"),
}  # fmt: skip

PHRASES_LEFT: dict[str, tuple[str, ...]] = {
    # --- arms
    "arms: crossed": (
        "both arms|=crossed in front of the chest", "both arms|=crossed over the chest", "arms|=folded across the chest",
        "both arms|=folded in front of the chest",
    ),
    "left arm: straight up": (
        "=raised straight up above the head", "=stretched straight up overhead", "point straight up", "=extended vertically above the head",
        "=raised vertically",
    ),
    "left arm: overhead": (
        "=raised overhead", "=raised above the head", "=lifted overhead", "=held up above the head", "reach up overhead",
    ),
    "left arm: out to the side": (
        "=raised out to the side", "=extended out to the side", "=held out to the side", "=stretched sideways",
        "=outstretched to the side", "=lifted to the side",
    ),
    "left arm: forward": (
        "=raised forward", "=extended in front of the body", "=stretched out forward", "reach forward", "=held out in front",
        "=extended forward",
    ),
    "left arm: back": (
        "=drawn back behind the body", "=extended backward", "=pulled back", "reach back", "=held behind the body",
    ),
    "left arm: across the body": (
        "=brought across the body", "reach across the body", "=held across the body", "=across the chest",
    ),
    "left arm: raised": ("=raised", "=lifted", "=held up", "=raised up"),
    "left arm: at the side": (
        "hang at the side", "hang straight down by the side", "=at the side of the body", "hang down along the body",
        "rest by the side", "=relaxed at the side",
    ),
    "left arm: slightly out to the side": (
        "=held slightly out to the side", "=slightly away from the body to the side", "=raised slightly to the side",
        "=slightly out to the side",
    ),
    "left arm: slightly forward": (
        "=held slightly forward", "=slightly in front of the body", "=slightly raised forward", "=brought slightly forward",
    ),
    "left arm: hanging down": ("hang down", "=hanging down", "=down", "point down"),
    "left arm: slightly raised": ("=slightly raised", "=raised slightly", "=lifted a little"),
    "left arm: lowered": ("=lowered", "=held low", "=kept low"),
    "left arm: diagonally up": ("=raised diagonally", "point diagonally up", "=extended diagonally upward"),
    "left arm: diagonally down": ("point diagonally down", "=angled downward"),
    "left elbow: out to the side": (
        "elbow|point out to the side", "elbow|stick out to the side", "elbow|=out to the side", "elbow|=held away from the body",
        "elbow|flare outward",
    ),
    "left elbow: raised": ("elbow|=raised", "elbow|=lifted", "elbow|=held high"),
    "left elbow: tucked in": (
        "elbow|=tucked in", "elbow|=close to the body", "elbow|=held close to the side", "elbow|=tucked against the body",
    ),
    "left elbow: pointing back": ("elbow|point backward", "elbow|=pulled back", "elbow|=drawn back", "elbow|point back"),
    "left elbow: pointing forward": ("elbow|point forward", "elbow|=in front of the body", "elbow|=pushed forward"),
    "left upper arm: horizontal": ("upper arm|=horizontal", "upper arm|=parallel to the ground"),
    "left forearm: vertical": ("forearm|=vertical", "forearm|point straight up", "forearm|=upright"),
    "left forearm: pointing up": ("forearm|point up", "forearm|=raised", "forearm|point upward"),
    "left forearm: pointing down": ("forearm|point down", "forearm|hang down", "forearm|point downward"),
    "left forearm: horizontal": ("forearm|=horizontal", "forearm|=parallel to the ground", "forearm|=level"),
    "left forearm: pointing forward": ("forearm|point forward", "forearm|=extended forward", "forearm|reach forward"),
    "left forearm: pointing inward": ("forearm|point inward", "forearm|=across the body", "forearm|=turned inward"),
    "left forearm: pointing outward": ("forearm|point outward", "forearm|=turned outward"),
    "left arm: toward the camera": ("reach toward the camera", "=extended toward the camera"),
    # --- hands
    "hands: together": (
        "touch the other hand", "hands|=together", "both hands|=clasped together", "=clasped with the other hand", "hands|meet",
        "=held together with the other hand",
    ),
    "left hand: on the ground": ("rest on the ground", "=on the ground", "=planted on the floor", "touch the ground", "=placed on the floor"),
    "left palm: facing forward": ("palm|face forward", "palm|=facing forward"),
    "left palm: facing up": ("palm|face up", "palm|=turned up"),
    "left palm: facing down": ("palm|face down", "palm|=facing down"),
    "left palm: facing back": ("palm|face backward", "palm|=facing back"),
    "left palm: facing inward": ("palm|face inward", "palm|=turned inward"),
    "left wrist: bent": ("wrist|=bent", "=bent at the wrist"),
    # --- legs
    "left leg: crossed over the right leg": (
        "cross over the right leg", "=crossed over the other leg", "=crossed in front of the right leg", "=crossed over the right one",
    ),
    "left leg: crossed behind the right leg": ("=crossed behind the right leg", "cross behind the other leg", "=crossed behind the other one"),
    "left leg: resting over the right knee": ("=crossed over the right knee", "rest over the right knee", "=crossed over the other knee"),
    "left leg: straight up": ("point straight up", "=raised straight up", "=lifted straight up in the air"),
    "left leg: raised forward": (
        "=raised forward", "=lifted in front of the body", "=raised to the front", "=extended forward off the ground",
    ),
    "left leg: raised to the side": ("=raised to the side", "=lifted out to the side", "=raised out sideways"),
    "left leg: raised back": (
        "=raised behind the body", "=lifted backward", "=extended back off the ground", "=raised to the back",
    ),
    "left leg: raised": ("=raised off the ground", "=lifted", "=raised", "=lifted off the floor", "=held up in the air"),
    "left leg: forward": ("=extended forward", "=stretched out in front", "=forward", "=placed forward", "reach forward"),
    "left leg: back": ("=extended backward", "=stretched out behind", "=back", "=placed back", "reach back"),
    "left leg: out to the side": ("=out to the side", "=extended to the side", "=stretched out sideways", "=spread out to the side"),
    "left hip: right angle": ("hip|=bent at a right angle", "=bent at a right angle at the hip", "hip|=at a right angle"),
    "left hip: bent": ("hip|=bent", "=bent at the hip", "hip|=flexed"),
    "left hip: straight": ("hip|=straight", "=straight at the hip", "hip|=extended"),
    "left leg: vertical": ("=vertical", "=upright", "point straight down"),
    "left thigh: drawn up to the chest": ("thigh|=drawn up to the chest", "knee|=pulled up to the chest", "knee|=drawn up toward the chest"),
    "left thigh: horizontal": ("thigh|=horizontal", "thigh|=parallel to the ground", "thigh|=level with the floor"),
    "left thigh: vertical": ("thigh|=vertical", "thigh|point straight down"),
    "left thigh: raised": ("thigh|=raised", "thigh|=lifted"),
    "left shin: vertical": ("shin|=vertical", "lower leg|=vertical", "lower leg|=upright"),
    "left shin: horizontal": ("shin|=horizontal", "lower leg|=horizontal", "shin|=parallel to the ground"),
    "left knee: on the ground": ("knee|rest on the ground", "knee|=on the ground", "knee|touch the floor", "=kneeling on the ground"),
    "left knee: raised": ("knee|=raised to hip height", "knee|=raised", "knee|=lifted", "knee|=raised high"),
    "left knee: out to the side": ("knee|point out to the side", "knee|=out to the side", "knee|=turned outward", "knee|fall open to the side"),
    "left knee: turned inward": ("knee|=turned inward", "knee|point inward"),
    "knees: together": ("knees|=together", "knees|=close together", "knees|touch each other"),
    "knees: apart": ("knees|=apart", "knees|=spread apart", "knees|=spread"),
    "knees: wide apart": ("knees|=wide apart", "knees|=spread wide"),
    "left knee: in front of the right knee": ("knee|=in front of the right knee", "knee|=in front of the other one"),
    # --- feet
    "left foot: flat on the ground": ("=flat on the ground", "rest flat on the floor", "=planted flat on the ground", "=flat on the floor"),
    "left foot: on the ground": ("=on the ground", "touch the ground", "=on the floor", "rest on the ground"),
    "left foot: on tiptoe": (
        "=on tiptoe", "=up on the toes", "=up on the ball of the foot", "heel|=lifted off the ground",
    ),
    "left foot: on the heel": ("rest on the heel", "=on its heel with the toes up", "toes|=lifted off the ground"),
    "left foot: off the ground": ("=off the ground", "=lifted off the floor", "=raised off the ground", "=in the air"),
    "left foot: slightly off the ground": ("=slightly off the ground", "=just off the floor", "=lifted slightly off the ground"),
    "left foot: turned out": ("=turned out", "toes|point outward", "=turned outward", "point outward"),
    "left foot: turned in": ("=turned in", "toes|point inward", "=turned inward", "point inward"),
    "left foot: toes pointed": ("toes|=pointed", "=pointed", "=stretched with pointed toes"),
    "left foot: behind the body": ("=behind the body", "=placed behind the body"),
    "left foot: in front of the body": ("=in front of the body", "=placed in front of the body"),
    "left foot: above the head": ("=above the head", "=higher than the head"),
    "feet: together": ("feet|=together", "=next to the other foot", "feet|=close together", "both feet|=together"),
    "feet: shoulder-width apart": ("feet|=shoulder-width apart", "feet|=about shoulder width apart", "feet|=hip-width apart"),
    "feet: apart": ("feet|=apart", "feet|=spread apart", "feet|=set apart", "=apart from the other foot"),
    "feet: wide apart": ("feet|=wide apart", "feet|=spread wide", "feet|=far apart"),
    "ankles: crossed": ("ankles|=crossed", "feet|=crossed at the ankles"),
    # --- trunk
    "torso: upright": ("=upright", "=held upright", "=vertical", "=straight and upright"),
    "torso: slightly leaning forward": ("lean slightly forward", "=slightly inclined forward", "lean forward slightly", "=tilted slightly forward"),
    "torso: leaning forward": ("lean forward", "=inclined forward", "=tilted forward", "=leaning forward"),
    "torso: bent forward": ("=bent forward", "=bent forward at the waist", "bend forward at the hips", "=bent over"),
    "torso: bent far forward": ("=bent far forward", "=bent deeply forward at the waist", "=bent all the way forward"),
    "torso: slightly leaning back": ("lean slightly back", "lean back slightly", "=tilted slightly backward"),
    "torso: leaning back": ("lean back", "=leaning backward", "=tilted back", "recline backward"),
    "torso: leaning far back": ("lean far back", "=leaning far backward", "=bent far back"),
    "torso: slightly leaning to the left": ("lean slightly to the left", "=tilted slightly to the left", "lean a little to the left"),
    "torso: leaning to the left": ("lean to the left", "=tilted to the left", "bend to the left", "=inclined to the left"),
    "torso: leaning far to the left": ("lean far to the left", "=bent far to the left side", "=tilted strongly to the left"),
    "torso: slightly turned to the left": (
        "=turned slightly to the left", "twist slightly to the left", "=rotated a little to the left", "=slightly twisted to the left",
    ),
    "torso: turned to the left": ("=turned to the left", "=twisted to the left", "=rotated to the left", "twist to the left"),
    "torso: turned far to the left": ("=twisted far to the left", "=turned far to the left", "=strongly rotated to the left"),
    "torso: back arched": ("back|=arched", "back|arch backward", "=arched back"),
    "torso: back rounded": ("back|=rounded", "back|=hunched", "=hunched", "back|=curved forward"),
    "torso: upside down": ("=upside down",),
    # --- head
    "head: facing forward": ("face forward", "=facing forward", "look straight ahead", "=level and facing forward", "look forward"),
    "head: slightly bowed": ("=slightly bowed", "=tilted slightly down", "look slightly downward", "=bowed slightly", "=tilted a little downward"),
    "head: bowed": ("=bowed", "look down", "=tilted down", "=lowered", "=facing down"),
    "head: bowed deeply": ("=bowed deeply", "=dropped deep toward the chest", "=bowed far down", "=tilted far downward"),
    "head: slightly raised": ("=slightly raised", "=tilted slightly up", "look slightly upward", "=lifted slightly"),
    "head: looking up": ("look up", "=tilted up", "=raised", "=tilted back", "=facing upward"),
    "head: thrown back": ("=thrown back", "=tilted far back", "=dropped far back"),
    "head: slightly turned to the left": ("=turned slightly to the left", "look slightly to the left", "=turned a little to the left"),
    "head: turned to the left": ("=turned to the left", "look to the left", "face left", "=rotated to the left", "=facing to the left"),
    "head: turned far to the left": ("=turned far to the left", "look over the left shoulder", "=turned sharply to the left"),
    "head: slightly tilted to the left": (
        "=tilted slightly to the left", "=slightly tilted to the left side", "=tilted a little toward the left shoulder",
    ),
    "head: tilted to the left": (
        "=tilted to the left", "=tilted toward the left shoulder", "lean to the left", "=cocked to the left", "=leaning to the left side",
    ),
    "head: level": ("=level",),
    "head: upright": ("=upright",),
    # --- whole body
    "body: standing": ("stand", "=standing", "stand up"),
    "body: standing on the left leg": ("stand on the left leg", "balance on the left leg", "=standing on the left foot"),
    "body: striding with the left leg forward": (
        "stride with the left leg forward", "step forward with the left foot", "=stepping forward with the left leg",
        "stand in a stride with the left leg in front",
    ),
    "body: lunging with the left leg forward": ("lunge with the left leg forward", "lunge forward on the left leg", "=in a lunge with the left leg in front"),
    "body: lunging to the left": ("lunge to the left", "=in a side lunge to the left"),
    "body: sitting": ("sit", "=in a sitting position", "=seated", "=sitting"),
    "body: sitting on a seat": ("sit on a chair", "=seated on a chair", "sit on a seat", "=sitting on a bench"),
    "body: sitting on the ground": ("sit on the ground", "=sitting on the floor", "=seated on the floor"),
    "body: sitting cross-legged": ("sit cross-legged on the floor", "=sitting cross-legged", "sit with the legs crossed on the ground"),
    "body: squatting": ("squat", "=in a deep squat", "=squatting down"),
    "body: crouching": ("crouch", "=crouching", "=crouched down", "=in a crouch"),
    "body: kneeling on both knees": ("kneel on both knees", "=kneeling on both knees", "=on both knees"),
    "body: kneeling upright": ("kneel upright on both knees", "kneel upright", "=kneeling upright"),
    "body: sitting on the heels": ("kneel sitting on the heels", "=sitting back on the heels", "sit on the heels"),
    "body: kneeling on the left knee": ("kneel on the left knee", "=down on the left knee", "=kneeling on the left knee"),
    "body: on all fours": ("=on all fours", "=on hands and knees", "crawl on hands and knees"),
    "body: in a push-up position": ("=in a push-up position", "=in a plank position", "hold a plank"),
    "body: lying face up": ("lie on the back", "lie face up", "=lying on the back", "=lying face up on the ground"),
    "body: lying face down": ("lie face down", "=lying face down", "lie on the stomach", "=lying prone"),
    "body: lying on the left side": ("lie on the left side", "=lying on the left side"),
    "body: upside down": ("=upside down", "=inverted"),
    "body: doing a handstand": ("=in a handstand", "do a handstand", "balance upside down on the hands"),
    "body: doing a bridge": ("=in a bridge position", "do a bridge"),
    "body: doing the splits": ("do the splits", "=in the splits"),
}  # fmt: skip

_CONTACT = ("rest on {}", "=placed on {}", "touch {}", "=on {}", "=resting on {}")
_RELATION_WORDS: dict[str, tuple[str, ...]] = {
    "on": _CONTACT,
    "near": ("=near {}", "=close to {}", "=held near {}", "=held close to {}"),
    "in front of": ("=in front of {}", "=held in front of {}", "=positioned in front of {}"),
    "behind": ("=behind {}", "=held behind {}", "=placed behind {}"),
    "above": ("=above {}", "=held above {}", "=up above {}"),
    "below": ("=below {}", "=down below {}", "hang below {}"),
    "level with": ("=level with {}", "=at the height of {}", "=at the level of {}"),
    "beside": ("=beside {}", "=next to {}", "=at the side of {}"),
    "higher than": ("=higher than {}",),
}
_PLACE_WORDS: dict[str, tuple[str, ...]] = {
    "head": ("the head",), "torso": ("the body", "the torso"), "groin": ("the pelvis",), "lower back": ("the lower back",),
    "stomach": ("the stomach", "the belly", "the abdomen"), "chest": ("the chest",),
}  # fmt: skip


def _place_words(subject: str, other: str) -> tuple[str, ...]:
    if other in _PLACE_WORDS:
        return _PLACE_WORDS[other]
    a, b = PLACES[subject], PLACES[other]
    if b.side is None or a.side is None:
        return (f"the {other}",)
    same_kind = a.kind == b.kind
    if a.side != b.side:
        spare = f"the other {b.kind}" if same_kind else f"the opposite {b.kind}"
        return (f"the {other}", f"the {other}", spare)
    return (f"the {other}", f"the {b.kind}") if b.limb != "arm" or b.kind == "shoulder" else (f"the {other}",)


@lru_cache(maxsize=4096)
def phrases(name: str) -> tuple[str, ...]:
    """All ways to say a posecode; empty for one that is never said. The first way is the plainest."""
    if first_side(name) == "right":
        return tuple(swap_sides(p) for p in phrases(swap_sides(name)))
    if name in PHRASES_LEFT:
        return PHRASES_LEFT[name]
    subject, _, predicate = name.partition(": ")
    if subject == "left elbow" and predicate in _ELBOW:
        return _ELBOW[predicate]
    if subject == "left knee" and predicate in _ELBOW:
        return tuple(p.replace("elbow", "knee") for p in _ELBOW[predicate])
    for relation, templates in _RELATION_WORDS.items():
        if predicate.startswith(relation + " the ") and subject in PLACES:
            other = predicate[len(relation) + 5 :]
            own = "" if PLACES[subject].kind in ("hand", "foot", "head") else PLACES[subject].kind + "|"
            places = _place_words(subject, other) if other in PLACES else (f"the {other}",)
            # Every template with every way to name the place, the plainest pair first.
            return tuple(own + t.format(p) for p in places for t in templates)
    return ()


SAYABLE: frozenset[str] = frozenset(name for name in CATALOGUE if phrases(name))
"""Posecodes that the describer has words for."""
