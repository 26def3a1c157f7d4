"""What is said of somebody's age right before the years."""

from __future__ import annotations

import re
from functools import cache

from piilint.detect.spans import Spans

__all__ = ["is_of_age"]

_FAR = 48
"""Characters before years in which their verb and whoever is that old are looked for."""


def is_of_age(match: re.Match[str], people: Spans) -> bool | None:
    """Whether a pronoun or a person and a verb stand before: Vedkommende er 62 år.

    It is false where something else is that old (Firmaet fyller 10 år, Kari Nes), and None where
    nothing is said. ``people`` are the spans of names and of words for a person in the field.
    """
    said = _said().search(match.string, max(match.pos, match.start() - _FAR), match.start())
    if said is None:
        return None
    if said["who"] is not None or people.end_before(said.start("is")) == said.start("is"):
        return True
    return False if said["thing"] else None


@cache
def _said() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?<![^\W_])(?P<who>han|hun|ho|hen|vedkommende|vedkomande|s(?:ø|oe?)ker(?:en)?|s(?:ø|oe?)kjar(?:en)?"
        r"|innbygger(?:en)?|bruker(?:en)?|brukar(?:en)?|klient(?:en)?|kunde(?:n)?|pasient(?:en)?"
        r"|l(?:å|aa?)ntaker(?:en)?|barnet|eleven|s?he"
        r"|gut(?:t?en)|jent(?:a|en)|mannen|kvinn(?:en|a)|s(?:ø|oe?)nnen|datt(?:eren|ra|era)|dottera"
        r"|mor(?:en|a)?|far(?:en)?)"
        r"|(?P<thing>(?:firma|bedrift|selskap|bygg|bygning|hus|hytt|bolig|avtale|kontrakt|anlegg|lag"
        r"|klubb|foreining|forening|kommun|skol|skul|bil|båt|lån|stiftelse|museum|museet|verk)"
        r"[a-zæøå]{0,4}))?"
        r"(?P<is>[ ](?:er|var|fyller|fyllte|fylte|fyllar|blir|ble|vert|vart|is|was|turns|turned))"
        r"[ ](?:n(?:å|aa?)[ ]|snart[ ]|now[ ])?\Z",
        re.IGNORECASE,
    )
