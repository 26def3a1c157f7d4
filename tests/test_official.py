"""Every official example is linted, and what is expected of each is written out."""

from datetime import UTC, datetime

import pytest

import piilint

from .reference import REFERENCE, needs_reference

pytestmark = needs_reference

AT = datetime(2026, 1, 1, tzinfo=UTC)

NUMBER = "PII105"  # wrong check digits in the element for them
ORGANISATION = "REQ211"  # the organisation number's check digit does not hold

EXPECTED: dict[str, list[tuple[str, str, int, int]]] = {
    "direct/manifest.xml": [],
}
"""Findings of each example as rule, severity, line, column."""
