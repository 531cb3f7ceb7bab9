"""Decisions on disk: nothing acknowledged is lost, nothing counts twice, nothing is overwritten unseen."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from lawcheck.errors import DamagedFile
from lawcheck.reviewing import StaleChange, Store


def change(store: Store, subject: str, after: object, token: str, expected: int | None = None, who: str = "Ana"):
    return store.change(subject, after, who=who, at="2026-11-24T10:00:00Z", what="accepted", token=token, expected=expected)


def test_a_change_is_there_after_opening_again(tmp_path: Path) -> None:
    store = Store(tmp_path / "d.sqlite")
    entry = change(store, "finding:a", {"status": "met"}, "token-1")
    store.close()
    again = Store(tmp_path / "d.sqlite")
    assert again.current() == {"finding:a": (entry.seq, {"status": "met"})}
    assert [e.token for e in again.log()] == ["token-1"]


def test_the_log_says_what_was_before(tmp_path: Path) -> None:
    store = Store(tmp_path / "d.sqlite")
    change(store, "finding:a", {"status": "met"}, "token-1")
    entry = change(store, "finding:a", {"status": "missing"}, "token-2", who="Ben")
    assert (entry.before, entry.after, entry.who) == ({"status": "met"}, {"status": "missing"}, "Ben")


def test_the_same_change_sent_twice_counts_once(tmp_path: Path) -> None:
    store = Store(tmp_path / "d.sqlite")
    first = change(store, "finding:a", 1, "token-1", expected=0)
    assert change(store, "finding:a", 1, "token-1", expected=0) == first
    assert len(store.log()) == 1


def test_the_later_of_two_is_refused_and_told_who_was_first(tmp_path: Path) -> None:
    store = Store(tmp_path / "d.sqlite")
    change(store, "finding:a", 1, "token-1", expected=0, who="Ana")
    with pytest.raises(StaleChange) as caught:
        change(store, "finding:a", 2, "token-2", expected=0, who="Ben")
    assert caught.value.entry.who == "Ana"
    assert store.current()["finding:a"][1] == 1


def test_the_log_cannot_be_changed(tmp_path: Path) -> None:
    store = Store(tmp_path / "d.sqlite")
    change(store, "finding:a", 1, "token-1")
    outside = sqlite3.connect(tmp_path / "d.sqlite")
    for statement in ("DELETE FROM log", "UPDATE log SET who = 'Eve'"):
        with pytest.raises(sqlite3.IntegrityError, match="only added to"):
            outside.execute(statement)
    outside.close()


def test_a_log_that_was_tampered_with_is_told(tmp_path: Path) -> None:
    store = Store(tmp_path / "d.sqlite")
    for number in range(5):
        change(store, "finding:a", number, f"token-{number}")
    assert store.broken_at() is None
    outside = sqlite3.connect(tmp_path / "d.sqlite")
    outside.execute("DROP TRIGGER log_stays")
    outside.execute("UPDATE log SET who = 'Eve' WHERE seq = 3")
    outside.commit()
    outside.close()
    assert store.broken_at() == 3


@pytest.mark.parametrize("content", [b"no database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 4096])
def test_what_is_no_file_of_decisions_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "d.sqlite").write_bytes(content)
    with pytest.raises(DamagedFile, match=r"d\.sqlite"):
        Store(tmp_path / "d.sqlite")
    assert (tmp_path / "d.sqlite").read_bytes() == content


def test_many_threads_lose_and_double_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "d.sqlite")

    def work(name: str) -> None:
        for number in range(20):
            change(store, f"finding:{number}", name, f"token-{name}-{number}", who=name)

    threads = [threading.Thread(target=work, args=(name,)) for name in "abcdef"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({e.token for e in store.log()}) == len(store.log()) == 120
    assert store.broken_at() is None


def test_long_texts_are_kept_once(tmp_path: Path) -> None:
    store = Store(tmp_path / "d.sqlite")
    name = store.keep_text("draft")
    assert store.keep_text("draft") == name
    assert store.text(name) == "draft"
    assert store.text("0" * 64) is None


WRITER = """
import sys
from pathlib import Path
from lawcheck.reviewing import Store
store = Store(Path(sys.argv[1]))
for number in range(1000):
    store.change(f"finding:{number % 65}", number, who="Ana", at="2026-11-24T10:00:00Z", what="accepted", token=f"token-{number}")
    print(number, flush=True)
"""


@pytest.mark.slow
def test_kill_amid_a_thousand_decisions_loses_none_that_was_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "d.sqlite"
    acknowledged = -1
    for pause in (0.05, 0.3, 0.8):
        path.unlink(missing_ok=True)
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(pause)
        os.kill(writer.pid, signal.SIGKILL)
        acknowledged = max([0, *(int(line) for line in writer.stdout.read().split("\n") if line.strip().isdigit())])
        writer.wait()
        writer.stdout.close()
        store = Store(path)
        tokens = [e.token for e in store.log()]
        assert tokens[: acknowledged + 1] == [f"token-{n}" for n in range(acknowledged + 1)]
        assert len(tokens) <= acknowledged + 2
        assert store.broken_at() is None
        assert len(store.current()) == min(65, len(tokens))
        store.close()
    assert acknowledged > 0


@pytest.mark.slow
def test_a_file_of_two_thousand_decisions_opens_within_a_second(tmp_path: Path) -> None:
    from tests.reviewing.cases import decision, review

    held = review(tmp_path)
    for number in range(2000):
        held.decide(decision(held, comment="x" * 200), token=f"token-{number:05}", expected=None)
    held.store.close()
    began = time.perf_counter()
    again = review(tmp_path)
    assert again.decisions()["offence.force"][0] == 2000
    assert len(again.store.log()) == 2000
    assert time.perf_counter() - began < 1
