"""Take the tree that a file declares as it stands; only roles are added."""

from __future__ import annotations

import re
from dataclasses import replace

from lawcheck.model import Kind, Law, Provision, Role, SourceText, Tradition
from lawcheck.segmenting.roles import role_of

_ROLELESS = frozenset([Kind.PREFACE, Kind.PREAMBLE, Kind.CONTENTS, Kind.CONCLUSIONS])


def declared_law(source: SourceText, *, jurisdiction: str = "", tradition: Tradition | None = None) -> Law:
    """The law as its file structures it, without any guess."""
    provisions = tuple(_with_role(root) for root in source.structure)
    kinds = [p.kind for root in provisions for p in root.walk()]
    civil = kinds.count(Kind.ARTICLE) > kinds.count(Kind.SECTION)
    year = re.search(r"\b(1[89]\d\d|20\d\d)\b", source.title)
    return Law(
        title=source.title,
        text=source.text,
        provisions=provisions,
        path=source.path,
        sha256=source.sha256,
        media_type=source.media_type,
        language=source.language,
        jurisdiction=jurisdiction,
        year=int(year.group()) if year else None,
        tradition=tradition or (Tradition.CIVIL if civil else Tradition.COMMON),
        warnings=source.warnings,
        origins=source.origins,
    )


def _with_role(provision: Provision) -> Provision:
    role = Role.GENERAL if provision.kind in _ROLELESS else role_of(provision.kind, provision.heading, provision.text)
    return replace(provision, role=role, children=tuple(_with_role(child) for child in provision.children))
