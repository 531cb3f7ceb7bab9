"""Word documents: paragraphs and tables in order, automatic numbers written out, tracked changes resolved."""

from lawcheck.reading.docx.document import VIEWS, read_docx

__all__ = ["VIEWS", "read_docx"]
