"""Reports, all made from the assessment alone. Word, PDF and spreadsheets load when they are asked for: that takes a moment."""

from lawcheck.reporting.exchange import from_json, to_json
from lawcheck.reporting.html import to_html
from lawcheck.reporting.markdown import to_markdown
from lawcheck.reporting.terminal import print_report
from lawcheck.reporting.writing import FORMATS, render, write

__all__ = ["FORMATS", "from_json", "print_report", "render", "to_html", "to_json", "to_markdown", "write"]
