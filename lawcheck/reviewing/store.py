"""Decisions on disk: one SQLite file beside the assessment, with a log that is only ever added to.

Every change is one transaction: a log entry and the current state of its subject. Entries are chained by digests,
so that a log that was tampered with can be told. A change names the entry it was made on top of; where another
reviewer was faster it is refused, and the later one is shown what the other said.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lawcheck.errors import DamagedFile, LawcheckError, OutputError

_FORMAT = "1"
_TABLES = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS log (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, subject TEXT NOT NULL,
  before TEXT NOT NULL, after TEXT NOT NULL, why TEXT NOT NULL, token TEXT NOT NULL UNIQUE, digest TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS log_subject ON log (subject, seq);
CREATE TABLE IF NOT EXISTS current (subject TEXT PRIMARY KEY, seq INTEGER NOT NULL, content TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS texts (sha256 TEXT PRIMARY KEY, content TEXT NOT NULL);
CREATE TRIGGER IF NOT EXISTS log_keeps BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
CREATE TRIGGER IF NOT EXISTS log_stays BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
"""


class StaleChange(LawcheckError):
    """Someone else changed the subject in the meantime; ``entry`` is their change."""

    def __init__(self, entry: Entry) -> None:
        """Compose the message from the other change."""
        super().__init__(f"{entry.who} changed this in the meantime.")
        self.entry = entry


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log. ``before`` and ``after`` are the JSON data of the subject, None where there was or is none."""

    seq: int
    at: str
    who: str
    what: str
    subject: str
    before: Any
    after: Any
    why: str
    token: str
    digest: str


class Store:
    """An open file of decisions. Safe to use from several threads; several processes wait for each other."""

    def __init__(self, path: Path) -> None:
        """Open the file, or make it.

        Raises:
            DamagedFile: the file is no file of decisions.
            OutputError: the file cannot be written.
        """
        self.path = path
        self._lock = threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=30)
        except (OSError, sqlite3.OperationalError) as error:
            raise OutputError(f"{path}: cannot be written ({error}). Choose another file with --decisions.") from error
        try:
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=FULL")
            self._db.executescript(_TABLES)
            self._db.execute("INSERT OR IGNORE INTO about VALUES ('format', ?)", (_FORMAT,))
            (found,) = self._db.execute("SELECT value FROM about WHERE name = 'format'").fetchone()
        except sqlite3.Error as error:
            self._db.close()
            raise DamagedFile(str(path), f"this is no file of decisions ({error})", "Move it away, or name another file with --decisions.") from error
        if found != _FORMAT:
            self._db.close()
            raise DamagedFile(str(path), f"decisions in format {found}, not {_FORMAT}", "Open them with the version of lawcheck that wrote them.")

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    def change(self, subject: str, after: Any, *, who: str, at: str, what: str, why: str = "", token: str, expected: int | None = None) -> Entry:
        """Record a change and return it once it is safe on disk.

        A ``token`` that was recorded before returns the entry of that time: a change sent twice counts once.
        ``expected`` is the entry that the change was made on top of (0 for none); None where it does not matter.

        Raises:
            StaleChange: the subject was changed since ``expected``.
        """
        with self._transaction() as db:
            known = db.execute("SELECT * FROM log WHERE token = ?", (token,)).fetchone()
            if known is not None:
                return _entry(known)
            row = db.execute("SELECT seq, content FROM current WHERE subject = ?", (subject,)).fetchone()
            seq, before = (row[0], row[1]) if row else (0, "null")
            if expected is not None and expected != seq:
                last = db.execute("SELECT * FROM log WHERE seq = ?", (seq,)).fetchone()
                raise StaleChange(_entry(last) if last else Entry(0, "", "someone", "", subject, None, None, "", "", ""))
            fields = (at, who, what, subject, before, _dump(after), why, token)
            last = db.execute("SELECT digest FROM log ORDER BY seq DESC LIMIT 1").fetchone()
            digest = _digest(last[0] if last else "", fields)
            added = db.execute(
                "INSERT INTO log (at, who, what, subject, before, after, why, token, digest) VALUES (?,?,?,?,?,?,?,?,?)", (*fields, digest)
            ).lastrowid
            db.execute("INSERT OR REPLACE INTO current VALUES (?, ?, ?)", (subject, added, _dump(after)))
            return _entry((added, *fields, digest))

    def current(self, prefix: str = "") -> dict[str, tuple[int, Any]]:
        """The state of all subjects that begin with ``prefix``, with the entry that made it; withdrawn ones are None."""
        with self._lock:
            rows = self._db.execute("SELECT subject, seq, content FROM current WHERE substr(subject, 1, ?) = ?", (len(prefix), prefix)).fetchall()
        return {subject: (seq, json.loads(content)) for subject, seq, content in rows}

    def one(self, subject: str) -> tuple[int, Any]:
        """The state of one subject, with the entry that made it; (0, None) where there is none."""
        with self._lock:
            row = self._db.execute("SELECT seq, content FROM current WHERE subject = ?", (subject,)).fetchone()
        return (row[0], json.loads(row[1])) if row else (0, None)

    def log(self, *, after: int = 0, subject: str = "", most: int = 1_000_000) -> list[Entry]:
        """Entries in the order in which they were made, those after ``after``, of one subject or of all."""
        where, values = ("AND subject = ?", [subject]) if subject else ("", [])
        with self._lock:
            rows = self._db.execute(f"SELECT * FROM log WHERE seq > ? {where} ORDER BY seq LIMIT ?", (after, *values, most)).fetchall()
        return [_entry(row) for row in rows]

    def head(self) -> tuple[int, str]:
        """Number and digest of the last entry; (0, "") where there is none."""
        with self._lock:
            row = self._db.execute("SELECT seq, digest FROM log ORDER BY seq DESC LIMIT 1").fetchone()
        return (row[0], row[1]) if row else (0, "")

    def broken_at(self) -> int | None:
        """The first entry whose digest does not follow from the entries before it; None where the log is whole."""
        with self._lock:
            rows = self._db.execute("SELECT * FROM log ORDER BY seq").fetchall()
        last = ""
        for row in rows:
            if row[9] != _digest(last, row[1:9]):
                return int(row[0])
            last = row[9]
        return None

    def keep_text(self, content: str) -> str:
        """Keep a long text once, whatever refers to it, and return its SHA-256."""
        name = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
        with self._transaction() as db:
            db.execute("INSERT OR IGNORE INTO texts VALUES (?, ?)", (name, content))
        return name

    def text(self, sha256: str) -> str | None:
        """A text that was kept; None where there is none of that hash."""
        with self._lock:
            row = self._db.execute("SELECT content FROM texts WHERE sha256 = ?", (sha256,)).fetchone()
        return str(row[0]) if row else None

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")


def _entry(row: Any) -> Entry:
    seq, at, who, what, subject, before, after, why, token, digest = row
    return Entry(seq, at, who, what, subject, json.loads(before), json.loads(after), why, token, digest)


def _dump(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True)


def _digest(last: str, fields: Any) -> str:
    return hashlib.sha256(json.dumps([last, *fields], ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()
