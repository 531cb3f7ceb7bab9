"""Run lawcheck as a module."""

from lawcheck.cli import main

main()
