"""Street addresses, post boxes and cadastral units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from piilint.model import Confidence, Evidence

__all__ = ["street_addresses"]

_STREETS = (
    r"gata|gate|gaten|gt|gaden|gade|veien|vei|vegen|veg|vn|vej|vejen|vägen|gatan|plass|allé|alleen|alléen"
    r"|terrasse|terrassen|svingen|stien|sti|tunet|kroken|torget|torg|smauet|smuget|stredet|stretet"
    r"|faret|kleiva|stubben|brygge|brygga|kaia|ringen|strasse|straße"
)
_WEAK = (
    r"plassen|bakken|bakkane|haugen|haugane|lia|lien|løkka|løkken|åsen|jordet|toppen|grenda|hagen|vollen"
    r"|skogen|enga|marka|lunden|moen|kleven|dalen|berget|åkeren|tun|bråten|myra|myrene|neset|viken"
    r"|vika|sletta|sletten|sundet|vangen|bukta|stranda|stranden|ekra|geilen|flaten|ledet|linna|linja"
    r"|passasjen|gjerdet|hellinga|trappa|trappen|grenden|kollen|høgda|brinken|parken|krysset|odden"
    r"|engen|slipa|skrenten|bekken|elva|eika|rabben|holtet|tråkka|tråkket|bruket|brua"
)
_NO_STREETS = frozenset(
    ["riksvei", "riksveg", "fylkesvei", "fylkesveg", "europavei", "europaveg", "motorvei", "hovedvei", "hovudveg", "underveis", "vei", "veien", "veg", "vegen", "gate", "gata", "gaten", "plass", "plassen", "parkeringsplass", "arbeidsplass", "barnehageplass", "elevplass", "sitteplass", "båtplass", "campingplass", "praksisplass", "lærlingplass", "lærlingeplass", "skoleplass", "studieplass", "oppstillingsplass", "garasjeplass", "sykehjemsplass", "avlastningsplass", "hybelplass", "omsorgsplass", "institusjonsplass", "bryggeplass", "langtidsplass", "korttidsplass", "lagerplass", "kontorplass", "byggeplass", "anleggsplass", "sengeplass", "rasteplass", "lekeplass", "ring", "ringen", "sti", "stien", "tunet", "torg", "torget", "brygge", "brygga", "kaia", "allé", "terrasse", "aggregate", "delegate", "delegere", "investigate", "mitigate", "navigate", "irrigate", "frigate", "navigasjonssti", "lysløypesti", "turvei", "turveg", "sykkelvei", "skogsvei", "skogsveg", "adkomstvei", "adkomstveg", "privatvei", "privatveg", "gangvei", "gangveg", "atkomstvei", "flyplass", "festplass", "markedsplass", "fotballplass", "idrettsplass", "nettgate", "nettbrygge", "p-plass", "parkeringsplassen", "båtplassen", "jobbgaranti", "postterminal", "arbeidsplassen", "hagen", "skogen", "dalen", "parken", "lunden", "kollen", "odden", "viken", "stranda", "elva", "myra", "enga", "marka", "lia", "moen", "haugen", "bakken", "åsen", "toppen", "jordet", "barnehagen", "vedkroken", "lesekroken", "rundkjøringen", "høyringen", "høringen", "ordningen", "omringen", "tilbakeringen", "oppringen", "klatreparken", "lekeparken", "næringsparken", "studieringen", "byparken", "linja", "linjen", "fotballinja", "flaten", "inngang", "oppgang", "bolig", "hybel"]
)


@cache
def _street() -> re.Pattern[str]:
    return re.compile(
        rf"""
        (?<![^\W_])
        (?P<name>[^\W\d_]*?(?P<type>{_STREETS}|{_WEAK}))
        (?:\.?[ ]{{1,2}}|\.[ ]?|[-_+])
        (?:nr\.?[ _-]?)?
        (?P<number>\d{{1,3}}(?:[ ]?[-–/][ ]?\d{{1,3}})?(?:[ ]?[a-z](?![^\W_]))?)
        (?![\d%]|[.,]\d|[^\W_])
        (?P<unit>[, _-]{{1,2}}[hklu]\d{{4}}(?!\d))?
        (?P<post>,?[ _-][ ]?(?:no-|n-)?\d{{4}}(?:[ _-][^\W\d_]+(?:[ -][^\W\d_]+)?)?(?!\d))?
        """,
        re.VERBOSE | re.IGNORECASE,
    )


@cache
def _other() -> re.Pattern[str]:
    return re.compile(
        r"""
        (?<![^\W_])(?:
          (?P<box>(?:postboks|pb\.?|p\.?[ ]?o\.?[ ]?box|boks)[ _-]{1,2}\d{1,4}(?!\d)
            (?:[ ][^\W\d_]+)?(?:,?[ ]\d{4}[ ][^\W\d_]+)?)
        | (?P<farm>(?:g\.?[ ]?nr|gårdsnr|gardsnr|gårdsnummer|gardsnummer|gnr)\.?
            (?:[ ]?[/,&][ ]?b\.?nr\.?|[ ]og[ ]bnr\.?)?[ _:-]{0,2}\d{1,4}[ ,/_-]{0,3}
            (?:(?:og[ ])?(?:b\.?[ ]?nr|bruksnr|bruksnummer|bnr)\.?[ _:-]{0,2})?(?:\d{1,4})?
            (?:[ ,/_-]{0,3}(?:s\.?nr|snr|seksjon|f\.?nr|fnr)\.?[ _:-]{0,2}\d{1,4})*)
        | (?P<place>[A-ZÆØÅ][^\W\d_]+(?:[ ][A-ZÆØÅ]?[^\W\d_]+)?[ ]\d{1,4}[ ]?[A-Za-z]?,[ ]\d{4}[ ][A-ZÆØÅ][^\W\d_]+)
        | (?P<english>\d{1,5}[a-z]?[ ](?:[A-Z][^\W\d_]+[ ]){1,3}
            (?:Street|Road|Avenue|Lane|Drive|St|Rd|Ave)(?![^\W_]))
        )
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def street_addresses(text: str, start: int, end: int) -> Iterator[Evidence]:
    """Addresses in one field, ``start`` to ``end`` of the page."""
    for match in _street().finditer(text, start, end):
        confidence = _street_confidence(text, start, match)
        if confidence is not None:
            first = _name_start(text, start, match.start())
            yield _evidence(first, match.end(), confidence)
    for match in _other().finditer(text, start, end):
        kind = match.lastgroup
        yield _evidence(match.start(), match.end(), "high" if kind == "farm" else "medium")


def _evidence(start: int, end: int, confidence: Confidence) -> Evidence:
    return Evidence(
        entity="STREET_ADDRESS",
        start=start,
        end=end,
        confidence=confidence,
        detector="addresses",
        rests_on=("format",),
    )


def _street_confidence(text: str, start: int, match: re.Match[str]) -> Confidence | None:
    name = match["name"].lower()
    alone = name == match["type"].lower()
    weak = re.fullmatch(_WEAK, match["type"], re.IGNORECASE) is not None
    if alone or name in _NO_STREETS:
        first = _name_start(text, start, match.start())
        if first == match.start() or (name in _NO_STREETS and not alone):
            return None
        return "medium"
    if match["post"] or match["unit"]:
        return "high"
    if weak and not name[0].isupper() and not match["name"][0].isupper():
        return None
    return "medium"


def _name_start(text: str, start: int, at: int) -> int:
    """Where a street's name begins: the capitalised words before its last one belong to it."""
    first = at
    for _ in range(3):
        before = text[max(start, first - 24) : first]
        found = re.search(r"(?:^|(?<=[^\w.]))([A-ZÆØÅ][^\W\d_]*\.?[ ])$", before)
        if found is None or found[1].rstrip(". ").lower() in _NOT_PART:
            break
        first -= len(found[1])
    return first


_NOT_PART = frozenset(
    ["leiekontrakt", "leieavtale", "kontrakt", "leie", "skjøte", "kjøpekontrakt", "salg", "kjøp", "overtakelse", "adresse", "bolig", "hus", "i", "til", "fra", "for", "av", "ved", "og", "husleie", "husleiekontrakt", "boligkjøp", "eiendom", "eiendommen", "tomt", "leilighet", "kjøpsavtale", "avtale", "nabovarsel", "byggesøknad", "søknad", "tinglysing", "oppsigelse", "depositum", "takst", "visning"]
)
