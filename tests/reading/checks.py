"""What must hold of every law, whatever it was read from."""

from collections.abc import Sequence

from lawcheck.model import Law, Provision, SourceText


def assert_tiles(text: str, provisions: Sequence[Provision]) -> None:
    """Every character belongs to exactly one provision, and own texts are verbatim."""
    _assert_tiles(text, provisions, 0, len(text))
    eids = [p.eid for root in provisions for p in root.walk()]
    assert len(eids) == len(set(eids))


def _assert_tiles(text: str, provisions: Sequence[Provision], start: int, end: int) -> None:
    at = start
    for provision in provisions:
        own_end = provision.children[0].start if provision.children else provision.end
        assert provision.start == at, provision.eid
        assert provision.start <= provision.body_start <= own_end, provision.eid
        assert text[provision.body_start : own_end] == provision.text, provision.eid
        if provision.children:
            _assert_tiles(text, provision.children, own_end, provision.end)
        at = provision.end
    assert at == end


def outline(law: Law | SourceText) -> list[str]:
    """Citation and first words of each numbered provision, for comparing with an expected table."""
    roots = law.provisions if isinstance(law, Law) else law.structure
    return [f"{p.kind.value} {p.citation}: {' '.join(p.text.split())[:30]}" for root in roots for p in root.walk()]
