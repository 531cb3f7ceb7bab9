"""What must hold of any text: provisions tile it, offsets round-trip, nothing raises, depth and time are bounded."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from lawcheck.model import Law, Provision, SourceText
from lawcheck.segmenting import segment

LANGUAGES = ["en", "fr", "es", "pt", "ru", "ar", "de", "it", "und", "xx"]
PIECES = [
    *[
        "1.",
        "2.",
        "(1)",
        "(2)",
        "(a)",
        "(b)",
        "(i)",
        "(ii)",
        "(A)",
        "(zz)",
        "12A",
        "§ 3a",
        "Article 5",
        "Art. 7 bis",
        "PART II",
        "SCHEDULE",
        "Статья 127¹",
        "المادة الأولى",
    ],
    *["“", "”", '"', "[", "]", "«", "»", "—", ":", ";", ".", "\n", "\n\n", "    ", "\t", " ", "\r\n", "\x0c", "\u200f", "�", "İ", "ß"],
    *[
        "Any person who",
        "bread means food",
        '"bread" means food',
        "Provided that",
        "the following:—",
        "ARRANGEMENT OF SECTIONS",
        "WHEREAS",
        "shall",
        "[Repealed]",
        "* * *",
    ],
    *[
        "EXPLANATORY NOTE",
        "[Marginal note: Bread.]",
        "1 to 3 [Repealed]",
        "Schedule (Section 3) Bread 1. Rolls (1) The",
        "IV –",
        "1.1.",
        "1°",
        "а)",
        "أ -",
        "Parágrafo único.",
    ],
]
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=80).map(" ".join) | st.lists(st.sampled_from(PIECES), max_size=80).map(
    "\n".join
)


def law_of(text: str, language: str) -> Law:
    return segment(SourceText(text, "law.txt", "0" * 64, "text/plain", language))


def check_tiles(provision: Provision, text: str, depth: int = 0) -> None:
    assert depth <= 40
    own_end = provision.children[0].start if provision.children else provision.end
    assert provision.start <= provision.body_start <= own_end <= provision.end
    assert text[provision.body_start : own_end] == provision.text
    if provision.children:
        assert [c.start for c in provision.children[1:]] == [c.end for c in provision.children[:-1]]
        assert provision.children[-1].end == provision.end
    for child in provision.children:
        check_tiles(child, text, depth + 1)


def check_law(law: Law) -> None:
    assert law.provisions[0].start == 0
    assert law.provisions[-1].end == len(law.text)
    assert [r.start for r in law.provisions[1:]] == [r.end for r in law.provisions[:-1]]
    for root in law.provisions:
        check_tiles(root, law.text)
    eids = [p.eid for p in law.walk()]
    assert len(eids) == len(set(eids))


@seed(20261124)
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.sampled_from(LANGUAGES))
def test_every_character_belongs_to_exactly_one_deepest_provision(text: str, language: str) -> None:
    law = law_of(text, language)
    check_law(law)
    assert law == law_of(text, language)


def test_nesting_is_bounded() -> None:
    styles = ["(1)", "(a)", "(i)", "(A)", "(I)", "1)", "a)"]
    text = "1. Deep\n" + "\n".join(f"{' ' * level}{styles[level % 7]} words:" for level in range(10_000))
    check_law(law_of(text, "en"))


def test_the_empty_text_is_one_preface() -> None:
    law = law_of("", "en")
    assert [(p.start, p.end) for p in law.provisions] == [(0, 0)]


@pytest.mark.slow
def test_time_grows_with_length_not_faster() -> None:
    section = "{n}. Bread {n}\n(1) Any person who—\n(a) bakes “bread” in section {n}; or\n(b) sells bread,\ncommits an offence.\n(2) The fine is £{n}.\n"

    def seconds(sections: int) -> float:
        text = "".join(section.format(n=n) for n in range(1, sections + 1))
        began = time.process_time()
        law_of(text, "en")
        return time.process_time() - began

    seconds(50)
    # Four times the text may take six times as long (small texts are measured too coarsely), not sixteen.
    assert seconds(4000) < 6 * max(seconds(1000), 0.05)
