"""Texts fall into clauses and word pieces."""

from __future__ import annotations

import pytest

from core.alignment.word_pieces import MAX_PIECES, WordPieces, clauses


def test_a_sentence_falls_into_its_clauses() -> None:
    text = "His left arm is raised, with the elbow bent and the hand near the head."
    assert clauses(text) == ("the left arm is raised", "the elbow bent", "the hand near the head")


def test_whose_body_it_is_does_not_matter() -> None:
    assert clauses("The person\N{RIGHT SINGLE QUOTATION MARK}s left arm is up.") == clauses("Her left arm is up")


def test_the_mirror_swaps_sides_but_no_right_angle() -> None:
    assert clauses("The Right elbow is at a right angle, upright.", True) == (
        "the left elbow is at a right angle",
        "upright",
    )


@pytest.mark.parametrize("text", ["", "   ", ".,;", "\n"])
def test_a_text_that_says_nothing_has_no_clauses(text: str) -> None:
    assert clauses(text) == ()


def test_unknown_words_fall_into_pieces_or_become_unknown() -> None:
    pieces = WordPieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "##kim", "##bo", "hand"])
    assert pieces.ids("hand akimbo zz") == [2, 7, 4, 5, 6, 1, 3]


def test_a_very_long_clause_is_cut() -> None:
    pieces = WordPieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a"])
    ids = pieces.ids("a " * 100)
    assert len(ids) == MAX_PIECES
    assert ids[-1] == 3
