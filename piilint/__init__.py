"""Finds personal data where it must not be, in requests to the Posten signing API."""
