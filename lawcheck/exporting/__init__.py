"""Laws with their tree in formats that other legislative tools read."""

from lawcheck.exporting.akoma import to_akoma_ntoso

__all__ = ["to_akoma_ntoso"]
