"""Titles and roles before a word: whether they ask for a name."""

from __future__ import annotations

from collections.abc import Sequence

from piilint.detect import words as bits
from piilint.detect.beside import is_farm_s
from piilint.detect.parties import opens
from piilint.detect.thingwords import THINGS
from piilint.detect.words import EQUALS, PLACE_ENDINGS, Name, Token

__all__ = [
    "COURTESY",
    "CUES",
    "NUMBERS",
    "OWN_ROLES",
    "asks_for",
    "is_bodys_paper",
    "is_cue",
    "is_where_head_is",
]

NUMBERS = "0123456789 -_"
"""What numbers a person by: kunde-318-Hegge, renholder_17_florin."""

_KIN = ("fam", "ektepar", "ektefell", "ektefolk", "sambo", "sambu", "søsk", "tvilling")
"""What words for more than one of a family begin with."""

_FAMILIES = frozenset({"fam", "familien", "ekteparet", "ektepar", "søsknene", "tvillingene"})
"""Those that a surname is joined to in a slug: avlastning-fam.stokke."""
_SIGNS = ("-", "_", ".")

COURTESY = frozenset({"hr", "herr", "fru", "frk", "frøken", "mr", "mrs", "miss", "enkefru"})
"""Titles that no place has."""

OWN_ROLES = frozenset(
    {
        *("verge", "verje", "samboer", "sambuar", "ektefelle", "arving", "låntaker", "lantaker"),
        *("laantaker", "medlåntaker", "medlantaker", "kausjonist", "garantist", "leietaker"),
        *("leietakar", "leigetakar", "fremleietaker", "framleigetakar", "pasient", "foresatt"),
        *("enke", "enkemann", "enkje", "debitor", "skyldner", "kjøper", "kjoper", "kjoeper"),
        *("selger", "seljar", "kjøpar", "utleier", "utleigar"),
    }
)
"""Roles that somebody has at home or with money, and no place: a surname joined to one is theirs
though a farm may be called so."""

_ROLES = frozenset(
    {
        *("elev", "medlem", "abonnent", "klient", "søker", "soker", "søkjar", "spiller", "student"),
        *("lærling", "klager", "klagar", "arvelater", "testator", "hyblist", "innsatt", "ansatt"),
        *("siktet", "tiltalt", "skadelidt", "skadelidte", "forsikrede", "låner", "sjåfør", "vikar"),
        *("tenant", "patient", "borrower", "employee", "applicant", "claimant", "stipendiat"),
    }
)
"""Roles that a body or a place has now and then: medlem-4412-brekke, but medlem-solbakken."""

_PROFESSIONS = frozenset(
    {
        *("kaptein", "skipper", "styrmann", "maskinist", "matros", "captain", "pilot"),
        *("advokatfullmektig", "bostyrer", "verge", "megler", "meklar", "takstmann"),
        *("eiendomsmegler", "eigedomsmeklar", "taksator", "lawyer", "fullmektig"),
        *("lege", "overlege", "tannlege", "fastlege", "lækjar", "psykolog", "psykiater", "doctor"),
        *("fysioterapeut", "kiropraktor", "jordmor", "sykepleier", "sjukepleiar", "nurse"),
        *("lærer", "lærar", "teacher", "professor", "dosent", "forsker", "forskar", "dirigent"),
        *("trener", "trenar", "organist", "kantor", "fotograf", "arkitekt", "journalist", "tolk"),
        *("snekker", "snikkar", "rørlegger", "røyrleggar", "elektriker", "elektrikar", "murer"),
        *("konsulent", "kurator", "saksbehandler", "saksbehandlar", "rådgiver", "rådgjevar"),
        *("overingeniør", "ingeniør", "veterinær", "dyrlege", "bedriftslege", "vaktmester"),
    }
)
"""Work that places are not called by, as they are by their head or their priest."""
_SHARED = _ROLES | _PROFESSIONS
_WORK = _PROFESSIONS | {"advokat", "revisor"}
"""The same, and what a slug names a firm after as well as somebody (advokat-thommessen)."""

CUES = frozenset(
    (" ", ". ", ": ", "_", "-", ":", " - ", ", ", "", "=", "\v", " = ", ".: ", " (", " «")
)
"""What may stand between a title or a role and the name it asks for."""


def is_cue(before: Token, token: Token) -> bool:
    """Whether a title or a role stands before a word and asks for a name."""
    if not before.kind & (bits.TITLE | bits.ROLE):
        return False
    return token.gap in CUES or (len(token.gap) < 9 and token.gap.strip(NUMBERS) == "")


def asks_for(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a title or role before a name that may be a word too says that it is one."""
    if not name.first:
        return False
    before, first = tokens[name.first - 1 : name.first + 1]
    following = tokens[name.last + 1] if name.last + 1 < len(tokens) else None
    if before.text.lower() in _FAMILIES and first.gap in _SIGNS and first.kind & bits.SURNAME:
        return first.text.lower() not in THINGS
    if first.gap == "/" and before.text.lower() in _ROLES and first.kind & bits.GIVEN:
        return first.text.lower() not in THINGS and not first.kind & (bits.PLACE | bits.SMALL)
    if first.gap == "." and before.text.lower() in _SHORT_TITLES:
        return first.is_title and bool(first.kind & bits.SURNAME)  # adv.Nordahl
    if not is_cue(before, first):
        return False
    if first.kind & bits.PLACE and not _is_kin_or_key(before, first):
        if before.text.lower() in _SHORT_TITLES and first.gap == ". ":
            return first.is_title and bool(first.kind & bits.SURNAME)
        does = following is not None and following.gap == " " and following.kind & bits.VERB
        is_said = bool(does and before.kind & (bits.POST | bits.TITLE) and first.gap == " ")
        return is_said or _is_colleague(tokens, name)
    if first.is_title or (first.gap in EQUALS and before.text.lower() in _KEYS):
        return True
    if len(first.text) < 3 or not first.kind & bits.NAME:
        return False
    if first.kind & bits.GIVEN and (first.gap in EQUALS or before.kind & bits.TITLE):
        return first.gap in "=\v_-."
    is_numbered = first.gap.strip(NUMBERS) == "" and first.gap[:1] in ("-", "_")
    is_post = bool(before.kind & bits.POST) and (first.gap in (".", *EQUALS) or is_numbered)
    if is_post and first.kind & bits.SURNAME:
        if before.text.lower() in OWN_ROLES:
            return not first.kind & bits.GENERIC
        if before.text.lower() in _SHARED:
            return is_farm_s(first)
    return is_post and not first.kind & (bits.AMBIGUOUS | bits.RARE)


def _is_colleague(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a surname that places have too is that of one who works: avtale med kaptein Lund."""
    first = tokens[name.first]
    if name.first != name.last or not first.is_title or first.gap != " ":
        return False
    before = tokens[name.first - 1]
    if before.text not in _WORK:
        return False
    is_with = before.gap == " " and name.first > 1
    is_with = is_with and bool(tokens[name.first - 2].kind & bits.PREPOSITION)
    is_surname = bool(first.kind & bits.SURNAME) and not first.kind & bits.RARE
    after = tokens[name.last + 1 : name.last + 2]
    is_said = opens(before) and (not after or " " not in after[0].gap[:1])
    return is_surname and (is_with or is_said)


_SHORT_TITLES = frozenset({"adv", "dr", "ing", "prof"})
"""Titles that are shortened before a surname, and seldom before a town: adv. Stokke."""
_KEYS = frozenset({"etternavn", "etternamn", "surname", "lastname", "lname", "enavn"})
"""What asks for nothing but a surname."""


def _is_kin_or_key(before: Token, first: Token) -> bool:
    """Whether a family's word, or a key for names, stands before what may be a place too."""
    said = before.text.lower()
    is_courtesy = said in COURTESY and first.gap in (" ", ". ") and first.is_title
    return is_courtesy or said.startswith(_KIN) or (first.gap in EQUALS and len(said) > 2)


def is_where_head_is(before: Token, token: Token) -> bool:
    """Whether a slug joins to the head of a school or a parish where it is: rektor-lillevik."""
    is_joined = token.gap in _SIGNS and token.text.islower() and not token.kind & bits.GIVEN
    return is_joined and before.text in _HEADS and token.text.endswith(PLACE_ENDINGS)


def is_bodys_paper(tokens: Sequence[Token], at: int) -> bool:
    """Whether a paper of a housing cooperative stands before what is called as farms are.

    As in styreprotokoll_Fagertun_2024 and innkalling_gf_Fagertun.
    """
    token, before = tokens[at], tokens[max(0, at - 2) : at]
    if token.kind & bits.GIVEN or not token.text.lower().endswith(_HOUSING_ENDINGS):
        return False
    is_joined = token.gap in _JOINTS and all(one.gap in ("", *_JOINTS) for one in before)
    return is_joined and any(one.text.lower() in _BODY_PAPERS for one in before)


_HOUSING_ENDINGS = (*PLACE_ENDINGS, "bo")
_JOINTS = (*_SIGNS, " ")
_BODY_PAPERS = frozenset(
    {
        *("styreprotokoll", "styreprotokollen", "årsmøte", "arsmote", "årsmøteprotokoll", "gf"),
        *("vedtekter", "generalforsamling", "sameiermøte", "husordensregler", "styrereferat"),
        *("beboermøte", "årsregnskap", "årsberetning", "sakliste", "saksliste", "årsmelding"),
    }
)
_HEADS = frozenset(
    {
        *("rektor", "ordfører", "ordforer", "ordfoerer", "ordførar", "kirkeverge", "kyrkjeverje"),
        *("sokneprest", "prest", "styrer", "styrar", "lensmann", "havnesjef", "enhetsleder"),
        *("einingsleiar", "fengselsleder", "avdelingsleder", "kyrkjelydsforvaltar"),
        *("menighetsforvalter", "kirkevergen"),
    }
)
"""Posts of which each place has its own."""
