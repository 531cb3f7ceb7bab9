"""Serving: the review page and the drafting page, for this machine or a workshop's network."""

from lawcheck.serving.app import create_app
from lawcheck.serving.guarding import Guard

__all__ = ["Guard", "create_app"]
