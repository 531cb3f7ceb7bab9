"""The data that flows between the stages: plain, frozen, typed, and free of behaviour.

    file -> SourceText -> Law -> Match -> Finding -> Assessment

Offsets are counted in characters (Python code points) of the text that carries them, half-open as in
slices: ``law.text[start:end]``. Pages count from 1. Scores and confidences lie between 0 and 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

SCHEMA_VERSION = "1.0"


class Tradition(StrEnum):
    """Drafting tradition of a law; decides how it is cited and how gaps are worded."""

    COMMON = "common"
    CIVIL = "civil"
    MIXED = "mixed"


class Status(StrEnum):
    """What an assessment says of one requirement."""

    MET = "met"
    PARTIAL = "partial"
    MISSING = "missing"
    CONFLICT = "conflict"
    NOT_ASSESSED = "not_assessed"


class Obligation(StrEnum):
    """How strongly the instrument binds: "shall", "shall consider" and the like, or advice."""

    MANDATORY = "mandatory"
    QUALIFIED = "qualified"
    RECOMMENDED = "recommended"


class Kind(StrEnum):
    """Place of a provision in the structure of a law (names follow Akoma Ntoso where it has one)."""

    PREFACE = "preface"  # title page, long title, enacting words
    PREAMBLE = "preamble"
    CONTENTS = "toc"  # arrangement of sections: repeats headings, has no effect
    BOOK = "book"
    PART = "part"
    TITLE = "title"
    CHAPTER = "chapter"
    DIVISION = "division"
    SUBDIVISION = "subdivision"
    SECTION = "section"
    ARTICLE = "article"
    RULE = "rule"
    SUBSECTION = "subsection"
    PARAGRAPH = "paragraph"
    SUBPARAGRAPH = "subparagraph"
    ITEM = "item"
    CLAUSE = "clause"
    DEFINITION = "definition"
    PROVISO = "proviso"
    QUOTED = "quotedStructure"  # text that the provision inserts into another law
    WRAPUP = "wrapup"  # flush text after a list
    CROSSHEADING = "crossheading"
    SCHEDULE = "schedule"
    CONCLUSIONS = "conclusions"  # signatures, dates, explanatory notes
    OTHER = "other"


class Role(StrEnum):
    """What a provision does, judged from its wording and heading."""

    DEFINITION = "definition"
    OFFENCE = "offence"
    PENALTY = "penalty"
    PROCEDURE = "procedure"
    POWER = "power"
    DUTY = "duty"
    RIGHT = "right"
    INSTITUTION = "institution"
    JURISDICTION = "jurisdiction"
    INTERPRETATION = "interpretation"
    TRANSITIONAL = "transitional"
    REPEALED = "repealed"
    GENERAL = "general"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a run of the text came from.

    ``start``/``end`` are offsets in ``SourceText.text``; ``source_start`` is the offset of the run in the
    raw text before repairs (None where the run was supplied, such as a list number kept outside the text).
    ``page`` counts from 1, ``element`` names the XML or DOCX element, ``confidence`` is OCR confidence 0..1.
    """

    start: int
    end: int
    source_start: int | None = None
    page: int | None = None
    element: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Provision:
    """One node of a law's tree.

    A node covers ``start:end``. Its children tile the end of that range: own text runs from ``start`` to the
    first child's start (or to ``end``). ``body_start`` is where own text goes on after number and heading.
    ``text`` is that own body text, verbatim. Flush text after a list is a child of kind ``wrapup``.
    """

    eid: str
    kind: Kind
    number: str = ""
    heading: str = ""
    citation: str = ""
    text: str = ""
    start: int = 0
    body_start: int = 0
    end: int = 0
    page: int | None = None
    role: Role = Role.GENERAL
    children: tuple[Provision, ...] = ()

    def walk(self) -> Iterator[Provision]:
        """Yield this provision and all below it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class SourceText:
    """What reading a file gives: text with a way back to the file, and structure where the file declares it."""

    text: str
    path: str
    sha256: str
    media_type: str
    language: str = "und"
    title: str = ""
    origins: tuple[Origin, ...] = ()
    structure: tuple[Provision, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place where the structure may have been misread: a gap or a repeat in the numbering, say."""

    eid: str
    message: str
    start: int


@dataclass(frozen=True, slots=True)
class Law:
    """A law with its tree of provisions. The roots tile ``text`` from 0 to its length."""

    title: str
    text: str
    provisions: tuple[Provision, ...]
    path: str = ""
    sha256: str = ""
    media_type: str = "text/plain"
    language: str = "und"
    jurisdiction: str = ""
    year: int | None = None
    tradition: Tradition = Tradition.COMMON
    doubts: tuple[Doubt, ...] = ()
    warnings: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()

    def walk(self) -> Iterator[Provision]:
        """Yield every provision in the order of the text."""
        for root in self.provisions:
            yield from root.walk()


@dataclass(frozen=True, slots=True)
class Match:
    """An observation: these words of this provision speak to this element. Not yet a judgement.

    ``spans`` are offsets into the law's text. ``detector`` is "pattern", "similarity", "quantity" or
    "implied"; ``why`` is for people (the pattern, or the nearest example). ``affinity`` is how like the element the
    provision reads as a whole, headings included, ``heading_affinity`` how like it the heading of the section is (0..1).
    """

    requirement: str
    element: str
    law: int
    eid: str
    score: float
    spans: tuple[tuple[int, int], ...]
    detector: str
    why: str
    affinity: float = 0.0
    heading_affinity: float = 0.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the law that prove a finding, quoted verbatim: ``text[start:end] == quote``."""

    law: int
    eid: str
    citation: str
    quote: str
    start: int
    end: int
    page: int | None
    score: float
    elements: tuple[str, ...] = ()
    highlights: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ElementFinding:
    """Whether the law provides one element of a requirement."""

    id: str
    statement: str
    essential: bool
    present: bool
    confidence: float
    needs_review: bool = False


@dataclass(frozen=True, slots=True)
class ConflictFinding:
    """A rule of the law that contradicts the requirement. ``decisive`` where it sets the status."""

    id: str
    statement: str
    confidence: float = 1.0
    decisive: bool = True


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity that the law states: ``measure`` imprisonment, fine, age or period; amounts in ``unit``.

    ``minimum``/``maximum`` are None where open; life imprisonment has ``life`` set; ``alternative`` marks a fine that
    may be imposed instead of imprisonment.
    """

    measure: str
    start: int
    end: int
    unit: str
    minimum: float | None = None
    maximum: float | None = None
    life: bool = False
    alternative: bool = False


@dataclass(frozen=True, slots=True)
class Override:
    """A person's decision in place of the assessed status; ``assessed`` keeps what the assessment had said."""

    assessed: Status
    reason: str
    by: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """The judgement on one requirement, with everything needed to check it."""

    requirement: str
    title: str
    pillar: str
    obligation: Obligation
    sources: tuple[str, ...]
    status: Status
    confidence: float
    needs_review: bool
    elements: tuple[ElementFinding, ...]
    conflicts: tuple[ConflictFinding, ...]
    evidence: tuple[Evidence, ...]
    explanation: str
    statement: str = ""
    why: str = ""
    quantities: tuple[str, ...] = ()
    drafting: Mapping[str, str] = field(default_factory=dict)
    override: Override | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProvisionReference:
    """A section, article or larger division of a law, for concordances and for the text beside the evidence."""

    eid: str
    kind: str
    number: str
    heading: str
    citation: str
    start: int
    end: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class LawReference:
    """A law as an assessment remembers it: identity, and the text with its outline, so that reports need nothing else.

    ``outline`` lists divisions and sections in the order of the text; what lies below a section is not listed.
    """

    title: str
    path: str
    sha256: str
    language: str
    jurisdiction: str
    tradition: Tradition = Tradition.COMMON
    warnings: tuple[str, ...] = ()
    year: int | None = None
    text: str = ""
    outline: tuple[ProvisionReference, ...] = ()
    in_force: str = ""


@dataclass(frozen=True, slots=True)
class InstrumentReference:
    """A treaty or model law that the catalogue cites by its ``id``; ``short`` is what lawyers call it."""

    id: str
    title: str
    year: str = ""
    citation: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class CatalogueReference:
    """The catalogue that an assessment used; ``sha256`` covers all of its files."""

    id: str
    version: str
    sha256: str
    title: str = ""
    instruments: tuple[InstrumentReference, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """All findings on one or several laws; its JSON form is the exchange format."""

    tool: Mapping[str, str]
    catalogue: CatalogueReference
    laws: tuple[LawReference, ...]
    settings: Mapping[str, str]
    findings: tuple[Finding, ...]
    summary: Mapping[str, Mapping[str, Mapping[str, int]]] = field(default_factory=dict)
    schema: str = SCHEMA_VERSION
