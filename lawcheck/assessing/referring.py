"""What an assessment keeps of a law: identity, text and outline down to its sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lawcheck.model import Kind, Law, LawReference, Provision, ProvisionReference

# Divisions hold sections; everything else is a unit that a lawyer cites and amends as one.
_DIVISIONS = {Kind.BOOK, Kind.PART, Kind.TITLE, Kind.CHAPTER, Kind.DIVISION, Kind.SUBDIVISION, Kind.SCHEDULE}


def refer(law: Law) -> LawReference:
    """Remember a law with its text and outline."""
    return LawReference(
        title=law.title,
        path=law.path,
        sha256=law.sha256,
        language=law.language,
        jurisdiction=law.jurisdiction,
        tradition=law.tradition,
        warnings=law.warnings,
        year=law.year,
        text=law.text,
        outline=tuple(_outline(law.provisions)),
    )


def _outline(provisions: Iterable[Provision]) -> Iterator[ProvisionReference]:
    for p in provisions:
        yield ProvisionReference(p.eid, p.kind.value, p.number, p.heading, p.citation, p.start, p.end, p.page)
        if p.kind in _DIVISIONS:
            yield from _outline(p.children)
