"""The word lists as one lookup: what kind of word is this?

The lists are plain text in ``words/``, read when the first page is searched. What a word is
gets decided once; a document of words seen before costs one dictionary look-up a word.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Self

from piilint.detect import words as bits
from piilint.detect.words import WORD, Token, camel_pieces
from piilint.resources import data_folder

__all__ = ["Words", "shipped"]

_KEPT = 20_000
"""Most words whose kind is remembered."""

_NEIGHBOURS = {
    "organisation-after": bits.ORG_AFTER,
    "organisation-before": bits.ORG_BEFORE,
    "organisation-form": bits.ORG_FORM,
    "title": bits.TITLE,
    "role": bits.ROLE,
    "preposition": bits.PREPOSITION,
}
_BIRTH = frozenset(
    "født fødd fødselsdato fødselsdag fødselsår fødseldato fodselsdato fodt fødsdato fdato fdt"
    " f alder år åring årig gammel gml geb birth birthdate birthday born dob aged age years".split()
)
_FAMILY = (
    "rud stad heim vik berg land haug bakken bakk gård gaard seth sæter sæther set nes næs lien"
    " dal hagen moen eng sson dóttir dottir qvist ström strøm gren blad"
    " ić vić ov ova ev eva ski ska sky enko chuk auskas aitė ienė iene escu zadeh pour nejad oğlu"
    " oglu idze shvili yan singam rajah lingam nathan opoulos akis"
).split()
_STREET = (
    "gata gate gaten gaden gade veien vei vegen veg vej vejen vägen gatan plassen plass allé alleen"
    " alléen allè terrasse terrassen bakken bakkane svingen stien sti tunet tun haugen haugane lia"
    " lien kroken torg torget ringen brygge brygga kaia smauet smuget stredet stretet løkka løkken"
    " åsen jordet toppen grenda hagen faret vollen skogen enga marka lunden moen kleiva kleven"
    " stubben dalen berget åkeren strasse straße street road avenue lane drive bråten myra myrene"
    " neset viken vika sletta sletten sundet vangen bukta stranda stranden ekra geilen flaten"
    " ledet linna linja passasjen gjerdet hellinga trappa trappen grenden kollen høgda brinken"
    " parken krysset odden engen slipa skrenten bekken elva eika rabben holtet tråkka tråkket bruket brua"
).split()
_STREET_WORDS = frozenset(
    "gt gnr bnr gårdsnummer gårdsnr bruksnummer bruksnr postboks pb boks box matrikkel vn leil"
    " leilighet st ave rd ul".split()
)


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


_FAMILY_ENDINGS = _suffixes(_FAMILY)
_STREET_ENDINGS = _suffixes(_STREET)
_TRANSLITERATED = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue"})
_STRIPPED = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})


def _written_otherwise(word: str) -> Iterable[str]:
    """How a word looks in file names: ``oe`` or ``o`` for ø, accents gone."""
    stripped = unicodedata.normalize("NFD", word.translate(_STRIPPED))
    plain = "".join(letter for letter in stripped if not unicodedata.combining(letter))
    return (word.translate(_TRANSLITERATED), plain) if len(word) > 3 else ()


class Words:
    """Names, places and other words, and what kind of word each is.

    ``kinds`` maps a word as it is written to bits of :mod:`piilint.detect.words`; it decides
    about a word when it is first asked for. Made by :func:`shipped` and :meth:`extended`.
    """

    __slots__ = ("_listed", "allowed", "endings", "kinds")

    def __init__(
        self,
        listed: Mapping[str, int],
        endings: Mapping[int, frozenset[str]],
        allowed: tuple[str, ...] = (),
    ) -> None:
        self._listed = listed
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
        listed = dict(self._listed)
        for phrase in places:
            listed.update((word, bits.PLACE) for word in WORD.findall(phrase.lower()))
        for phrase in names:
            listed.update((word, bits.NAME) for word in WORD.findall(phrase.lower()))
        allowed = tuple(phrase.lower() for phrase in allow if phrase.strip())
        return type(self)(listed, self.endings, self.allowed + allowed)

    def listed(self, word: str) -> int:
        """What the lists say of a word in lower case, in any of its spellings; 0 if nothing."""
        kind = self._listed.get(word)
        if kind is None and not word.isascii():
            kind = self._listed.get(_plain(word))
        return kind or 0

    def pieces(self, word: str) -> list[tuple[int, int]]:
        """Where the parts of a joined word stand: ``OlaNordmann``, ``olanordmann``."""
        parts = camel_pieces(word)
        if len(parts) > 1:
            return parts
        cut = self._cut(word.lower())
        return [(0, cut), (cut, len(word))] if cut else parts

    def _cut(self, word: str) -> int:
        """Where a given name and a surname meet that are written as one word; 0 if nowhere."""
        for cut in range(len(word) - 4, 2, -1):
            given, surname = self.listed(word[:cut]), self.listed(word[cut:])
            if (
                given & bits.GIVEN
                and surname & bits.SURNAME
                and not (given | surname) & (bits.AMBIGUOUS | bits.RARE)
            ):
                return cut
        return 0

    def tokens(self, text: str, start: int, end: int) -> list[Token]:
        """The words of a field, ``start`` to ``end`` of a page, joined ones taken apart."""
        found: list[Token] = []
        last = start
        for match in WORD.finditer(text, start, end):
            word, at = match[0], match.start()
            kind = self.kinds[word]
            parts = self.pieces(word) if kind & bits.SPLIT else [(0, len(word))]
            for low, high in parts:
                part = word[low:high] if kind & bits.SPLIT else word
                part_kind = self.kinds[part] & ~bits.SPLIT if kind & bits.SPLIT else kind
                found.append(Token(at + low, at + high, part, part_kind, text[last : at + low]))
                last = at + high
        return found

    def kind(self, word: str) -> int:
        """What kind of word this is, as written."""
        lower = word.lower()
        kind = self._kind(lower)
        if any(map(str.isupper, word[1:])) and not word.isupper():
            parts = camel_pieces(word)
            kind = bits.SPLIT
            for low, high in parts:
                kind |= self.kinds[word[low:high]] & (
                    bits.WAKES_NAMES | bits.SPECIAL | bits.STREET | bits.BIRTH
                )
            return kind
        if not kind and len(word) >= 8 and word.islower() and self._cut(lower):
            return bits.SPLIT | bits.WAKES_NAMES
        if kind & bits.NAME and not (kind & bits.AMBIGUOUS and word.islower()):
            kind |= bits.WAKES_NAMES
        elif kind & (bits.TITLE | bits.ROLE):
            kind |= bits.WAKES_NAMES
        elif kind & bits.MORPHOLOGY and word[0].isupper():
            kind |= bits.WAKES_NAMES
        return kind

    def _kind(self, word: str) -> int:
        from piilint.detect.special import is_special

        kind = self.listed(word)
        if not kind and len(word) > 3 and word[-1] == "s":
            stem = self.listed(word[:-1])
            if stem & bits.NAME:
                kind = stem | bits.GENITIVE
        if not kind & bits.NAME or kind & bits.GENITIVE:
            if _ends(word, self.endings, 2) and not kind & ~(bits.GENITIVE | bits.NAME):
                kind = bits.ORDINARY
            if not kind and len(word) > 4 and _ends(word, _FAMILY_ENDINGS, 2):
                kind |= bits.MORPHOLOGY
        if word in _STREET_WORDS or _ends(word, _STREET_ENDINGS, 0):
            kind |= bits.STREET
        if word in _BIRTH or word.endswith("åring"):
            kind |= bits.BIRTH
        if is_special(word):
            kind |= bits.SPECIAL
        return kind


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


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.translate(_STRIPPED))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@cache
def shipped() -> Words:
    """The words that travel with piilint."""
    listed: dict[str, int] = {}
    for word in _read("ordinary.txt"):
        listed[word] = bits.ORDINARY
    for word in _read("places.txt"):
        listed[word] = bits.PLACE
    _add_names(listed, "given-names.txt", bits.GIVEN)
    _add_names(listed, "surnames.txt", bits.SURNAME)
    for word in _read("ambiguous.txt"):
        listed[word] = listed.get(word, 0) | bits.AMBIGUOUS
    rows = _read("neighbours.txt")
    for word, meaning in zip(rows[::2], rows[1::2], strict=True):
        listed[word] = listed.get(word, 0) | _NEIGHBOURS[meaning]
    for word, kind in [entry for entry in listed.items() if not entry[0].isascii()]:
        if kind & bits.NAME:
            for spelling in _written_otherwise(word):
                listed.setdefault(spelling, kind)
    return Words(listed, _suffixes(_read("endings.txt")))


def _add_names(listed: dict[str, int], file: str, kind: int) -> None:
    rows = _read(file)
    for word, band in zip(rows[::2], rows[1::2], strict=True):
        listed[word] = listed.get(word, 0) | kind | (bits.RARE if band == "3" else 0)


def _read(file: str) -> list[str]:
    """The words of a list: what follows the first empty line, which ends its header."""
    text = (data_folder("words") / file).read_text(encoding="utf-8")
    return text.partition("\n\n")[2].split()
