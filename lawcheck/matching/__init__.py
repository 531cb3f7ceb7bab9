"""Which provisions speak to which element."""

from lawcheck.matching.matcher import Matcher, Signals, SignalTable

__all__ = ["Matcher", "SignalTable", "Signals"]
