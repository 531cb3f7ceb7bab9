"""PDF: pages of positioned words, put into reading order and made into paragraphs."""

from lawcheck.reading.pdf.document import read_pdf

__all__ = ["read_pdf"]
