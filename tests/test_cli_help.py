"""Every command's help reads well: a summary that is a sentence, and a line for each argument and option."""

from collections.abc import Iterator
from typing import Any

import pytest
import typer.main
from typer.testing import CliRunner

from lawcheck.cli import app


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command and group with the words that call it."""
    yield path, command
    for name, inner in sorted(getattr(command, "commands", {}).items()):
        yield from commands(inner, (*path, name))


COMMANDS = list(commands(typer.main.get_command(app)))
NAMES = [" ".join(("lawcheck", *path)) for path, _ in COMMANDS]


def test_the_main_commands_are_there() -> None:
    wanted = {"assess", "segment", "explain", "report", "catalogue list", "catalogue show", "evaluate"}
    assert wanted <= {" ".join(path) for path, _ in COMMANDS}


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=NAMES)
def test_help_is_printed_and_opens_with_a_summary(path: tuple[str, ...], command: Any) -> None:
    result = CliRunner().invoke(app, [*path, "--help"], env={"COLUMNS": "200", "TERM": "dumb"})
    assert result.exit_code == 0, result.output
    summary = (command.help or "").strip().splitlines()[:1]
    assert summary, "no summary"
    assert summary[0][0].isupper() and summary[0].endswith("."), f"the summary is no sentence: {summary[0]}"
    assert summary[0].split()[0] in result.output


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=NAMES)
def test_every_argument_and_option_has_help(path: tuple[str, ...], command: Any) -> None:
    silent = [p.name for p in command.params if not getattr(p, "hidden", False) and not (getattr(p, "help", None) or "").strip()]
    assert not silent


def test_a_bare_call_shows_the_help() -> None:
    result = CliRunner().invoke(app, [])
    assert "assess" in result.output and "Traceback" not in result.output
