"""LexML Brasil, as XML or as the JSON that editors keep of it."""

from __future__ import annotations

from typing import Any

from lxml import etree

from lawcheck.model import Kind
from lawcheck.reading.declared import Declared
from lawcheck.reading.dialects.akoma import _rooted
from lawcheck.reading.dialects.choosing import StructuredLaw
from lawcheck.reading.walking import Act, Dialect, Sink, Walker, name_of, tidy

_KINDS = {
    "Livro": Kind.BOOK,
    "Parte": Kind.PART,
    "Titulo": Kind.TITLE,
    "Capitulo": Kind.CHAPTER,
    "Secao": Kind.DIVISION,
    "Subsecao": Kind.SUBDIVISION,
    "AgrupamentoHierarquico": Kind.OTHER,
    "Agrupamento": Kind.OTHER,
    "Artigo": Kind.ARTICLE,
    "Paragrafo": Kind.PARAGRAPH,
    "Inciso": Kind.SUBPARAGRAPH,
    "Alinea": Kind.ITEM,
    "Item": Kind.CLAUSE,
    "DispositivoGenerico": Kind.OTHER,
    "Anexo": Kind.SCHEDULE,
    "ParteInicial": Kind.PREFACE,
    "ParteFinal": Kind.CONCLUSIONS,
}
_BLOCKS = ["p", "Epigrafe", "Ementa", "Preambulo", "Caput", "LocalDataFecho", "Assinatura", "AssinaturaGrupo", "AssinaturaTexto", "tr", "Justificacao"]
_ACTS = {
    **dict.fromkeys(["Metadado", "NotaAlteracao", "img", "NotaReferenciada"], Act.DROP),
    **dict.fromkeys(_BLOCKS, Act.BLOCK),
    "Rotulo": Act.NUMBER,
    "NomeAgrupador": Act.HEADING,
    "TituloDispositivo": Act.HEADING,
    "Alteracao": Act.QUOTE,
    "td": Act.CELL,
    "th": Act.CELL,
    "sup": Act.RAISED,
}
_DOTS = "." * 60
# JSON fields that become child elements, in the order of the schema.
_FIELDS = {
    "metadado": "Metadado",
    "projetoNorma": "ProjetoNorma",
    "norma": "Norma",
    "parteInicial": "ParteInicial",
    "epigrafe": "Epigrafe",
    "ementa": "Ementa",
    "preambulo": "Preambulo",
    "articulacao": "Articulacao",
    "parteFinal": "ParteFinal",
    "rotulo": "Rotulo",
    "nomeAgrupador": "NomeAgrupador",
    "tituloDispositivo": "TituloDispositivo",
    "p": "p",
    "alteracao": "Alteracao",
}
_LISTS = ("content", "lXhier", "lXcontainersOmissis")
_DEEPEST = 100


def read_root(root: Any) -> StructuredLaw:
    """Read a law, a bill or a provisional measure."""
    walker = Walker(Dialect(kinds=_KINDS, acts=_ACTS, hooks={"Omissis": _omitted, "Caput": _opening, **dict.fromkeys(_KINDS, _opened)}))
    top = walker.fill(root, Declared(Kind.OTHER))
    name = root.find(".//{*}Epigrafe")
    return StructuredLaw(_rooted(top), tidy("".join(name.itertext())) if name is not None else "", "pt")


def _opened(walker: Walker, element: Any, sink: Sink) -> None:
    """A unit; in amending text the marks of quotation stand on its attributes."""
    kind = _KINDS[name_of(element)]
    if sink.quoted and element.get("abreAspas") == "s":
        sink.flush()
        sink.say("“", glued=True)
    walker.open(element, sink, kind)
    _closed(element, sink)


def _opening(walker: Walker, element: Any, sink: Sink) -> None:
    """The head of an article; in amending text it may be left out."""
    if element.get("textoOmitido") == "s":
        sink.say(_DOTS)
    walker.inside(element, sink)
    sink.flush()
    _closed(element, sink)


def _omitted(walker: Walker, element: Any, sink: Sink) -> None:
    sink.flush()
    sink.say(_DOTS)
    sink.flush()
    _closed(element, sink)


def _closed(element: Any, sink: Sink) -> None:
    content = sink.node.content
    if element.get("fechaAspas") != "s" or not content:
        return
    note = f" ({element.get('notaAlteracao')})" if element.get("notaAlteracao") else ""
    if isinstance(content[-1], str):
        content[-1] += "”" + note


def element_of(data: Any) -> Any:
    """The JSON form as the XML element it stands for; None where it is no LexML.

    Raises:
        RecursionError: it nests too deep.
    """
    if not isinstance(data, dict) or not isinstance(data.get("name"), dict) or data["name"].get("localPart") != "LexML":
        return None
    root = etree.Element("LexML")
    _fill(root, data.get("value"), 0)
    return root


def _fill(element: Any, value: Any, depth: int) -> None:
    if depth > _DEEPEST:
        raise RecursionError
    if isinstance(value, str):
        _text(element, value)
        return
    if not isinstance(value, dict):
        return
    for key, name in value.items():
        if key not in _FIELDS and isinstance(name, str) and key.isidentifier() and key != "TYPE_NAME":
            element.set(key, _legal(name))
    for key, name in _FIELDS.items():
        inner = value.get(key)
        for part in inner if isinstance(inner, list) else [inner]:
            if part is not None and key in value:
                _fill(etree.SubElement(element, name), part, depth + 1)
    for key in _LISTS:
        for part in value.get(key) or []:
            if isinstance(part, str):
                _text(element, part)
            elif isinstance(part, dict) and isinstance(part.get("name"), dict):
                _fill(etree.SubElement(element, _safe(part["name"].get("localPart"))), part.get("value"), depth + 1)


def _text(element: Any, text: str) -> None:
    text = _legal(text)
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _legal(text: str) -> str:
    """XML holds no control characters."""
    return "".join(c for c in text if c in "\t\n\r" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff"))


def _safe(name: Any) -> str:
    return name if isinstance(name, str) and name.isidentifier() else "span"
