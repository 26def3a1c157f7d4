"""What bears a name by what its field speaks of, or by what its last word means."""

from __future__ import annotations

from collections.abc import Sequence

from piilint.detect import words as bits
from piilint.detect.asides import is_by_the_way
from piilint.detect.wholenames import AND, are_siblings, is_first_of_couple
from piilint.detect.words import PLACE_ENDINGS, Name, Token

__all__ = [
    "is_beside_bearer",
    "is_borne",
    "is_club_s",
    "is_named_by",
    "is_referred",
    "is_said_by_itself",
]

_RANKS = frozenset({"Prins", "Kong", "Prinsesse", "Lady", "Lord", "King", "Queen", "Dronning"})
"""What animals' names begin with."""
_OF = frozenset({"af", "av", "of", "from", "vom", "du"})
"""What stands before the kennel or the farm in an animal's name."""
_BUYERS = frozenset({"til", "frå", "fra"})
"""What stands before whom an animal goes to or comes from: salg av hest til Linnea."""
_PLACES = frozenset(
    {
        *("minde", "park", "parks", "kraft", "bank", "hage", "hagen", "havn", "hall", "sag"),
        *("almenning", "almenningen", "allmenning"),
    }
)
"""Surnames that few have, and that end the names of places and firms."""
_FARMS = frozenset({"gard", "gaard", "gård"})
"""What a farm's name ends in, in small letters: Myrvoll_gard."""
_CONGREGATIONS = ("menigheten", "menigheta", "kirken", "kyrkja", "kirka", "moskeen", "samfunnet")
"""How words end for a body of faith that people join by name."""


def is_borne(tokens: Sequence[Token], name: Name, kinds: int) -> bool:
    """Whether a field on animals, ships, plants or systems has a name that is one of theirs."""
    if kinds & bits.ANIMAL:
        if tokens[name.first].text in _RANKS and name.last - name.first == 1:
            return True  # a horse's name: Prins Eugen
        if any(one.text in _OF for one in tokens[name.first + 1 : name.last]):
            return True  # a dog's: Torleif af Dalen
    before = tokens[name.first - 1] if name.first else None
    if before is not None and before.kind & (bits.TITLE | bits.POST):
        return False
    if before is not None and before.text in _BUYERS and not kinds & bits.BEARER:
        return False
    is_lettered = tokens[name.last].is_initial and kinds & bits.BEARER  # Åsgard B
    return not name.is_full or bool(is_lettered) or _is_double(tokens, name)


def _is_double(tokens: Sequence[Token], name: Name) -> bool:
    """Whether given names with a hyphen are all of it, as a ship has them: Ingeborg-Marie."""
    if name.last != name.first + 1:
        return False
    one, other = tokens[name.first : name.last + 1]
    return bool(one.kind & other.kind & bits.GIVEN) and other.gap == "-"


def is_said_by_itself(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a name's own words, or those right beside it, say that it is no person's."""
    return (
        _is_of_two_words(tokens, name)
        or _is_language(tokens, name)
        or _is_vessel(tokens, name)
        or _is_body_s(tokens, name)
        or is_by_the_way(tokens, name)
        or _is_car(tokens, name)
    )


def _is_of_two_words(tokens: Sequence[Token], name: Name) -> bool:
    """Whether two surnames are a place or a firm by the second: sofienlund-park, Nordvik Kraft."""
    first, last = tokens[name.first], tokens[name.last]
    if name.last != name.first + 1 or last.gap not in (" ", "-", "_"):
        return False
    if first.kind & bits.GIVEN:
        return last.text.lower() == "kraft" and _is_of_power(tokens, name.first)
    if last.text in _FARMS and last.gap != "-":
        return bool(first.kind & bits.SURNAME)
    is_one = bool(first.kind & bits.SURNAME) and last.text.lower() in _PLACES
    return is_one and first.is_title == last.is_title


def _is_of_power(tokens: Sequence[Token], at: int) -> bool:
    """Whether it is who sells power: nettleie_Stein_Kraft."""
    return at > 0 and tokens[at - 1].text.lower().startswith(_POWER)


_POWER = ("nettlei", "strøm", "strom", "stroem", "straum", "kraft", "konsesjonskraft")


def _is_body_s(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a name alone is that of a body abroad or of a club: Universidad de X, IL Sverre."""
    at = name.first
    if name.is_full or not at:
        return False
    if tokens[at - 1].text in _CLUBS:
        is_given = bool(tokens[at].kind & bits.GIVEN) or len(tokens[at - 1].text) > _INITIALS
        return is_given and tokens[at].gap in (" ", "-", "_")
    while at > max(0, name.first - _MOST) and _is_linked(tokens, at):
        at -= 1
    is_linked = at < name.first or tokens[at].text.lower() in _LINKS
    is_joined = at > 0 and tokens[at].gap in (" ", "-", "_")
    return is_linked and is_joined and bool(tokens[at - 1].kind & bits.ORG_BEFORE)


def _is_linked(tokens: Sequence[Token], at: int) -> bool:
    """Whether a preposition or an article stands before a word, as in a body's name abroad."""
    return tokens[at].gap in (" ", "-", "_") and tokens[at - 1].text.lower() in _LINKS


def is_club_s(name: Name, token: Token, following: Token | None) -> bool:
    """Whether a club's short word after a whole name begins its own: Lund, Elias IL Sverre."""
    is_begun = following is not None and following.gap == " " and following.is_title
    return name.is_full and token.text in _CLUBS and token.gap == " " and is_begun


_MOST = 2
"""Such words before a name that are looked at."""
_CLUBS = frozenset(
    {"IL", "IF", "IK", "FK", "BK", "UIL", "KIL", "IUL", "SIL", "il", "fk", "uil", "kil"}
)
"""How clubs are shortened before their names."""
_INITIALS = 2
"""Letters that may be somebody's initials, where a surname follows."""
_LINKS = frozenset({"de", "del", "della", "di", "da", "do", "du", "des", "dei", "la", "los", "las"})


def _is_vessel(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a double given name is followed by a word for a ship: astrid-marie-fartøy."""
    after = tokens[name.last + 1 : name.last + 2]
    is_joined = bool(after) and after[0].gap in ("-", "_", " ")
    return is_joined and after[0].text.lower() in _VESSELS and _is_double(tokens, name)


_VESSELS = frozenset(
    {
        *("fartøy", "fartoy", "fartoey", "fartøyet", "skip", "skipet", "tråler", "traaler"),
        *("traler", "skute", "skuta", "ferge", "ferga", "ferje", "ferja", "fiskebåt", "fiskebat"),
        *("linebåt", "linebaat", "notbåt", "notbaat", "brønnbåt", "bronnbat", "kutter", "sjark"),
        *("fiskebaat", "fiskefartøy", "fiskefartoy", "vessel", "trawler", "snurrevad"),
        *("ringnot", "autoline"),
    }
)


def is_named_by(gap: str, name: Name) -> bool:
    """Whether a word before a name is what bears it: Okse 11988 Sigvart, Hund: Kaisa."""
    if gap in (" ", ". ", "-", "_", "+", "="):
        return True
    return not name.is_full and (gap in (": ", ", ", "") or gap.strip(" -_").isdecimal())


def is_beside_bearer(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a name is somebody's all the same, though what bears names stands right before it."""
    before = tokens[name.first - 1]
    if name.is_full and tokens[name.last].gap == ".":
        return True  # a user's name: klubbhus_tore.berntsen
    return (
        are_siblings(tokens, name.first)
        or _is_at_congregation(before, name, tokens)
        or _is_queue_s(before, name, tokens)
        or _is_at_cabin(before, name, tokens)
        or _is_whole_after(before, name, tokens)
        or _is_crew_s(before, name, tokens)
        or _is_worker_s(tokens, name)
        or is_first_of_couple(tokens, name)
    )


def _is_at_congregation(before: Token, name: Name, tokens: Sequence[Token]) -> bool:
    """Whether a whole name is that of somebody whom a body of faith is joined or left by.

    Innmelding Den islamske menigheten Fatmir Krasniqi.
    """
    token = tokens[name.first]
    is_whole = name.is_full and token.gap == " " and bool(token.kind & bits.GIVEN)
    return is_whole and before.text.lower().endswith(_CONGREGATIONS)


def _is_queue_s(before: Token, name: Name, tokens: Sequence[Token]) -> bool:
    """Whether somebody's queue or team is called so: queue-anne-k-solberg, team-synnøve."""
    token, said = tokens[name.first], before.text.lower()
    if token.gap not in ("-", "_", ".", "/"):
        return False
    if said in ("queue", "kø", "koe"):
        is_surname = bool(token.kind & bits.SURNAME) and not token.kind & bits.AMBIGUOUS
        return name.is_full or (is_surname and not token.text.lower().endswith(PLACE_ENDINGS))
    return said == "team" and bool(token.kind & bits.GIVEN) and not token.kind & bits.RARE


def _is_whole_after(before: Token, name: Name, tokens: Sequence[Token]) -> bool:
    """Whether what is called so stands before a whole name with no name of its own: løyve taxi."""
    is_noun = before.text in _CALLED_BEHIND and " " in before.gap
    return is_noun and name.is_full and bool(tokens[name.first].kind & bits.GIVEN)


_CALLED_BEHIND = frozenset({"taxi", "drosje", "school", "observer", "visitor", "class"})
"""What is called so with a capital, or behind its name."""


def _is_crew_s(before: Token, name: Name, tokens: Sequence[Token]) -> bool:
    """Whether a slug on somebody's work on board has the ship's name and then theirs.

    As mannskap_MS_Havgull_Rutkauskaite has.
    """
    first, last = tokens[name.first], tokens[name.last]
    if before.text not in _SHIPS or name.last != name.first + 1 or last.gap not in ("_", "-"):
        return False
    if first.gap != last.gap or not last.kind & bits.SURNAME or last.kind & bits.GENERIC:
        return False
    earlier = (one.text.lower() for one in tokens[max(0, name.first - _FARTHEST) : name.first])
    return any(said == "mannskap" or said.startswith(_CREW) for said in earlier)


def _is_worker_s(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a name follows somebody's post and where they have it: Timelærer skolen: Dawit."""
    at, given = name.first, tokens[name.first]
    if at < len(("lærer", "skolen")) or given.gap not in (": ", ", ", " – ", " - "):
        return False
    post, where = tokens[at - 2 : at]
    is_where = where.gap == " " and where.text.islower() and not where.kind & bits.ANIMAL
    return is_where and bool(post.kind & bits.POST and given.kind & bits.GIVEN) and given.is_title


_SHIPS = frozenset({"MS", "MT", "MK", "MF", "MV", "MTS", "MY", "FF", "KV"})
_CREW = (
    *("hyre", "avmønst", "avmonst", "avmoenst", "påmønst", "paamonst", "pamonst", "mønstring"),
    *("monstring", "sjømann", "sjomann", "sjoemann", "rulle", "dekkshand", "matros", "styrmann"),
    *("maskinist", "seafarer"),
)
_FARTHEST = 6
"""Words before such a name that are looked at."""


def _is_at_cabin(before: Token, name: Name, tokens: Sequence[Token]) -> bool:
    """Whether a cabin is said to be of a surname that no farm has: hytte-holmqvist-fest."""
    token = tokens[name.first]
    said = before.text.lower()
    is_whole = name.is_full and token.gap in ("-", "_") and bool(token.kind & bits.GIVEN)
    if said in _LANDS and is_whole and token.is_title:
        return True  # salgsoppdrag_tomt_Norvald_Hamre
    if said not in ("hytte", "hytta") or token.gap not in ("-", "_", " "):
        return False
    if name.is_full and token.gap != " " and token.kind & bits.GIVEN:
        return True  # hytte_ErlingDSveen
    other = bits.GIVEN | bits.PLACE | bits.AMBIGUOUS
    is_surname = bool(token.kind & bits.SURNAME) and not token.kind & other
    return is_surname and not token.text.lower().endswith(PLACE_ENDINGS)


_LANDS = frozenset({"tomt", "tomta", "tomten", "eiendom", "eigedom", "parsell", "naust", "seter"})
"""What somebody has that bears no whole name."""


def is_referred(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a name in a slug stands between a paper and a treatment, not a clinic's name.

    henvisning-kari-ergoterapi, but kari-ergoterapi; or between a person's word and what they are
    driven or taught by: rullestolbruker_Ahmed_taxi.
    """
    if name.first != name.last or not 0 < name.first < len(tokens) - 1:
        return False
    before, token, after = tokens[name.first - 1 : name.first + 2]
    if token.gap not in ("-", "_", "/") or after.gap != token.gap:
        return False
    if token.kind & (bits.AMBIGUOUS | bits.PLACE):
        return False
    if before.kind & bits.POST and token.is_title and after.text.islower():
        return not token.text.lower().endswith(PLACE_ENDINGS)
    is_paper = bool(before.kind & (bits.SPECIAL | bits.PRIVATE))
    return is_paper and bool(token.kind & bits.GIVEN) and bool(after.kind & bits.SPECIAL)


def _is_language(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a given name is a language to program in: kurs i Ada og Pascal, programmering."""
    at = name.first
    if name.last != at or tokens[at].text.lower() not in _LANGUAGES:
        return False
    before, two_before = tokens[at - 1 : at], tokens[max(at - 2, 0) : max(at - 1, 0)]
    is_in = bool(before) and before[0].text.lower() in _IN
    is_second = bool(two_before) and before[0].text in AND
    is_second = is_second and two_before[0].text.lower() in _LANGUAGES
    return (is_in or is_second) and any(one.text.lower() in _PROGRAMS for one in tokens)


_LANGUAGES = frozenset({"ada", "pascal", "julia", "ruby", "elm", "scala", "erlang", "haskell"})
_IN = frozenset({"i", "in", "med", "with", "til", "fra", "frå", "from"})
_PROGRAMS = frozenset(
    {
        *("programmering", "programmeringskurs", "programmeringsspråk", "programming", "coding"),
        *("koding", "kodekurs", "kompilator", "compiler", "backend", "python", "java"),
        *("javascript", "programkode", "kildekode", "kjeldekode", "bibliotek", "library"),
        "systemutvikling",
    }
)
"""Beside which such a name is none of a person."""


def _is_car(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a car's model that somebody may be called is beside a deal on one: finans_Astra."""
    at = name.first
    if name.first != name.last or tokens[at].text.lower() not in _MODELS:
        return False
    around = (*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2])
    return any(one.text.lower().startswith(_CARS) for one in around)


_MODELS = frozenset(
    {
        *("astra", "zoe", "clio", "leon", "octavia", "felicia", "mercedes", "sierra", "elise"),
        *("giulia", "giulietta", "carina", "celica", "orion", "rio", "logan", "sonata", "scala"),
    }
)
_CARS = (
    *("finans", "leasing", "leasa", "lease", "billån", "billan", "billaan"),
    *("bilkontrakt", "bilkjøp"),
    *("bilkjop", "bilsalg", "billeie", "kasko", "innbytte", "prøvekjør", "provekjor", "vognkort"),
    *("eu-kontroll", "dekkhotell", "dekkskift", "hjulskift", "bilforsik", "bilgaranti", "bruktbil"),
    *("nybil", "elbil", "firmabil", "leiebil", "bilpant", "bilskade", "bilservice", "bilverksted"),
)
"""Beside which a name that models of cars bear is one."""
