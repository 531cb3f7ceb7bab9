"""Catalogues: requirements, elements, patterns and terms, read from YAML."""

from lawcheck.catalogue.files import available_catalogues
from lawcheck.catalogue.loading import load_catalogue
from lawcheck.catalogue.types import Catalogue, ConflictRule, Element, Example, PatternRule, Requirement

__all__ = [
    "Catalogue",
    "ConflictRule",
    "Element",
    "Example",
    "PatternRule",
    "Requirement",
    "available_catalogues",
    "load_catalogue",
]
