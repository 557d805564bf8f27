"""Understanding of whatever may be typed or pasted: no exception, no freeze, no statement out of nonsense, spans that index the text."""

from __future__ import annotations

import random

import pytest

from core.body.skeleton import PARTS
from core.language.kin import recognised
from core.language.normalise import tokens
from core.language.understanding import LONGEST, Understanding, _read, understand
from tests.timing import fastest

SENTENCE = "The left arm is raised above the head, and the right knee is slightly bent. "
NONSENSE = {
    "nothing": "",
    "blanks": "  \t\n \u00a0\u3000 ",
    "commas": "," * 10_000,
    "dots": "." * 10_000,
    "brackets": "(" * 5_000 + ")" * 5_000,
    "dashes": "—–-" * 3_000,
    "emoji": "🙂🤸‍♀️👍🏽" * 700,
    "arabic": "اليد اليسرى مرفوعة فوق الرأس " * 300,
    "hebrew": "יד שמאל מורמת " * 600,
    "chinese": "左臂举过头顶，右膝弯曲。" * 800,
    "german": "Der linke Arm ist über den Kopf gehoben, das rechte Knie leicht gebeugt. " * 130,
    "french": "Le bras gauche est levé au-dessus de la tête et le genou droit est plié. " * 130,
    "spanish": "El brazo izquierdo está levantado por encima de la cabeza. " * 160,
    "combining": "a\u0301\u0302\u0303\u0304" * 2_000,
    "zero width": "\u200b\u200c\u200d\ufeff" * 2_500,
    "direction marks": "\u202e\u202d\u2066\u2069" * 2_500,
    "control": "".join(map(chr, range(32))) * 312,
    "surrogates": "\ud800\udfff\udc00" * 3_300,
    "private": "\ue000\uf8ff" * 5_000,
    "html": '<div class="x" id="7"><script>alert(1)</script></div>' * 180,
    "code": "for (int i = 0; i < n; ++i) { x[i] += y[i] * 2; }\n" * 200,
    "sql": "'; DROP TABLE bodies; SELECT * FROM users WHERE 1=1; --" * 180,
    "numbers": "1e999 -45 360 99999999999999999999 0x1F 1/0 NaN inf " * 190,
    "degrees of nothing": "-45 degrees, 360 degrees, 1e999 degrees, 99999999 degrees. " * 170,
    "digits": "1" * 10_000,
    "one word": "a" * 10_000,
    "quotes": "\"'`" * 3_300,
    "a phrase in one character": "\ufdfa" * 10_000,
}
REPEATED = [
    "left ", "the ", "of the ", "and ", "not ", "raised ", "bent slightly ", "arm ", "with ", "which ", "it is ", "they ", "both of ", "isn't ",
    "on the hip ", "than the left ", "hands on hips and ", "as high as ", "degrees ", "90 ", "'s ", "left-arm-", "arms crossed ", "he ", "a scar ",
]  # fmt: skip


def all_about(understood: Understanding, text: str) -> bool:
    """Whether spans and texts agree, and confidences are shares."""
    return all(
        0 <= s.span[0] <= s.span[1] <= len(text) and text[s.span[0] : s.span[1]].strip() == s.text and 0 < s.confidence <= 1 and s.part in PARTS
        for s in understood.statements
    ) and all(lost in text for lost in understood.not_understood)


def seconds(text: str, part: str | None = None, goes: int = 2) -> float:
    return fastest(lambda: _read(text, part), goes)


@pytest.mark.parametrize("name", NONSENSE)
def test_nonsense_says_nothing_quickly(name: str) -> None:
    text = NONSENSE[name]
    assert seconds(text, goes=1) < 2  # 0.05 to 0.25 s on an idle machine
    understood = understand(text)
    assert understood.statements == ()
    assert all_about(understood, text)


@pytest.mark.parametrize("phrase", REPEATED)
def test_a_phrase_over_and_over_is_read_in_linear_time(phrase: str) -> None:
    """A step for every pair of words would take sixteen times as long for four times the length."""
    text = (phrase * 3_000)[:4_000]
    for part in (None, "left_hand"):
        assert all_about(understand(text, part), text)
    assert seconds(text) < 8 * seconds(text[: len(text) // 4]) + 0.1


@pytest.mark.parametrize("length", [10_000, 100_000])
def test_a_very_long_text_is_read_without_freezing(length: int) -> None:
    text = (SENTENCE * (length // len(SENTENCE) + 1))[:length]
    understood = understand(text)
    assert {s.posecode.name for s in understood.statements} >= {"left arm: overhead", "right knee: slightly bent"}
    assert all_about(understood, text)
    assert seconds(text) < 2
    assert bool(understood.notes) == (length > LONGEST)


@pytest.mark.parametrize(
    "text",
    [
        "THE LEFT ARM IS RAISED.", "the left\u200b arm is rai\u200bsed", "𝓣𝓱𝓮 𝓵𝓮𝓯𝓽 𝓪𝓻𝓶 𝓲𝓼 𝓻𝓪𝓲𝓼𝓮𝓭", "Ｔｈｅ ｌｅｆｔ ａｒｍ ｉｓ ｒａｉｓｅｄ",
        "<p>The left arm is raised.</p>", '{"left_arm": "the left arm is raised"}', "- The left arm is raised", "**The left arm** is *raised*",
        "1. The left arm is raised.", "🙂 The left arm 🙂 is raised 🙂", "\ufeffThe left arm is raised\x00", "The léft árm is raised",
        "The  left\tarm   is raised",
        "“The left arm is raised”", "(the left arm is raised)", "The left arm … is raised!!!", "\ud83d The left arm is raised", "LEFT ARM: RAISED",
    ],
)  # fmt: skip
def test_dress_does_not_hide_a_sentence(text: str) -> None:
    understood = understand(text)
    assert "left arm: raised" in {s.posecode.name for s in understood.statements}
    assert all_about(understood, text)


def test_random_texts_of_words_symbols_and_breaks_neither_fail_nor_lose_their_place() -> None:
    dice = random.Random(0)
    written = (
        "left right both other the a his arm arms hand hands elbow knee leg foot head torso hip chest back raised bent straight lowered crossed clasped "
        "behind above on in of with and but while not never slightly almost fully 90 degrees -45 360 higher than each one it they he she which 's "
        "standing sitting kneeling forward back out , . ; : ( ) - — … \n hoistd stright infront tigh blorf 🙂 é \u200b \ud800 viewer's image camera more"
    )
    words = written.split(" ")
    for _ in range(400):
        text = dice.choice(("", " ")).join(dice.choice(words) + dice.choice((" ", " ", "")) for _ in range(dice.randint(1, 40)))
        part = dice.choice((None, *PARTS))
        understood = understand(text, part)
        assert all_about(understood, text)
        assert understand(text, part) == understood
        understood.to_json()


def test_random_characters_say_nothing() -> None:
    dice = random.Random(1)
    for _ in range(60):
        text = "".join(chr(dice.randrange(0x20, 0x3000)) for _ in range(200))
        assert understand(text).statements == ()
        assert all_about(understand(text), text)
    letters = "".join(dice.choice("abcdefghijklmnopqrstuvwxyz   ") for _ in range(10_000))
    assert understand(letters).statements == ()


def test_tokens_stand_where_they_say_in_any_text() -> None:
    dice = random.Random(2)
    for _ in range(100):
        text = "".join(chr(dice.choice((dice.randrange(0x20, 0x7F), dice.randrange(0xA0, 0x2100), dice.randrange(0x1F300, 0x1F700)))) for _ in range(120))
        last = 0
        for token in recognised(tokens(text), text):
            assert last <= token.start < token.end <= len(text) or token.start >= last - 1
            last = token.start


def test_degrees_that_no_joint_has_say_nothing_absurd() -> None:
    for text in ("The left elbow is bent 1e999 degrees.", "The left elbow is bent at 99999 degrees.", "The left elbow is bent at 0 degrees."):
        for s in understand(text, "left_arm").statements:
            assert all(c.low < 4 and c.high > 0 for c in s.posecode.constraints)  # radians


def test_long_texts_are_not_kept_in_memory() -> None:
    from core.language.understanding import _understood

    before = _understood.cache_info().currsize
    for k in range(20):
        understand(SENTENCE * 40 + str(k))
    assert _understood.cache_info().currsize == before


def test_an_unknown_part_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown part"):
        understand("raised", "tail")


def test_emoji_neither_lower_the_confidence_nor_fill_the_row_with_what_is_not_understood() -> None:
    plain = understand("The arm is raised.", "left_arm")
    decorated = understand("🙂💪🏽 The arm 👩‍👩‍👧‍👦 is raised. 🙂 " * 3, "left_arm")
    assert [(s.posecode.name, s.confidence) for s in decorated.statements] == [
        (s.posecode.name, s.confidence) for s in plain.statements
    ]
    assert decorated.not_understood == ()
    assert [s.posecode.name for s in understand("bent at 90° 🙂", "left_arm").statements] == ["left elbow: right angle"]
