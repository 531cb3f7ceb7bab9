"""Identification of a law in an Akoma Ntoso document: work, expression, manifestation."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from lxml import etree

from lawcheck.model import Law

# Two-letter codes of laws' languages -> the three-letter codes that Akoma Ntoso uses.
_LANGUAGES = {
    "en": "eng",
    "fr": "fra",
    "es": "spa",
    "pt": "por",
    "ru": "rus",
    "ar": "ara",
    "de": "deu",
    "it": "ita",
    "el": "ell",
    "sw": "swa",
}
_UNKNOWN_COUNTRY = "zz"


def add_metadata(parent: Any, law: Law, component: str = "main") -> None:
    """Append the ``meta`` block of the law, or of one of its components, to ``parent``.

    Nothing depends on the clock: a law of unknown year is dated 1 January of year 1.
    """
    namespace = etree.QName(parent).namespace
    country = law.jurisdiction.lower() or _UNKNOWN_COUNTRY
    date = f"{law.year or 1:04}-01-01"
    language = _LANGUAGES.get(law.language, "und")
    work = f"/akn/{country}/act/{law.year or 'undated'}/{_slug(law.title) or law.sha256[:12] or 'untitled'}"
    expression = f"{work}/{language}@"

    def put(element: Any, name: str, /, **attributes: str) -> Any:
        return etree.SubElement(element, f"{{{namespace}}}{name}", attrib=attributes)

    def level(name: str, uri: str) -> Any:
        element = put(identification, name)
        put(element, "FRBRthis", value=f"{uri}/!{component}")
        put(element, "FRBRuri", value=uri)
        if name == "FRBRWork" and law.title:
            put(element, "FRBRalias", value=re.sub("[\x00-\x1f]", " ", law.title), name="title")
        put(element, "FRBRdate", date=date, name="unknown" if law.year is None else "year")
        put(element, "FRBRauthor", href="#legislature")
        return element

    meta = put(parent, "meta")
    identification = put(meta, "identification", source="#lawcheck")
    put(level("FRBRWork", work), "FRBRcountry", value=country)
    put(level("FRBRExpression", expression), "FRBRlanguage", language=language)
    put(level("FRBRManifestation", f"{expression}.xml"), "FRBRformat", value="application/xml")
    if component != "main":
        return  # the references of the act serve its components
    references = put(meta, "references", source="#lawcheck")
    for name, shown in (("lawcheck", "lawcheck"), ("legislature", "Legislature")):
        put(references, "TLCOrganization", eId=name, href=f"/ontology/organization/{name}", showAs=shown)


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
