"""XML dialects that declare the structure of a law: nothing is guessed, all is read."""

from lawcheck.reading.dialects.choosing import StructuredLaw, read_json_law, read_xml_law

__all__ = ["StructuredLaw", "read_json_law", "read_xml_law"]
