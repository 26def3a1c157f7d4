"""A local stand-in for the service: for first tries, and for other people's tests. No service."""

from __future__ import annotations

from piilint.sandbox.sandbox import Sandbox

__all__ = ["Sandbox"]
