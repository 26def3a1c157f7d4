"""Two names that a slug joins, each of which says that the other is one."""

from __future__ import annotations

from collections.abc import Sequence

from piilint.detect import words as bits
from piilint.detect.beside import LETTING
from piilint.detect.papers import is_personal
from piilint.detect.parties import BOTH, MONTHS
from piilint.detect.words import Name, Token

__all__ = ["is_child_of_school", "is_one_of_pair", "is_with"]

_AMPERSANDS = frozenset({"&", "-&-", "_&_"})
_SLUG = frozenset("-_/.")
_OTHER = bits.PLACE | bits.GENERIC


def is_one_of_pair(tokens: Sequence[Token], at: int, *, is_sure: bool) -> bool:
    """Whether a word is one of two names joined so: viljar-og-mia, tollefsrud-og-berisha.

    ``is_sure`` says that a surname by itself or the field's matter makes it likely; two given
    names need none, where the other one is no word too or a personal paper is before them.
    """
    token = tokens[at]
    for first, last in _pairs(tokens, at):
        other = tokens[first if last == at else last]
        are_given = bool(token.kind & other.kind & bits.GIVEN)
        are_children = are_given and first > 0 and tokens[first - 1].text.lower() in _CHILDREN_S
        if token.text.islower() != other.text.islower():
            continue
        if are_children and _are_alike(token, other):
            return True
        if (token.kind | other.kind) & _OTHER:
            continue
        if not other.kind & bits.AMBIGUOUS:
            return are_given or (is_sure and bool(token.kind & other.kind & bits.NAME))
        if are_given and not {token.text.lower(), other.text.lower()} <= MONTHS:
            return first > 0 and _is_theirs(tokens[first - 1])
    return False


def is_with(tokens: Sequence[Token], told: int, name: Name) -> bool:
    """Whether a lone name is joined by "og" to one that is told: Knutsen_Alf_og_Ruth.

    ``told`` is the place of that one's last word; what follows must be no part of a firm's name.
    """
    token, at = tokens[name.first], name.first
    if told < 0 or told != at - _BEFORE or name.last != at or tokens[at - 1].text not in BOTH:
        return False
    gap, after = token.gap, tokens[at + 1 : at + 2]
    if gap != tokens[at - 1].gap or gap not in _JOINTS or not token.is_title:
        return False
    other = tokens[told]
    if token.kind & _OTHER or not token.kind & other.kind & bits.NAME or not other.is_title:
        return False
    is_end = not after or after[0].gap[:1] in (".", ",", ":", ";", ")", "\0", "/", "?")
    return is_end or (after[0].text.islower() and not after[0].kind & bits.ORG_AFTER)


_BEFORE = 2
_JOINTS = frozenset({" ", "_", "-"})


def _are_alike(token: Token, other: Token) -> bool:
    """Whether two given names are children's: both with a capital, or one that is no word."""
    if {token.text.lower(), other.text.lower()} <= MONTHS or (token.kind | other.kind) & bits.PLACE:
        return False
    return token.is_title or not token.kind & other.kind & bits.AMBIGUOUS


_CHILDREN_S = frozenset(
    {
        *("tilvenning", "plass", "barnehageplass", "sfoplass", "skoleplass", "skuleplass", "sfo"),
        *("aks", "foreldresamtykke", "fotosamtykke", "søskenmoderasjon", "soskenmoderasjon"),
        *("samvær", "samvaer", "samver", "tvillinger", "tvillingar", "søsken", "sosken", "barn"),
        *("skolestart", "skulestart", "barna", "borna", "elever", "elevar", "plasstilbud"),
        *("barnehagesøknad", "barnehagesoknad", "skoleskyss", "omsorg", "adopsjon", "fosterbarn"),
    }
)
"""What children have, after which two names are theirs, whatever else they mean."""


def _pairs(tokens: Sequence[Token], at: int) -> list[tuple[int, int]]:
    """The two words of each pair that a word is in, by their places."""
    found = []
    for first, last in ((at - 2, at), (at, at + 2)):
        if first < 0 or last >= len(tokens) or tokens[first + 1].text not in BOTH:
            continue
        if tokens[first + 1].gap == tokens[last].gap and tokens[last].gap in _SLUG:
            found.append((first, last))
    for first, last in ((at - 1, at), (at, at + 1)):
        if first >= 0 and last < len(tokens) and tokens[last].gap in _AMPERSANDS:
            found.append((first, last))
    return found


def _is_theirs(token: Token) -> bool:
    """Whether a word before a pair is of a paper that persons have, or of their home."""
    return is_personal(token) or token.text.lower() in LETTING


def is_child_of_school(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a given name before that of a school is the child's who goes there.

    As in Plass for Zofia og Jakub Lillebekk barnehage, or Barnehageplass Nora Lillebekk barnehage.
    """
    at, after = name.first, tokens[name.last + 1 : name.last + 2]
    token = tokens[at]
    if name.last != at + 1 or not after or not at or not token.kind & bits.GIVEN:
        return False
    if token.kind & bits.GENITIVE or tokens[at + 1].gap != " " or after[0].gap != " ":
        return False
    said = after[0].text.lower()
    if said not in _SCHOOLS:
        return False
    before = tokens[at - 1]
    if before.text in BOTH and at > 1 and _is_child(tokens[at - 2]):
        return token.gap == before.gap == " "
    if token.gap in (", ", " & ") and _is_child(before):
        return True
    if said in _NURSERIES and not token.kind & bits.AMBIGUOUS:
        is_for = before.text in _FOR and at > 1
        paper = tokens[at - 2] if is_for else before
        return token.gap == " " and _is_of_child(paper)
    return False


def _is_child(token: Token) -> bool:
    """Whether a word is a given name, and not somebody's whose something is."""
    return bool(token.kind & bits.GIVEN) and not token.kind & bits.GENITIVE and token.is_title


def _is_of_child(token: Token) -> bool:
    """Whether a word is of what a child has at such a place."""
    return token.text.lower() in _PLACES


_FOR = frozenset({"for", "til", "av"})
_PLACES = frozenset(
    {
        *("plass", "barnehageplass", "skoleplass", "skuleplass", "sfoplass", "oppstart", "start"),
        *("tilvenning", "overgang", "opptak", "permisjon", "fravær", "skyss", "skoleskyss"),
        *("henting", "levering", "vedtak", "redusert", "betaling", "moderasjon", "samtykke"),
        *("søskenmoderasjon", "syskenmoderasjon", "foreldrebetaling", "matpenger", "bytte"),
    }
)
_NURSERIES = frozenset({"barnehage", "barnehagen", "barnehave", "bhg", "sfo", "aks"})
_SCHOOLS = _NURSERIES | {
    *("skole", "skolen", "skule", "skulen", "barneskole", "barneskule", "ungdomsskole"),
    *("ungdomsskule", "kindergarten", "school", "familiebarnehage", "friluftsbarnehage"),
    *("gardsbarnehage", "gårdsbarnehage", "naturbarnehage", "studentbarnehage", "oppvekstsenter"),
}
