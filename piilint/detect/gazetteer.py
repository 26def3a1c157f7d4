"""The word lists as one lookup, which says of a word what it can be.

The lists are plain text in ``words/``, read when the first page is searched. What a word is
gets decided once; a document of words seen before costs one dictionary look-up a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Self

from piilint.detect import words as bits
from piilint.detect.joined import Cuts, after_initial, cuts, loose_cuts
from piilint.detect.special import is_misspelt, is_special
from piilint.detect.tables import Table
from piilint.detect.usernames import BY, DONE, USER_FOLDERS, USER_KEYS
from piilint.detect.words import WORD, Token, camel_pieces, read_list, read_pairs, without_accents

__all__ = ["Words", "shipped"]

_KEPT = 20_000
"""Most words whose kind is remembered."""
_SHORTEST_JOINED = 7
"""Letters that a word has at least which is taken apart into names."""
_SHORTEST = 5
"""The same of a signer's identifier."""
_LONGEST = 48
"""Letters; no longer word is looked up, so that the work stays linear."""

_ADDRESS_WORDS = frozenset(
    {
        *("gt", "vn", "gnr", "bnr", "gårdsnummer", "gårdsnr", "bruksnummer", "bruksnr", "postboks"),
        *("pb", "boks", "box", "matrikkel", "leilighet", "st", "ave", "rd", "street", "road"),
        *("avenue", "lane", "drive", "gbnr", "gnrbnr", "grove"),
        *("close", "court", "crescent", "gardens", "terrace", "square", "boulevard", "mews", "way"),
        *("place", "ln", "blvd", "øvre", "nedre", "vestre", "østre", "søndre", "nordre", "indre"),
        *("bruk", "adresse", "adr", "address", "addr", "calle", "avenida", "avda", "carrer", "ul"),
        *("ulica", "rua", "rue", "via", "viale", "piazza", "corso", "plaza", "paseo", "strada"),
        *("grunneieravtale", "grunneigaravtale", "nabovarsel", "fradeling", "seksjonering"),
        *("jordskifte", "målebrev", "festekontrakt", "odelsløsning", "eigedom", "tomt"),
        *("h", "g", "ytre", "nørdre", "øystre", "skjøte", "hjemmel", "eiendom"),
        *("tinglysing", "pant", "hjemmelshaver", "hjemmelshavar"),
        *("heimelshavar", "rettighetshaver"),
        *("tiltakshaver", "tiltakshavar", "medeigar", "hovudeigar", "hovedeier"),
        *("rettshavar", "fester", "festar", "grunneier", "grunneigar", "nabo", "granne"),
        *("naboeiendom", "naboeigedom", "hyttenabo", "forpakter", "forpaktar"),
    }
)
_BIRTH = frozenset(
    {
        *(
            "født",
            "fødd",
            "fødde",
            "fødselsdato",
            "fødselsdag",
            "fødselsår",
            "fødseldato",
            "fodselsdato",
            "fodselsaar",
            "fodselsar",
            "foedselsaar",
        ),
        *("bursdag", "bursdagen", "bursdagar", "bursdager", "geburtsdag", "føddedag"),
        *("fylte", "fyller", "fodt", "foedt", "foedd", "foedselsdato", "fødsdato", "fdato"),
        *("barneforsikring", "barneulykkesforsikring", "spesialpedagogisk", "spesialundervisning"),
        *("fnr", "pnr", "fødselsnummer", "fodselsnr", "fodselsnummer", "personnr", "personnummer"),
        *(
            "fdt",
            "f",
            "d",
            "fodselsdag",
            "foedselsdag",
            "alder",
            "år",
            "åring",
            "årig",
            "gammel",
            "gml",
        ),
        *("geb", "bday", "føds", "fødsels", "fødeår", "fødselsnr", "barn", "barnehage", "birth"),
        *("birthdate", "birthday", "born", "mindreårig", "umyndig", "dob", "aged", "age"),
        *("years", "né", "née", "ne", "nacido", "nacida", "nato", "nata", "nascido", "nascida"),
        *("geboren", "född", "syntynyt", "gimė", "rođen", "rođena", "urodzona", "urodzony"),
        *("jente", "gutt", "gut", "sønn", "datter", "dotter", "ur", "bhg", "barnehageplass"),
        *("kontantstøtte", "barnetrygd", "skoleskyss", "foreldresamtykke", "tilvenning", "ppt"),
        *("bup", "elevmappe", "elevsak", "barnemappe", "klientmappe", "elevjournal", "fosterbarn"),
        *("elevbevis", "studentbevis", "ungdomsbevis", "skolebevis", "skulebevis", "elevkort"),
        *("skolekort", "skulekort", "ungdomskort", "plasstilbud", "plasstilbod"),
    }
)
_SURE_ENDINGS = (
    *("enko", "chuk", "czuk", "ovic", "evic", "ović", "ević", "ovich", "ewski", "owski", "ewska"),
    *("owska", "ovsky", "evsky", "ovych", "vicius", "vičius", "auskas", "aite", "aitė", "ienė"),
    *("oglu", "oğlu", "opoulos", "shvili", "dottir", "dóttir", "zadeh", "niuk", "czyk", "czak"),
    *("kova", "chev", "cheva", "shev", "nejad", "lingam", "singam", "singham", "rajah", "swamy"),
    *("escu", "akis", "idis", "ullah", "uddin", "wicz", "vicz"),
)
"""Endings of surnames that no word of Norwegian or English has."""


_UNLISTED = bits.MORPHOLOGY | bits.STREET | bits.WAKES_IN_SLUG
"""What a word may be that no list has: it ends as surnames do (knordmoen)."""
_NO_BODY = bits.NAME | bits.PLACE | bits.PRIVATE | bits.PAPER | bits.SLUG_PAPER
"""What is no body though it ends as one: lønnsslipp, as of a shipyard."""
_FAMILIES = ("fjell", "fjord", "tjern")
"""What bodies end in, and families after a given name: Per Kåre Stifjell."""
_ANIMALS = ("hund", "hunden", "hest", "hesten", "hoppe", "hoppa", "valp", "valpen", "ponni")
"""Endings of animals that bear names (besøkshunden Balder); not "katt", as skatt ends so too."""
_CHIEFS = ("sjef", "sjefen")
"""Endings of posts, shorter than those of the list: butikksjef."""


def _suffixes(endings: Iterable[str]) -> Mapping[int, frozenset[str]]:
    by_length: dict[int, set[str]] = {}
    for ending in endings:
        by_length.setdefault(len(ending), set()).add(ending)
    return {length: frozenset(group) for length, group in sorted(by_length.items())}


def _ends(word: str, suffixes: Mapping[int, frozenset[str]], stem: int) -> bool:
    """Whether a word is at least ``stem`` letters and one of the endings."""
    return any(
        word[-length:] in group for length, group in suffixes.items() if len(word) >= length + stem
    )


class Words:
    """Names, places and other words, and what kind of word each is.

    ``kinds`` maps a word as it is written to bits of :mod:`piilint.detect.words`; it decides
    about a word when it is first asked for. Made by :func:`shipped` and :meth:`extended`.
    """

    __slots__ = ("_listed", "_own", "allowed", "endings", "kinds")

    def __init__(
        self,
        listed: Table,
        endings: Mapping[int, frozenset[str]],
        own: Mapping[str, int] | None = None,
        allowed: tuple[str, ...] = (),
    ) -> None:
        """``listed`` has the bits of a word in lower case; ``own`` are a user's, and go before."""
        self._listed = listed
        self._own = own or {}
        self.endings = endings
        self.allowed = allowed
        self.kinds: Mapping[str, int] = _Kinds(self)

    def extended(
        self, *, names: Iterable[str] = (), places: Iterable[str] = (), allow: Iterable[str] = ()
    ) -> Self:
        """These words and a user's own.

        ``names`` are given names or surnames, one word or several; ``places`` are words that
        are no persons (places, products, organisations); ``allow`` are phrases that are no
        personal data, whatever they hold: nothing found inside of one is told.
        """
        own = dict(self._own)
        for phrase in places:
            own.update((word, bits.PLACE) for word in WORD.findall(phrase.lower()))
        for phrase in names:
            own.update((word, bits.NAME) for word in WORD.findall(phrase.lower()))
        allowed = tuple(phrase.lower() for phrase in allow if phrase.strip())
        return type(self)(self._listed, self.endings, own, self.allowed + allowed)

    def listed(self, word: str) -> int:
        """What the lists say of a word in lower case, in any of its spellings; 0 if nothing."""
        own = self._own.get(word)
        if own is not None:
            return own
        kind = self._listed.get(word)
        if kind is None and not word.isascii():
            kind = self._listed.get(_without_foreign_accents(word))
        return int(kind or 0)

    def tokens(self, text: str, start: int, end: int, *, of_signer: bool = False) -> list[Token]:
        """The words of a field, ``start`` to ``end`` of a page, joined ones taken apart."""
        found: list[Token] = []
        last = start
        for match in WORD.finditer(text, start, end):
            word, at = match[0], match.start()
            is_user = of_signer or (text[at - 1] in "=\v/\\" and _is_user_s(found, text[at - 1]))
            is_user = is_user or (word.islower() and _is_done_by(found, text[at - 1]))
            is_part = text[at - 1] == text[match.end() : match.end() + 1] == "/"
            how = loose_cuts if is_user else after_initial if is_part else None
            for low, high, kind in self._pieces(word, self.kinds[word], how):
                found.append(
                    Token(at + low, at + high, word[low:high], kind, text[last : at + low])
                )
                last = at + high
        return found

    def _pieces(self, word: str, kind: int, how: Cuts | None) -> list[tuple[int, int, int]]:
        """Where the parts of a joined word stand, and their kinds: ``OlaNordmann``.

        ``how`` takes apart what may be a user's name.
        """
        places = camel_pieces(word) if kind & bits.SPLIT else [(0, len(word))]
        if len(places) > 1:
            return [(low, high, self.kinds[word[low:high]] & ~bits.SPLIT) for low, high in places]
        if kind & bits.SPLIT:
            ends = cuts(word.lower(), self.listed)
        elif how and not kind & ~_UNLISTED and _SHORTEST <= len(word) <= _LONGEST:
            ends = how(word.lower(), self.listed)
        else:
            ends = ()
        if not ends:
            return [(0, len(word), kind)]
        return [
            (low, high, self.kinds[word[low:high]] & ~bits.SPLIT | bits.JOINED)
            for low, high in zip((0, *ends), (*ends, len(word)), strict=True)
        ]

    def kind(self, word: str) -> int:
        """What kind of word this is, as written."""
        lower = word.lower()
        kind = self._kind(lower) if len(word) <= _LONGEST else 0
        if kind & bits.SMALL and word.islower():
            kind |= bits.AMBIGUOUS
        if word == "Ms":
            kind &= ~bits.ORG_BEFORE  # a woman's title; a ship is MS
        is_mixed = any(map(str.isupper, word[1:])) and not word.isupper()
        parts = camel_pieces(word) if is_mixed else ()
        # KrFU is no CamelCase, and neither is a capital after a letter that has no small one.
        if len(parts) > 1 and not (kind & bits.SPECIAL and len(word) < 8):
            kind = bits.SPLIT
            for low, high in parts:
                kind |= self.kinds[word[low:high]] & (
                    bits.WAKES_NAMES | bits.SPECIAL | bits.STREET | bits.BIRTH
                )
            return kind
        is_unknown = not kind & ~bits.MORPHOLOGY and (word.islower() or word.endswith("SEN"))
        if is_unknown and _SHORTEST_JOINED <= len(word) <= _LONGEST and cuts(lower, self.listed):
            return bits.SPLIT | bits.WAKES_NAMES
        if (
            (kind & bits.NAME and not (kind & bits.AMBIGUOUS and word.islower()))
            or kind & (bits.TITLE | bits.ROLE)
            or (kind & bits.MORPHOLOGY and word[0].isupper())
        ):
            kind |= bits.WAKES_NAMES
        elif (
            (kind & bits.NAME and len(word) > 2)
            or (kind & bits.MORPHOLOGY and len(word) > 6)
            or kind & (bits.PRIVATE | bits.PAPER)
        ):
            kind |= bits.WAKES_IN_SLUG
        return kind

    def _kind(self, word: str) -> int:
        kind = listed = self.listed(word)
        if not kind and len(word) > 3 and word[-1] == "s":
            stem = self.listed(word[:-1])
            if stem & bits.NAME:
                kind = stem | bits.GENITIVE
        if not kind and len(word) > 6 and word.endswith("sen") and not word.endswith("elsen"):
            stem = self.listed(word[:-3])
            if stem & bits.GIVEN and not stem & bits.AMBIGUOUS:
                kind = bits.SURNAME
        if not kind and len(word) > 6 and word.endswith(_SURE_ENDINGS):
            kind = bits.SURNAME
        if not kind and len(word) > 5 and word.endswith(("ova", "eva")):
            kind = self.listed(word[:-1]) & bits.SURNAME
        if not kind & bits.NAME or kind & bits.GENITIVE:
            if _ends(word, self.endings, 2) and not kind & ~(bits.GENITIVE | bits.NAME):
                kind = bits.ORDINARY
            if not kind and len(word) > 4 and _ends(word, _surname_endings(), 2):
                kind |= bits.MORPHOLOGY
        is_family = word.endswith(_FAMILIES) and not listed
        if not (kind & _NO_BODY or is_family) and _ends(word, _organisation_endings(), 2):
            kind |= bits.ORG_AFTER
        if not kind & _NO_BODY and (word.endswith(_ANIMALS) or _ends(word, _bearers(), 2)):
            kind |= bits.ORG_BEFORE
        if not kind & bits.NAME and (word.endswith(_CHIEFS) or _ends(word, _post_endings(), 2)):
            kind |= bits.ROLE | bits.POST
        if word in _ADDRESS_WORDS or kind & bits.PLACE or _ends(word, _street_endings(), 0):
            kind |= bits.STREET
        if word in _BIRTH or word.endswith(("åring", "barn")):
            kind |= bits.BIRTH
        if is_special(word) or (not (listed or kind & bits.NAME) and is_misspelt(word)):
            kind |= bits.SPECIAL
        return kind


def _is_user_s(tokens: Sequence[Token], sign: str) -> bool:
    """Whether the last word of some is a key, or a part of a path, whose value is somebody.

    After a backslash it is the name of a domain, too.
    """
    if not tokens:
        return False
    said = tokens[-1].text
    if sign == "\\" and said.isupper() and len(said) > 1:
        return True
    return said.lower() in (USER_FOLDERS if sign in "/\\" else USER_KEYS)


def _is_done_by(tokens: Sequence[Token], sign: str) -> bool:
    """Whether the last words of some say what was done, and by whom comes next: bestilt av."""
    if sign not in " :" or len(tokens) < len(("bestilt", "av")):
        return False
    return tokens[-1].text.lower() in BY and tokens[-2].text.lower() in DONE


class _Kinds(dict[str, int]):
    """A memory of kinds that asks its words for what it does not know yet."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, word: str) -> int:
        kind = self._words.kind(word)
        if len(self) < _KEPT:
            self[word] = kind
        return kind


@cache
def _endings_of(file: str, kinds: tuple[str, ...], least: int) -> Mapping[int, frozenset[str]]:
    """What longer words end in, of the words of a list that are of some kinds, and long enough."""
    return _suffixes(w for w, kind in read_pairs(file) if kind in kinds and len(w) >= least)


def _street_endings() -> Mapping[int, frozenset[str]]:
    return _endings_of("streets.txt", ("street", "weak"), 0)


def _organisation_endings() -> Mapping[int, frozenset[str]]:
    return _endings_of("neighbours.txt", ("organisation-after",), 5)


def _bearers() -> Mapping[int, frozenset[str]]:
    """Endings of what bears a name (pinsemenigheten Betel, robotstøvsuger Berit)."""
    return _endings_of("neighbours.txt", ("organisation-before",), 6)


def _post_endings() -> Mapping[int, frozenset[str]]:
    return _endings_of("neighbours.txt", ("post",), 5)


@cache
def _surname_endings() -> Mapping[int, frozenset[str]]:
    return _suffixes(read_list("surname-endings.txt"))


@cache
def shipped() -> Words:
    """The words that travel with piilint."""
    return Words(Table.open("words"), _suffixes(read_list("endings.txt")))


def _without_foreign_accents(word: str) -> str:
    """A word with æ, ø, å as they are: såra is no Sara, while Zoë is Zoe and Björn Bjørn."""
    return "".join([c if c in "æøå" else without_accents(bits.STRIPPED.get(c, c)) for c in word])
