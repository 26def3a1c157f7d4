"""Names after which much is called: of the long dead, of kings and saints, of brands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from piilint.detect import words as bits
from piilint.detect.against import AGAINST
from piilint.detect.words import Name, Token, read_list, respelled

__all__ = ["JOINTS", "has_epithet", "is_called_after", "is_of_a_king"]

_KINGS = frozenset({"harald", "haakon", "håkon", "olav", "christian", "karl", "oscar", "frederik"})
_EPITHETS = frozenset(
    {
        *("gode", "hellige", "store", "milde", "fredsæle", "røde", "unge", "gamle", "blinde"),
        *("vise", "rike", "onde", "sterke", "heilage", "raude", "great", "good", "holy", "blind"),
    }
)
_ROMAN = frozenset("IVX")
_WITHIN = frozenset((" ", ". ", "-", "_"))
JOINTS = frozenset((" ", "-", "_", "' ", "’ "))
"""What stands between the words of what is called by a name."""


_BETWEEN = frozenset({"og", "and", "i", "in", "på", "fra", "from", "of"})
"""What stands within the names of figures and titles: Emil i Lønneberga, Karlsson på taket."""


@cache
def _namesakes() -> frozenset[str]:
    rows = read_list("namesakes.txt")
    return frozenset((*rows, *(respelled(row, bits.TRANSLITERATED) for row in rows)))


def is_called_after(tokens: Sequence[Token], name: Name) -> bool:
    """The long dead, brands and figures of plays: Edvard Munch, Helly Hansen, Peer Gynt."""
    if _has_joined_initial(tokens, name.first):
        return False
    for at in range(name.first + 1, name.last + 1):
        is_dotted = tokens[at].gap == "." and tokens[at - 1].is_initial  # G.O. Sars
        is_one = tokens[at].gap == ""  # TerjeVigen, johansverdrup
        if tokens[at].gap not in _WITHIN and not (is_dotted or is_one):
            return False
    around = (*tokens[max(name.first - 1, 0) : name.first], *tokens[name.last + 1 : name.last + 2])
    if any(token.text in AGAINST for token in around):
        return False  # Thommessen mot Lund
    said = [token.text.lower() for token in tokens[name.first : name.last + 1]]
    words = ["-".join(said)]
    if not _has_surname_of_its_own(tokens, name):
        words += ("-".join(said[:2]), "-".join(said[:3]))
    is_led = name.first < name.last and not tokens[name.first].kind & bits.GIVEN
    if is_led:
        words.append("-".join(said[-2:]))  # safe manning Otto Sverdrup
    if name.last + 1 < len(tokens) and tokens[name.last + 1].gap in _WITHIN:
        following = tokens[name.last + 1].text.lower()
        words.append(f"{said[-1] if is_led else words[0]}-{following}")  # carl-berner
    if name.first == name.last and name.first and tokens[name.first].gap in _WITHIN:
        words.append(f"{tokens[name.first - 1].text.lower()}-{words[0]}")  # helly-hansen
    if name.first == name.last:
        words += _pairs(tokens, name.first)
    return not _namesakes().isdisjoint((*words, *(word.removesuffix("s") for word in words)))


def _has_joined_initial(tokens: Sequence[Token], at: int) -> bool:
    """Whether an initial is joined to a surname, as no firm's is: bthommessen."""
    token = tokens[at]
    return at > 0 and token.gap == "" and bool(token.kind & tokens[at - 1].kind & bits.JOINED)


def _pairs(tokens: Sequence[Token], at: int) -> list[str]:
    """What a name and another, or a place, are with a small word between: Karsten og Petra."""
    found = []
    for start in (at - 2, at):
        three = tokens[max(start, 0) : start + 3]
        if start >= 0 and len(three) > 2 and three[1].text in _BETWEEN:
            found.append("-".join(token.text.lower() for token in three))
    return found


def _has_surname_of_its_own(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a third word tells of a namesake's namesake: Karl Johan Vesterås."""
    if name.last - name.first < 2:
        return False
    first, second, third = tokens[name.first : name.first + 3]
    is_surname = third.kind & bits.SURNAME and not third.kind & bits.GENERIC
    return bool(is_surname and not second.kind & bits.GENITIVE and third.is_title == first.is_title)


def is_of_a_king(last: Token, after: Token) -> bool:
    """Whether a king's number follows a name: Haakon VIIs plass, Olav V, haakon7-kvartalet."""
    if last.text.lower() in _KINGS and after.gap[:1].isdigit():
        return after.gap[1:] in JOINTS
    if after.gap != " " or not _ROMAN.issuperset(after.text.removesuffix("s")):
        return False
    return len(after.text) > 1 or last.text.lower() in _KINGS


def has_epithet(tokens: Sequence[Token], position: int) -> bool:
    """Whether a king's or a saint's epithet follows: Håkon den gode, Olav-den-helliges-veg."""
    if position + 1 >= len(tokens) or tokens[position].text.lower() not in ("den", "the"):
        return False
    epithet = tokens[position + 1]
    if tokens[position].gap not in JOINTS or epithet.gap != tokens[position].gap:
        return False
    said = epithet.text.lower()
    is_noun_next = position + 2 < len(tokens) and tokens[position + 2].gap == " "
    if is_noun_next and not said.endswith("s"):
        return False  # Kari den gamle kontrakten
    return said.removesuffix("s") in _EPITHETS
