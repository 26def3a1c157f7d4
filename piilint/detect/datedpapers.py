"""What a field speaks of, by which a date in it is a paper's own, or the birth date of one."""

from __future__ import annotations

import re
from functools import cache

__all__ = ["is_of_beast", "is_of_own_date", "is_old_paper", "is_persons_paper"]


@cache
def _old_paper() -> re.Pattern[str]:
    """Papers that are kept for decades, whose own date an old one is."""
    return re.compile(
        r"vedtekt|skj(?:ø|oe?)te|tinglys|protokoll|tegning|m(?:å|aa?)lebrev|kart|arkiv|lov(?:[_-]|$)"
        r"|rundskriv|byggetillat|ferdigattest|oppm(?:å|aa?)ling|konsesjon|servitutt|festekontrakt"
        r"|reguleringsplan|foto|scan|historikk|forskrift|faktura|invoice|ordre(?![^\W_])"
        r"|\.(?:dwg|ifc)(?![^\W_])",
        re.IGNORECASE,
    )


def is_old_paper(text: str, start: int, end: int) -> bool:
    """Whether a field speaks of papers that are kept for decades."""
    return _old_paper().search(text, start, end) is not None


def is_of_own_date(match: re.Match[str]) -> bool:
    """Whether what stands right before a date says that it is a paper's: avtale av 12.09.1984."""
    before = match.string[max(match.pos, match.start() - _FAR) : match.start()]
    return _dated().search(before) is not None


_FAR = 32
"""Characters before a date in which a paper is looked for."""


@cache
def _dated() -> re.Pattern[str]:
    return re.compile(
        r"(?:avtal[a-zæøå]*|kontrakt[a-z]*|vedtak[a-z]*|agreement|contract|brev|dato|date|versjon"
        r"|skade|ulykke|hendelse|rapport|referat|m(?:ø|oe?)te|dødsfall|ansiennitet|jubileum|tegn(?:et|a)"
        r"|stift(?:et|a)|ansatt|tilsatt|tiltr(?:å|aa?)d(?:te|t)|tiltr\.?|opprett(?:et|a)|etablert"
        r"|utst(?:ed|e)t|utferda|issued|start(?:et|a)?|bygg(?:et)?|bygd|signert|s(?:å|aa?)r|hist"
        r"|(?<![^\W_])(?:v|av|fra|frå|dat|datert|per|pr|innen|til|inng(?:å|aa?)tt|oppr|sist|gjeld"
        r"|gyldig|from|of|dated|until|till))[.:]?[ _-]*\Z",
        re.IGNORECASE,
    )


def is_persons_paper(text: str, start: int, end: int) -> bool:
    """Whether a field speaks of what one person applies for or bears: TT-kort, våpensøknad."""
    return _persons().search(text, start, end) is not None


@cache
def _persons() -> re.Pattern[str]:
    return re.compile(
        r"(?<![^\W_])(?:tt-?kort|f(?:ø|oe?)rer|sj(?:å|aa?)f(?:ø|oe?)r|lisens|uttøm|truckbev"
        r"|v(?:å|aa?)pen|jeger|l(?:æ|ae)rekontr|l(?:æ|ae)rling|skolefri|medlemskort|legitimasjon)"
        r"|bevis(?![^\W_])|sertifikat(?![^\W_])|attest(?![^\W_])",
        re.IGNORECASE,
    )


def is_of_beast(text: str, start: int, end: int) -> bool:
    """Whether a field speaks of an animal, which has a birth date as well."""
    return _beast().search(text, start, end) is not None


@cache
def _beast() -> re.Pattern[str]:
    return re.compile(
        r"(?<![^\W_])(?:katt|kattunge|hund|valp|hest|ponni|føll?|hoppe|hingst|vallak|kalv|kvige|okse"
        r"|sau|søye|geit|kanin|stamtavle|kennel)(?:en|et|er|a|ar|r)?(?![^\W_])"
        r"|(?<![^\W_])(?:valpe|hunde|katte|heste)(?:kontrakt|kj(?:ø|oe?)p|salg|attest|pass|pol|avtal"
        r"|forsikr)",
        re.IGNORECASE,
    )
