"""Which provisions speak to which element."""

from lawcheck.matching.matcher import Matcher, Signals, SignalTable, merge_signals

__all__ = ["Matcher", "SignalTable", "Signals", "merge_signals"]
