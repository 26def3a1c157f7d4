"""Mailboxes that are nobody's own, and words in addresses that name nobody."""

from __future__ import annotations

import re

__all__ = ["DESKS", "GENERIC", "NOBODYS", "OFFICES", "is_general"]

_MAILBOX_WORDS = """
    abuse admin administrasjon administrator advokat archive arkiv bank bedrift
    bestilling booking butikk drift firmapost forsikring forvaltning help helpdesk hjelp
    hostmaster hotell hr ikkesvar info invoice kommune kontakt kontor kundesenter
    kundeservice mail marked marketing media noreply office personvern post postmottak
    presse privacy regnskap resepsjon restaurant sales salg security sentralbord service
    servicedesk sikkerhet skole skolen styre styret support verksted web webmaster
"""
"""What stands before the @ of an address that is nobody's own."""
_PARTY_WORDS = """
    ansatt avtale avtaler bolig bruker contact customer daglig dagligleder demo dokument
    dokumenter eiendom eksempel email epost example faktura firma jobb kjoper kjøper
    kontrakt kunde kunder lan leder ledig lege leietaker lonn lån medleietaker medlem
    medlemmer name navn order ordre part parter selger sentral shop signatur signer
    signerer signering styreleder teknisk test user utleier
"""
"""Who somebody is in a matter, and words that say nothing."""
_WORK_WORDS = """
    anbud annonse apotek arrangement asfalt avfall avlop avløp bakeri barnehage bensin
    beredskap bestyrer bibliotek billett blikk buss byggeplass camping coach dans dekk
    devops drosje eksport ekspedisjon elektro event ferge fiske fjos fjøs fotball galleri
    gartneri gjenvinning glass grus gruppe gard gård gaard hallo handball hjul hud hytta
    hytte håndball idrett import innkjop innkjøp it jakt jeger jus juss kalkyle kantine
    kasse kasserer kino kiosk klubb korps kreditt kulturhus lager las legevakt logistikk
    lås maler moter museum møter okonomi oppgjor oppgjør ops orkester parkering portvakt
    prosjekt pukk produksjon ramp redaksjon renhold revisjon ror rør sag sameie sekretar
    ski skatt skog smed spa speider svomming svømming taxi teater tips tog tommer trafikk
    traktor transport trener turn tømmer vakt vaktmester vann varemottak vask vedlikehold
    veg vei vel velkommen verksted vvs yoga økonomi
"""
"""What an office, a shop or a club is about, before the @ too."""
_MAILBOXES = frozenset(_MAILBOX_WORDS.split())
GENERIC = _MAILBOXES.union(_PARTY_WORDS.split(), _WORK_WORDS.split())
"""Words that name nobody, before the @ and elsewhere."""
NOBODYS = frozenset(
    ("noreply", "no-reply", "no_reply", "no.reply", "donotreply", "do-not-reply", "do_not_reply")
).union(("ikke-svar", "ikkesvar", "ikke_svar", "ikkje-svar", "svar-ikke", "mailer-daemon"))
"""Mailboxes that nobody reads."""
DESKS = frozenset(
    ("support", "helpdesk", "servicedesk", "help", "hjelp", "brukerstotte", "brukerstøtte")
).union(("kundeservice", "kundesenter", "kundestotte", "kundestøtte", "customerservice"))
"""Mailboxes of those who help users, which are the service's own."""
OFFICES = frozenset(("post", "kontakt", "contact", "info", "drift", "firmapost", "postmottak"))
"""Mailboxes of a whole office, as the address that a field links to."""

_LETTERS = re.compile(r"[^\W\d_]+")


def is_general(local: str) -> bool:
    """Whether a mailbox is nobody's own by all its words: post, no-reply, hr.support."""
    said = _LETTERS.findall(local)
    return "".join(said) in _MAILBOXES or (bool(said) and _MAILBOXES.issuperset(said))
