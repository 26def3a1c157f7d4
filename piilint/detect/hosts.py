"""A URL's host, which is the sender's and tells of nobody but by what is done there.

Who joins or leaves at the host of a union, a party or a faith is told by the path alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from piilint.detect.lexicon import entity_of
from piilint.detect.sayings import told
from piilint.detect.words import Token
from piilint.model import Evidence

__all__ = ["host", "joined_at_host"]

_HOST_GAPS = frozenset({".", "-"})
_JOINED = ("POLITICS", "RELIGION", "TRADE_UNION")
"""Categories of organisations that people are members of."""
_HOSTS = {
    "forbund": "TRADE_UNION", "fagforbund": "TRADE_UNION", "fagforening": "TRADE_UNION",
    "kirken": "RELIGION", "kyrkja": "RELIGION", "menighet": "RELIGION", "trossamfunn": "RELIGION",
    "tro": "RELIGION", "tros": "RELIGION", "tru": "RELIGION", "trus": "RELIGION",
    "kirke": "RELIGION", "kyrkje": "RELIGION", "menigheten": "RELIGION", "church": "RELIGION",
    "livssyn": "RELIGION", "parti": "POLITICS", "partiet": "POLITICS", "forbundet": "TRADE_UNION",
    "fagforeningen": "TRADE_UNION", "fagforeninga": "TRADE_UNION", "union": "TRADE_UNION",
}  # fmt: skip
"""What a host is by a word that says it nowhere else."""
_JOINING = ("innmeld", "utmeld", "medlemskap", "medlemsskap")
"""How words begin that say in a path what somebody does at its host."""


def host(tokens: Sequence[Token]) -> tuple[int, int]:
    """The first word of a URL's host, which is the sender's, and the one after its last."""
    for first, token in enumerate(tokens):
        if token.gap.endswith("://"):
            last = first + 1
            while last < len(tokens) and tokens[last].gap in _HOST_GAPS:
                last += 1
            return first, last
    return 0, 0


def joined_at_host(hosts: Sequence[Token], path: Sequence[Token]) -> Iterator[Evidence]:
    """What is joined or left where the sender is a union, a party or a faith: nito/utmelding.

    The path may begin with what it is: forbund/innmelding.
    """
    for token in path:
        said = token.text.lower()
        if said != "medlem" and not said.startswith(_JOINING):
            continue
        for word in (*hosts, *path[:1]):
            entity = _category(word.text.lower())
            if entity is not None:
                yield told(entity, token)
                return


def _category(word: str) -> str | None:
    """The category of the organisation that a word of a host names."""
    entity = _HOSTS.get(word) or entity_of(word) or ""
    return next((one for one in _JOINED if entity.startswith(one)), None)
