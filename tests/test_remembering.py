"""A matcher with memory says what one without says, whatever was edited in between."""

import random
from dataclasses import replace

import pytest

from lawcheck import api, load_catalogue
from lawcheck.matching.remembering import Memory, RememberingMatcher
from lawcheck.model import SourceText
from lawcheck.resources import data_folder
from lawcheck.segmenting import segment

TEXT = (data_folder("samples") / "maravia" / "act.txt").read_text(encoding="utf-8")
EDITS = ("not ", "\n\n4A. New section\n\n    (1) A victim shall not be punished for immigration offences.\n\n", "", "consent is irrelevant ", "\n", " (a) ")


@pytest.mark.parametrize("seed", range(2))
def test_edits_in_any_order_give_what_a_fresh_look_gives(seed: int) -> None:
    random_ = random.Random(seed)
    catalogue = load_catalogue("anti-trafficking")
    matcher = RememberingMatcher(catalogue, "en")
    text = TEXT
    for _ in range(5):
        at = random_.randrange(len(text))
        text = text[:at] + random_.choice(EDITS) + text[at + random_.choice((0, 0, 5, 400)) :]
        law = segment(SourceText(text, "act.txt", "0" * 64, "text/plain", "en", "Act"))
        assert matcher.match([law]) == api.observe([law], catalogue)


def test_several_laws_are_remembered_together() -> None:
    catalogue = load_catalogue("anti-trafficking")
    matcher = RememberingMatcher(catalogue, "en")
    laws = [segment(SourceText(t, "act.txt", "0" * 64, "text/plain", "en", "Act")) for t in (TEXT[:9000], TEXT[9000:])]
    matcher.match(laws)
    changed = [laws[0], replace(segment(SourceText(TEXT[9000:] + "\n99. Extra\n\nMore.\n", "b.txt", "1" * 64, "text/plain", "en", "B")))]
    assert matcher.match(changed) == api.observe(changed, catalogue)


def test_only_what_is_used_is_kept() -> None:
    memory: Memory[str, int] = Memory()
    memory.keep("a", 1)
    memory.turn()
    assert memory.get("a") == 1
    memory.turn()
    memory.turn()
    assert memory.get("a") is None
