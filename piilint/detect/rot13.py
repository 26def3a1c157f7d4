"""ROT13: each letter as the one thirteen places on, which is its own way back."""

from __future__ import annotations

__all__ = ["rotate"]

_ROTATED = bytes(
    byte + 13 if chr(byte | 32) in "abcdefghijklm" and byte < 128
    else byte - 13 if chr(byte | 32) in "nopqrstuvwxyz" and byte < 128
    else byte
    for byte in range(256)
)  # fmt: skip


def rotate(text: str) -> str:
    """A text in ROT13; letters beyond A to Z, digits and signs stay as they are."""
    return text.encode().translate(_ROTATED).decode()
