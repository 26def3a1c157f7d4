"""Words but for those of e-mail addresses and of URLs' hosts, which others look after."""

from __future__ import annotations

from collections.abc import Sequence

from piilint.detect.initials import SLUG_GAPS
from piilint.detect.words import EQUALS, Token

__all__ = ["outside_addresses"]

_HOST_GAPS = frozenset((".", "-"))


def outside_addresses(text: str, tokens: Sequence[Token]) -> Sequence[Token]:
    """The words but for those of e-mail addresses and URLs' hosts: others look after these."""
    if "@" not in text and "://" not in text and "%40" not in text:
        return tokens
    kept: list[Token] = []
    is_host = False
    for token in tokens:
        is_host = (
            "://" in token.gap
            or ("@" in token.gap and not _is_mention(text, token))
            or "%40" in token.gap
            or (is_host and token.gap in _HOST_GAPS)
        )
        if is_host:
            continue
        if not _is_mailbox(text, token):
            kept.append(token)
            continue
        gap = token.gap
        while kept and gap in SLUG_GAPS and gap not in ("/", *EQUALS):
            gap = kept.pop().gap
    return kept


def _is_mention(text: str, token: Token) -> bool:
    """Whether a sign before a word is none of an address: ping @kari.nordmann."""
    is_apart = (token.gap == "@" and token.start == 1) or token.gap.endswith((" @", "\0@", "/@"))
    return is_apart and "@" not in text[token.end : token.end + _ADDRESS].split(" ", maxsplit=1)[0]


_ADDRESS = 60
"""Characters of an address at most that are looked at."""


def _is_mailbox(text: str, token: Token) -> bool:
    """Whether an e-mail address's sign follows; an initial and a surname stay a name without a dot.

    So does l.kowalczyk@vikar, which is nobody's address.
    """
    after = text[token.end : token.end + _ADDRESS]
    if not after.startswith(("@", "%40")):
        return False
    return "." in after.split()[0] or token.gap != "."
