"""Who or what else a text speaks of: other people ("the players on the bench", "his coach"), and things that words for poses describe ("an upright
piano", "a bend in the river", "she bends the rules").

    items -> items, where such a stretch is one item of the category "thing" or "unknown", which the clauses pass over

The first half of ``foreign``: here stand the shapes of phrases that need no verb, there the clauses whose subject is a thing.
"""

from __future__ import annotations

from dataclasses import replace

from core.language.item import Item
from core.language.topics import NOUNS

_MANY = frozenset(
    ["children", "kids", "people", "men", "women", "boys", "girls", "others", "players", "dancers", "spectators", "everybody", "everyone", "students",
     "pupils", "teammates", "bystanders", "friends", "guests", "colleagues", "opponents", "parents", "soldiers", "officers", "onlookers", "crowd", "judge",
     "judges", "couple", "family", "tourists", "passengers", "fans", "nobody"]
)  # fmt: skip
"""Several people, or ones beside the scene: whatever they do is not what this body does."""
_SOMEBODY = frozenset(
    ["coach", "teacher", "instructor", "friend", "partner", "opponent", "mother", "father", "mum", "mom", "dad", "sister", "brother", "wife", "husband",
     "colleague", "baby", "child", "trainer", "neighbour", "neighbor", "grandma", "grandpa", "son", "daughter"]
)  # fmt: skip
_WHOSE = frozenset({"his", "her", "their"})
_COUNTED = frozenset({"two", "three", "four", "five", "several", "some", "many", "few", "most"})
_PICTURES = frozenset({"picture", "photo", "image", "painting", "photograph", "frame", "camera", "horizon", "poster", "drawing"})
_DOES = frozenset({"bent", "turn", "tilt", "arch", "round", "lean"})
"""What a transitive verb does to its object: "turns the page", "tilts the cup"."""
_REMARKS = frozenset(["made", "built", "called", "designed", "popular", "named", "good", "known", "great", "easy", "difficult", "common", "famous",
                      "recommended", "harder", "easier", "hard", "taught", "said", "considered"])  # fmt: skip
"""What is said of a figure as such: "the plank was made of oak", "warrior pose is popular"."""
_CLAUSE = frozenset({"stop", "pause"})
_LONGEST = 8


def others_apart(items: list[Item]) -> list[Item]:
    """The items without what belongs to other people and to things. One pass, linear in their number."""
    out: list[Item] = []
    k = 0
    while k < len(items):
        begins = k == 0 or items[k - 1].category in _CLAUSE or items[k - 1].category == "conj"
        end = (_others(items, k) or _described(items, k) or _tilted_picture(items, k) or _named_figure(items, k)) if begins else None
        end = end or _bend_of(items, k) or _there_is(items, k) or (_shown(items, k) if begins else None)
        if end is None:
            verb = _done_to_a_thing(items, k)
            out.append(replace(items[k], category="unknown", meaning="thing", form="", readings=()) if verb else items[k])
            k += 1
            continue
        whole = " ".join(i.words for i in items[k:end])
        out.append(Item("thing", "thing", items[k].first, items[end - 1].last, whole))
        k = end
    return out


def _others(items: list[Item], k: int) -> int | None:
    """Where a clause about other people, and what "with" adds to it, ends: "two children run with raised arms"."""
    at = k
    possessed = items[at].category == "det" and items[at].words in _WHOSE
    while at < len(items) and at - k < 4 and (items[at].category in ("det", "deg") or items[at].words in _COUNTED or items[at].words in ("other", "another")):
        at += 1
    if at >= len(items):
        return None
    word = items[at].words
    if not (word in _MANY and items[at].category in ("unknown", "person") or possessed and at == k + 1 and word in _SOMEBODY):
        return None
    if at + 1 < len(items) and items[at + 1].words == "'s":
        return None
    end = at + 1
    while end < len(items) and items[end].category not in _CLAUSE and not _turns(items[end]):
        end += 1
    return end


def _turns(item: Item) -> bool:
    return item.category == "conj" and item.words in ("while", "whereas", "but", "although", "though", "because", "when", "as", "so")


def _described(items: list[Item], k: int) -> int | None:
    """Where a thing with an adjective that bodies have too ends, when it opens a clause: "bent wire glasses", "upright piano"."""
    at = k + (items[k].category == "det")
    if at >= len(items) or items[at].category != "pred" or items[at].form not in ("", "ed"):
        return None
    first = at + 1
    at = first
    while at < len(items) and at - first < 3 and items[at].category == "unknown" and items[at].words.isalpha():
        at += 1
    if at == first or items[at - 1].words not in NOUNS:
        return None
    return at if at >= len(items) or items[at].category in _CLAUSE else None


def _bend_of(items: list[Item], k: int) -> int | None:
    """Where "a bend in the river" ends."""
    shape = [i.category for i in items[k : k + 5]]
    if shape[:4] != ["det", "pred", "rel", "det"] or items[k + 1].form not in ("", "base") or items[k + 2].words not in ("in", "of"):
        return None
    return k + 5 if k + 4 < len(items) and items[k + 4].category == "unknown" and items[k + 4].meaning == "thing" else None


def _tilted_picture(items: list[Item], k: int) -> int | None:
    """Where "the picture on the wall is tilted to the right" ends."""
    at = k + (items[k].category == "det")
    if at >= len(items) or at == k or items[at].words not in _PICTURES:
        return None
    at += 1
    if [i.category for i in items[at : at + 3]] in (["rel", "det", "unknown"], ["rel", "det", "part"]):
        at += 3
    if [i.category for i in items[at : at + 1]] != ["be"]:
        return None
    at += 1
    while at < len(items) and items[at].category in ("deg", "neg"):
        at += 1
    if at >= len(items) or items[at].category != "pred":
        return None
    while at < len(items) and items[at].category not in _CLAUSE and not _turns(items[at]):
        at += 1
    return at


def _there_is(items: list[Item], k: int) -> int | None:
    """Where "there's a brown dog sitting" ends: what there is beside the person is a thing or an animal by its name."""
    if items[k].words != "there" or k + 2 >= len(items) or items[k + 1].category != "be" and items[k + 1].words != "'s":
        return None
    at = k + 2 + (items[k + 2].category == "det")
    while at < len(items) and items[at].category == "unknown" and items[at].words.isalpha():
        at += 1
    end = _end(items, at)
    if items[at - 1].words not in NOUNS or any(i.category == "part" for i in items[at:end]):
        return None  # "there is a ball between the knees" says where the knees are
    return end


_PAINTED = frozenset({"poster", "painting", "screen", "television", "mural", "sculpture", "sign", "logo", "print", "billboard", "cartoon", "tattoo"})


def _shown(items: list[Item], k: int) -> int | None:
    """Where "the poster shows a boxer with raised fists" ends: what a picture in the scene shows."""
    at = k + 1
    if items[k].category != "det" or at + 1 >= len(items) or items[at].words not in _PAINTED:
        return None
    return _end(items, at + 1) if items[at + 1].words in ("shows", "showing", "depicts", "depicting", "displays", "of") else None


def _end(items: list[Item], k: int) -> int:
    """Where the clause that an item stands in ends."""
    while k < len(items) and items[k].category not in _CLAUSE and not _turns(items[k]):
        k += 1
    return k


def _named_figure(items: list[Item], k: int) -> int | None:
    """Where a remark on a figure as such ends: "the squat strengthens the thighs", "the plank was made of oak", "warrior pose is popular"."""
    at = k + (items[k].category == "det")
    if at + 1 >= len(items) or items[at].category not in ("posture", "act") or items[at].form in ("ing", "ed", "base") and at == k:
        return None
    if items[at].form in ("ing", "ed"):
        return None
    at += 1 + (items[at + 1].words in ("pose", "position", "exercise"))
    after = items[at] if at < len(items) else None
    if after is None:
        return None
    spoken = after.category == "unknown" and after.words.endswith("s") and not after.words.endswith("ss") and after.meaning != "thing"
    made = after.category == "be" and at + 1 < len(items) and items[at + 1].words in _REMARKS
    if not (spoken or made):
        return None
    while at < len(items) and items[at].category not in _CLAUSE:
        at += 1
    return at


def _done_to_a_thing(items: list[Item], k: int) -> bool:
    """Whether a verb is what somebody does to a thing: "she bends the rules", "turning the page"."""
    item = items[k]
    if item.category != "pred" or item.meaning not in _DOES or item.form not in ("base", "ing") or k + 2 >= len(items):
        return False
    if " " in item.words or items[k + 1].category != "det" or items[k + 2].category != "unknown" or not items[k + 2].words.isalpha():
        return False
    return k + 3 >= len(items) or items[k + 3].category not in ("part", "unknown", "side")
