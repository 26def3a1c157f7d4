"""Names of persons: what stands together, beside what, and how it is written.

A name is known by the word lists, by its form (initials, particles, endings of surnames) and
by its neighbours. A run of words that are or may be names is read from left to right; what
makes it an organisation, a street or a thing keeps it from being told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from piilint.detect import words as bits
from piilint.detect.hostwords import outside_addresses
from piilint.detect.initials import (
    DIGRAPHS,
    initials,
    inverted,
    irish,
    is_initial_after,
    is_joined_initial,
    is_slug_initial,
    is_strong,
    is_user_initial,
)
from piilint.detect.joined import are_syllables, is_of_east_asia
from piilint.detect.keyednames import is_keyed_name
from piilint.detect.neighbours import judge
from piilint.detect.pairs import is_with
from piilint.detect.papers import kinds_of
from piilint.detect.particles import PARTICLES, after_particles
from piilint.detect.thingwords import THINGS
from piilint.detect.unknown import is_party, paper_s_name, signers_name, unknown
from piilint.detect.words import EQUALS, Name, Token
from piilint.model import Evidence

__all__ = ["person_names"]

_GLUE = frozenset((" ", "-", "_", "+", ".", "", ". ", "  ", "'", "’", "%20", "__", "--"))


def person_names(text: str, tokens: Sequence[Token], label: str) -> Iterator[Evidence]:
    """Names in one field, whose words are given; ``label`` says what the field is for."""
    tokens = outside_addresses(text, tokens)
    is_prose = not ("url" in label or "queue" in label)
    told, kinds = -1, kinds_of(tokens)
    for first, last in _runs(tokens):
        for name in _names(text, tokens, first, last):
            judged = judge(text, tokens, name, kinds, is_prose=is_prose)
            if judged is None:
                continue
            if judged.confidence == "low" and is_with(tokens, told, judged):
                judged = judged._replace(confidence="medium")
            told = judged.last if judged.confidence != "low" else told
            yield _evidence(tokens, judged)
    if told >= 0:
        return
    if "signer-identifier" in label:
        somebody = signers_name(text, tokens)
    elif kinds & (bits.PRIVATE | bits.PAPER):
        somebody = paper_s_name(tokens)
    else:
        return
    if somebody is not None:
        yield _evidence(tokens, somebody)


def _evidence(tokens: Sequence[Token], name: Name) -> Evidence:
    return Evidence(
        entity="PERSON",
        start=tokens[name.first].start,
        end=tokens[name.last].end,
        confidence=name.confidence,
        detector="names",
        rests_on=name.rests_on,
    )


def _may_be_name(token: Token) -> bool:
    kind = token.kind
    if kind & (bits.NAME | bits.JOINED) or is_slug_initial(token):
        return True
    if token.is_initial or token.text in DIGRAPHS:
        return token.gap != "/"  # M/T is no initial
    if kind & (bits.GENERIC | bits.PLACE | bits.SPECIAL):
        return False
    return token.is_title


def _is_after_initial(initial: Token, token: Token) -> bool:
    """A surname that no list knows after an initial, as user names are written: m.rønningsbakk."""
    return token.gap == "." and bool(token.kind & bits.MORPHOLOGY) and is_slug_initial(initial)


def _runs(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Runs of words that are or may be names, as first and last index."""
    index, count = 0, len(tokens)
    while index < count:
        pair = after_particles(tokens, index)
        is_user = is_user_initial(tokens, index) or is_keyed_name(tokens, index)
        if not (pair or _may_be_name(tokens[index]) or is_user):
            index += 1
            continue
        last = pair.last if pair else index
        while last + 1 < count:
            following = tokens[last + 1]
            if not _is_glued(tokens[last], following):
                break
            if _may_be_name(following) or _is_after_initial(tokens[last], following):
                last += 1
            elif _is_small_middle(tokens, last + 1) or (
                following.text.lower() in PARTICLES
                and last + 2 < count
                and _may_be_name(tokens[last + 2])
                and tokens[last + 2].gap in _GLUE
                and (tokens[last + 2].is_title or tokens[last + 2].kind & bits.NAME)
            ):
                last += 2
            else:
                break
        yield index, last
        index = last + 1


def _is_small_middle(tokens: Sequence[Token], at: int) -> bool:
    """An initial with its full stop between two names in small letters: tove b. kvamme."""
    initial, before, after = tokens[at], tokens[at - 1], tokens[at + 1 : at + 2]
    if len(initial.text) > 1 or initial.gap != " " or not after or after[0].gap != ". ":
        return False
    are_small = before.text.islower() and initial.text.islower() and after[0].text.islower()
    is_given = bool(before.kind & bits.GIVEN) and not before.kind & (bits.SMALL | bits.GENERIC)
    is_given = is_given and before.text != "per"  # kr 40 per m. sand
    return are_small and is_given and bool(after[0].kind & bits.SURNAME)


def _is_glued(before: Token, token: Token) -> bool:
    gap = token.gap
    if gap == ". ":
        return len(before.text) <= 3
    if gap in (", ", ","):
        if before.text.islower() and token.is_title:
            return False  # fyller 67 i mai, Rolf Nes
        return bool(token.kind & bits.GIVEN) and (
            bool(before.kind & bits.SURNAME) or _is_unknown_surname(before, token)
        )
    return gap in _GLUE


def _is_unknown_surname(before: Token, token: Token) -> bool:
    """Whether a word that ends as surnames do may be one before a comma: Tveitehaug, Gro."""
    is_unknown = bool(before.kind & bits.MORPHOLOGY) and before.is_title
    return is_unknown and token.is_title and token.text.lower() not in THINGS


def _names(text: str, tokens: Sequence[Token], first: int, last: int) -> Iterator[Name]:
    index = first
    while index <= last:
        name = _name_at(text, tokens, index, last)
        if name is None:
            index += 1
        else:
            yield name
            index = name.last + 1


def _name_at(text: str, tokens: Sequence[Token], index: int, last: int) -> Name | None:
    token, pair = tokens[index], after_particles(tokens, index)
    known = pair or inverted(text, tokens, index)
    if known is not None:
        return known
    if token.kind & bits.JOINED and _is_piece(tokens, index + 1):
        return _joined(tokens, index)
    is_small = is_slug_initial(token) or is_user_initial(tokens, index)
    if index < last and (token.is_initial or is_small):
        return irish(tokens, index) or initials(text, tokens, index, last)
    weak = _weak(tokens, index, last) or _of_syllables(tokens, index, last)
    if weak is not None:
        return weak
    following = tokens[index + 1] if index < last else None
    if (
        following is not None
        and token.kind & (bits.SURNAME | bits.MORPHOLOGY)
        and (token.kind & bits.SURNAME or following.gap.startswith(","))
        and following.kind & bits.GIVEN
        and not (token.kind & bits.ORG_BEFORE and following.gap in (" ", "-"))  # Stol Ingrid
        and (following.gap.startswith(",") or not token.kind & bits.GIVEN)
        and not _is_word_after(token, following)
        and not _follows_surname(tokens, index + 1, last)
        and not (following.gap.startswith(",") and _is_genitive_next(tokens, index + 2, last))
    ):
        return _reversed(tokens, index, last)
    if token.kind & bits.GIVEN:
        return _given_first(text, tokens, index, last)
    if token.kind & bits.SURNAME:
        return _surname(text, tokens, index, last)
    if token.kind & bits.PREPOSITION:
        return None  # leie av Stavne klubbhus: "av" is a particle amid a name only
    return unknown(tokens, index, last)


def _joined(tokens: Sequence[Token], index: int) -> Name:
    """The pieces of one word without its initials: karihansen, khansen."""
    end = index + 1
    while _is_piece(tokens, end + 1):
        end += 1
    first = index if len(tokens[index].text) > 2 else index + 1
    both = tokens[first].kind | tokens[end].kind
    is_sure = first < end and both & bits.NAME == bits.NAME
    is_sure = is_sure and is_strong(tokens[first]) and is_strong(tokens[end])
    return Name(first, end, "high" if is_sure else "medium", ("gazetteer",), True)


def _is_piece(tokens: Sequence[Token], index: int) -> bool:
    """Whether a further piece of a joined word is there: a name before may have taken the first."""
    return (
        index < len(tokens) and tokens[index].gap == "" and bool(tokens[index].kind & bits.JOINED)
    )


def _weak(tokens: Sequence[Token], index: int, last: int) -> Name | None:
    """Three names or more in small letters, each of which may be a word: le_thi_hoa."""
    first, end = tokens[index], index
    if not first.text.islower() or len(first.text) < 2:
        return None
    while end < last and _goes_on(tokens[end + 1], tokens[index + 1].gap):
        end += 1
    if end - index < _FEWEST - 1 or first.kind & bits.GENERIC:
        return None
    names = tokens[index : end + 1]
    if not any(token.kind & bits.GIVEN for token in names) or any(map(is_strong, names)):
        return None
    return Name(index, end, "medium", ("gazetteer",), True)


def _of_syllables(tokens: Sequence[Token], index: int, last: int) -> Name | None:
    """A given name of Vietnam in small letters, anh-tuan, or one of East Asia: Wang Lei, Li Na."""
    if index + 1 == len(tokens):
        return None
    one, other = tokens[index : index + 2]
    if other.gap == "-" and one.kind & bits.GIVEN and are_syllables(one.text, other.text):
        return Name(index, index + 1, "medium", ("gazetteer",), True)
    are_names = last < index + 2 and other.gap in (" ", "_") and one.is_title and other.is_title
    if not are_names or not one.kind & bits.NAME or other.kind & (bits.GENERIC | bits.PLACE):
        return None
    is_one = is_of_east_asia(one.text.lower(), other.text.lower())
    return Name(index, index + 1, "medium", ("gazetteer",), True) if is_one else None


_FEWEST = 3
"""Words that may be names and are one together."""


def _goes_on(token: Token, gap: str) -> bool:
    is_name = bool(token.kind & bits.NAME) and not token.kind & (bits.GENERIC | bits.PLACE)
    return is_name and token.gap == gap and gap in _SEPARATORS and token.text.islower()


_SEPARATORS = frozenset(("-", "_", " ", ".", "+"))


def _is_genitive_next(tokens: Sequence[Token], index: int, last: int) -> bool:
    """Whether a name of its own follows, whose street it is: Kone, Roald Amundsens vei."""
    return index <= last and bool(tokens[index].kind & bits.GENITIVE)


def _follows_surname(tokens: Sequence[Token], index: int, last: int) -> bool:
    """Whether a given name is followed by a surname of its own: Hansen Kari Olsen is two."""
    if index >= last:
        return False
    following = tokens[index + 1]
    return bool(
        following.kind & bits.SURNAME
        and not following.kind & bits.GIVEN
        and not following.gap.startswith(",")
        and not tokens[index].gap.startswith(",")
    )


def _is_last_initial(text: str, tokens: Sequence[Token], index: int) -> bool:
    """A single letter after a given name, and no digit to make a model of it (Hugo X2, Oda B-4)."""
    token = tokens[index]
    if not (token.is_initial or is_slug_initial(token)) or token.gap in EQUALS:
        return False
    after = text[token.end : token.end + 5]
    is_part = token.is_initial and after[:1] == "-" and after[1:2].isdigit()
    is_year = len(after) == 5 and after[1:].isdecimal()
    return not (after[:1].isdigit() or (is_part and not is_year))


def _given_first(text: str, tokens: Sequence[Token], index: int, last: int) -> Name:
    end, surnames, givens, unknown = index, 0, 1, 0
    strong = 1 if is_strong(tokens[index]) else 0
    position = index + 1
    while position <= last:
        token = tokens[position]
        if token.gap.startswith(",") or _is_plate(text, token):
            break
        if surnames and token.kind & bits.GIVEN and not token.kind & bits.SURNAME:
            break
        if tokens[position - 1].kind & bits.GENITIVE:
            break
        is_thing = token.gap == "-" and token.kind & bits.ORG_AFTER and token.text.islower()
        if is_thing and tokens[index].is_title:
            break  # Sverre-kaia
        if token.kind & bits.SURNAME:
            surnames += 1
        elif token.kind & bits.GIVEN:
            givens += 1
        elif len(token.text) == 1 or token.text.lower() in PARTICLES:
            position += 1
            continue
        elif token.is_title and not surnames and unknown < 2 and len(token.text) > 2:
            unknown += 1
        else:
            break
        strong += is_strong(token)
        end = position
        position += 1
    if surnames and _is_too_short(text, tokens[index : end + 1]):
        return Name(index, end, "low", ("gazetteer",), False)
    if surnames and not strong and tokens[index].text.islower() and tokens[end].gap == " ":
        return Name(index, end, "low", ("gazetteer",), False)
    if surnames:
        sure = strong > 0
        return Name(index, end, "high" if sure else "medium", ("gazetteer",), True)
    if unknown:
        morphology = any(tokens[i].kind & bits.MORPHOLOGY for i in range(index, end + 1))
        told = strong or morphology or is_party(tokens, index, end)
        if told and len(tokens[index].text) > 2:
            return Name(index, end, "medium", ("gazetteer",), True)
        return Name(index, index, "low", ("gazetteer",), False)
    if givens > 1 and strong:
        return Name(index, end, "medium", ("gazetteer",), True)
    alone = end == index < last and is_strong(tokens[index])
    if alone and _is_last_initial(text, tokens, index + 1):
        return Name(index, index + 1, "medium", ("gazetteer",), True)
    return _single(text, tokens, index)


def _is_too_short(text: str, tokens: Sequence[Token]) -> bool:
    """Letters as in a hash or an encoded text rather than a name: two, written together."""
    gaps = {token.gap for token in tokens[1:]}
    longest = max(len(token.text) for token in tokens)
    return (longest < 3 and (" " not in gaps)) or _is_inside_code(text, tokens[0], tokens[-1])


def _is_inside_code(text: str, first: Token, last: Token) -> bool:
    """Digits right before and right after, as in a hash."""
    return text[first.start - 1 : first.start].isdigit() and text[last.end : last.end + 1].isdigit()


def _single(text: str, tokens: Sequence[Token], index: int) -> Name:
    token = tokens[index]
    shortest = 4 if token.text.isupper() else 3
    sure = is_strong(token) and len(token.text) >= shortest
    sure = sure and not _is_inside_code(text, token, token)
    return Name(index, index, "medium" if sure else "low", ("gazetteer",), False)


def _surname(text: str, tokens: Sequence[Token], index: int, last: int) -> Name:
    end = index
    if index < last and is_initial_after(text, tokens, index + 1):
        return Name(index, index + 1, "medium", ("gazetteer", "format"), True)
    if index < last and is_joined_initial(text, tokens, index):
        return Name(index, index + 1, "medium", ("gazetteer", "format"), True)
    while (
        end < last
        and tokens[end + 1].kind & bits.SURNAME
        and not tokens[end + 1].kind & bits.GIVEN
        and not _is_word_after(tokens[index], tokens[end + 1])
    ):
        end += 1
    strong = any(
        is_strong(one) and len(one.text) > (3 if one.text.isupper() else 2)
        for one in tokens[index : end + 1]
    )
    strong = strong and not _is_inside_code(text, tokens[index], tokens[end])
    return Name(index, end, "medium" if strong else "low", ("gazetteer",), False)


def _is_plate(text: str, token: Token) -> bool:
    """Whether two capitals and a number are a plate, and no surname: Fartein EK 48213."""
    if len(token.text) != 2 or not token.text.isupper():
        return False
    number = text[token.end : token.end + 6].lstrip(" -_")
    return number[:4].isdecimal()


def _is_word_after(name: Token, token: Token) -> bool:
    """Whether a name in small letters after a surname with a capital is a word: Ulstein-kaia."""
    return token.gap in (" ", "-") and name.is_title and token.text.islower()


def _reversed(tokens: Sequence[Token], index: int, last: int) -> Name:
    end = index + 1
    while end < last and tokens[end + 1].kind & bits.GIVEN and tokens[end + 1].gap in _GLUE:
        end += 1
    if any(is_strong(tokens[i]) for i in range(index, end + 1)):
        return Name(index, end, "high", ("gazetteer",), True)
    is_slug = tokens[index].text.islower() and tokens[end].gap != "."  # haugen-gard.pdf is a farm
    return Name(index, end, "low" if is_slug else "medium", ("gazetteer",), not is_slug)
