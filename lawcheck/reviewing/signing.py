"""Sign-off: the reviewed state and the log up to it, frozen in a file that is named by its hash."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from lawcheck.errors import DamagedFile
from lawcheck.reporting.writing import write_file
from lawcheck.reviewing.decisions import RefusedDecision
from lawcheck.reviewing.review import Review, log_data

_FORMAT = "lawcheck signed review 1"


@dataclass(frozen=True, slots=True)
class SignedState:
    """A frozen state: where it lies, its hash, and its entry in the log."""

    sha256: str
    seq: int
    path: Path


def sign_off(review: Review, *, who: str, at: str, today: str, statement: str = "") -> SignedState:
    """Freeze the reviewed state beside the file of decisions and log it.

    Raises:
        RefusedDecision: nobody signs.
        OutputError: the file cannot be written.
    """
    if not who.strip():
        raise RefusedDecision("sign-off", "the name of who signs is missing", "Enter your name at the top of the page.")
    seq, digest = review.store.head()
    content = {
        "format": _FORMAT,
        "signed_by": who,
        "at": at,
        "statement": statement,
        "log_entries": seq,
        "log_digest": digest,
        "assessment": asdict(review.state(today)),
        "log": log_data(review.store.log()),
    }
    data = (json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()
    name = hashlib.sha256(data).hexdigest()
    path = write_file(review.store.path.with_name(f"{review.store.path.stem}.signed-{name[:16]}.json"), data)
    summary = {"sha256": name, "file": path.name, "log_entries": seq, "log_digest": digest, "statement": statement}
    entry = review.store.change(f"signed:{name}", summary, who=who, at=at, what="signed", why=statement, token=f"signed:{name}")
    return SignedState(name, entry.seq, path)


def verify_signed(path: Path, sha256: str = "") -> dict[str, Any]:
    """Read a signed state whose content is unchanged.

    The hash is the one given, else that in the file's name.

    Raises:
        DamagedFile: the content is not the one that was signed.
    """
    data = path.read_bytes()
    wanted = sha256 or path.stem.rpartition("signed-")[2]
    found = hashlib.sha256(data).hexdigest()
    if not wanted or not found.startswith(wanted):
        raise DamagedFile(str(path), f"the content has the hash {found[:16]}, not {wanted[:16]}", "Take the file as it was signed.")
    content: dict[str, Any] = json.loads(data)
    return content
