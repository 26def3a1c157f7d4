"""Initials beside a surname: K. Hansen, k.hansen, k-j-moen."""

from __future__ import annotations

from collections.abc import Sequence

from piilint.detect import words as bits
from piilint.detect.particles import PARTICLES
from piilint.detect.thingwords import THINGS
from piilint.detect.usernames import USER_KEYS
from piilint.detect.words import EQUALS, Name, Token
from piilint.model import Confidence

__all__ = [
    "DIGRAPHS",
    "SLUG_GAPS",
    "initials",
    "inverted",
    "irish",
    "is_initial_after",
    "is_joined_initial",
    "is_slug_initial",
    "is_strong",
    "is_user_initial",
]

SLUG_GAPS = frozenset((".", "-", "_", "/", "", "+", *EQUALS))
_DOMAINS = frozenset(("no", "com", "org", "net", "se", "dk"))


def is_strong(token: Token) -> bool:
    """Whether a word is a name and nothing else."""
    return bool(token.kind & bits.NAME) and not token.kind & bits.AMBIGUOUS


def is_slug_initial(token: Token) -> bool:
    """One small letter of a slug, as in k.hansen or kari-h."""
    return len(token.text) == 1 and token.text.islower() and token.gap in SLUG_GAPS


def is_user_initial(tokens: Sequence[Token], index: int) -> bool:
    """An initial and a surname joined by a dot amid words, as user names are: for l.kvamme.

    After a slash with a capital, too: bass/T.Brynildsen.
    """
    token, after = tokens[index], tokens[index + 1 : index + 2]
    if len(token.text) != 1 or not after or len(after[0].text) < _LEAST_USER:
        return False
    surname = after[0]
    if surname.gap != "." and not (token.gap == "/" and surname.gap in (". ", "-", "_")):
        return False
    if not surname.kind & bits.SURNAME or surname.kind & bits.GENERIC:
        return False
    if token.text.isupper():
        return token.gap == "/" and surname.is_title
    return token.gap in (" ", ", ", " (", ": ") and surname.text.islower()


_LEAST_USER = 4
"""Letters of such a surname at least."""


def inverted(text: str, tokens: Sequence[Token], index: int) -> Name | None:
    """A surname, a comma and an initial with its full stop: sak 12 Tveit, G."""
    surname, after = tokens[index], tokens[index + 1 : index + 2]
    if not after or after[0].gap != ", " or not after[0].is_initial or not surname.is_title:
        return None
    is_led = index > 0 and tokens[index - 1].text in PARTICLES and surname.gap == " "
    is_surname = bool(surname.kind & bits.SURNAME) or bool(
        surname.kind & bits.MORPHOLOGY and len(surname.text) > _LONG
    )
    end = after[0].end
    is_end = text[end : end + 1] == "." and not text[end + 1 : end + 3].strip(" ")[:1].isupper()
    if not (is_surname or is_led) or not is_end or len(surname.text) <= _SHORTEST:
        return None
    return Name(index, index + 1, "medium", ("gazetteer", "format"), True)


_SHORTEST = 2
"""Letters that such a surname has more than."""


def irish(tokens: Sequence[Token], index: int) -> Name | None:
    """A surname of Ireland: O'Malley."""
    token, surname = tokens[index : index + 2]
    is_irish = token.text == "O" and surname.gap in ("'", "’") and surname.is_title
    if not is_irish or len(surname.text) < 4:
        return None
    return Name(index, index + 1, "medium", ("format",), True)


def initials(text: str, tokens: Sequence[Token], index: int, last: int) -> Name | None:
    """Initials and a surname at the start of a run that begins with one: K. Hansen, k.hansen."""
    position = index
    while position < last and _is_part(tokens, position) and position - index < 3:
        position += 1
    token = tokens[position]
    is_user = tokens[index].text.islower() and is_user_initial(tokens, index)
    if is_user or is_slug_initial(tokens[index]):
        return _slug_initials(text, tokens, index, position)
    if token.gap == "" and position == index + 1 and _is_user(token):
        return Name(index, position, "medium", ("format",), True)
    if token.gap in ("-", "_") and position == index + 1 and _is_born(text, token):
        return Name(index, position, "medium", ("format", "context"), True)
    if token.gap in ("_", "-") and _is_joined_by_signs(tokens, index, position):
        return Name(index, position, "medium", ("gazetteer", "format"), True)
    if token.is_initial or token.gap.startswith(",") or token.gap in ("-", "_", ""):
        return None
    is_dotted = tokens[index + 1].gap.startswith(".")
    if is_dotted and not token.kind & bits.SURNAME and _stands_alone(tokens, index, position):
        return Name(index, position, "medium", ("format",), True)
    if token.kind & bits.PLACE and tokens[index].text in _WINDS:
        return None  # V. Gausdal
    if token.kind & bits.SURNAME or (token.kind & bits.MORPHOLOGY and token.is_title):
        basis = "gazetteer" if token.kind & bits.SURNAME else "morphology"
        if not is_strong(token) and not is_dotted:
            return None
        confidence: Confidence = "high" if is_strong(token) and is_dotted else "medium"
        if is_strong(token) and position < last and _is_second(tokens[position + 1]):
            position += 1
        return Name(index, position, confidence, (basis, "format"), True)
    return None


def _is_second(token: Token) -> bool:
    """Whether a word is a second surname, and none of a thing: S. Nilsen Vik."""
    is_surname = bool(token.kind & bits.SURNAME) and token.is_title and token.gap in (" ", "-")
    return is_surname and not token.kind & bits.ORG_FORM and token.text.lower() not in THINGS


def _is_part(tokens: Sequence[Token], at: int) -> bool:
    """Whether an initial stands there, or two letters that shorten a name amid some: K. Aa. Moe."""
    token, after = tokens[at : at + 2]
    return len(token.text) == 1 or (token.text in DIGRAPHS and after.gap.startswith("."))


DIGRAPHS = frozenset({"Aa", "Ch", "Chr", "Kj", "Kr", "Sv", "Th"})
"""How names are shortened beside initials."""


def _is_user(token: Token) -> bool:
    """Whether what an initial is joined to is a surname, as user names are written: TNilsskog."""
    if not token.is_title or token.kind & bits.GENERIC:
        return False
    if token.kind & bits.AMBIGUOUS:
        return bool(token.kind & bits.SURNAME) and len(token.text) >= _LEAST_JOINED
    return bool(token.kind & bits.SURNAME) or bool(
        token.kind & bits.MORPHOLOGY and len(token.text) > _LONG
    )


_LEAST_JOINED = 5
"""Letters of a surname that is a word too, joined to an initial: LKvamme."""
_LONG = 6
"""Letters; with more, the ending of a surname tells by itself."""


def _is_born(text: str, token: Token) -> bool:
    """Whether a short word for born and a date are joined to a name: K-Nordvik-f-1951-02-17."""
    after = text[token.end : token.end + 5]
    is_sign = after[:1] in ("-", "_") and after[1:2] == "f" and after[2:3] in ("-", "_", ".")
    return is_sign and after[3:].isdecimal() and token.is_title and not token.kind & bits.GENERIC


def _is_joined_by_signs(tokens: Sequence[Token], index: int, last: int) -> bool:
    """Whether initials are joined to a surname: P_E_Haugstad, or one in a part of its own."""
    surname, after = tokens[last], tokens[last + 1 : last + 2]
    if not surname.is_title or not surname.kind & bits.NAME or surname.kind & bits.GENERIC:
        return False
    if last - index > 1:
        return all(token.gap == surname.gap for token in tokens[index + 1 : last])
    if index and tokens[index - 1].kind & bits.POST and surname.gap == tokens[index].gap == "_":
        return len(surname.text) >= _LEAST_JOINED  # kausjonist_E_Rønneberg
    is_part = tokens[index].gap.endswith("/") and len(surname.text) >= _LEAST_JOINED
    return is_part and (not after or after[0].gap[:1] in ("/", ".", "?", "\0"))


def _stands_alone(tokens: Sequence[Token], index: int, last: int) -> bool:
    """Whether initials and a capitalised word are all (D. Petrosyan), or what is asked for."""
    is_all = index == 0 and last == len(tokens) - 1
    asked = bits.PREPOSITION | bits.ROLE | bits.TITLE
    is_all = is_all or (index > 0 and bool(tokens[index - 1].kind & asked))
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if after is not None and index == 0 and after.gap in _BESIDE:
        is_all = is_all or bool(after.kind & bits.PRIVATE)  # T. Sivakumaran fratreden
    is_all = is_all or (after is None and _is_set_off(tokens, index, last))
    return is_all and tokens[last].is_title and len(tokens[last].text) > 3


_BESIDE = frozenset(" /_-")


def _is_set_off(tokens: Sequence[Token], index: int, last: int) -> bool:
    """Whether they end a field after a dash or a comma, and number no part of it: – H. Sollied.

    A word that a full stop shortens may stand before them, too: melkekv. O. Nørdstebø.
    """
    initial, word = tokens[index], tokens[last]
    is_apart = initial.gap in (" – ", " - ", ", ", " / ", ": ")
    is_apart = is_apart or (initial.gap == ". " and index > 0 and tokens[index - 1].text.islower())
    is_free = not word.kind & ~(bits.MORPHOLOGY | bits.NAME | bits.WAKES_NAMES)
    return is_apart and is_free and initial.text not in _NUMBERING


_WINDS = frozenset("NSVØ")
_NUMBERING = frozenset("ABCDEFINSVXØ")
"""Letters that parts of a text are numbered with (Vedlegg – A. Oversikt), a saint's and the
winds', with which places begin."""


def _slug_initials(text: str, tokens: Sequence[Token], index: int, last: int) -> Name | None:
    """Small initials before a surname: k.hansen, k-j-moen."""
    token = tokens[last]
    if token.gap not in (".", "-", "_") or token.is_title:
        return None
    if not token.kind & bits.SURNAME:
        starts = ("/", *EQUALS, "-", "_", "") if token.gap == "." else ("/", *EQUALS)
        is_whole = tokens[index].gap in starts and not text[token.end : token.end + 1].isalnum()
        if is_whole and token.kind & bits.MORPHOLOGY and len(token.text) > 5:
            return Name(index, last, "medium", ("morphology", "format"), True)
        return None
    is_user = (
        index > 0 and tokens[index].gap in EQUALS and tokens[index - 1].text.lower() in USER_KEYS
    )
    if token.gap != "." and not (is_strong(token) or is_user or last - index > 1):
        return None
    if text[token.end : token.end + 1] == "." and token.gap == "." and _is_host(text, token):
        return None
    return Name(index, last, "medium", ("gazetteer", "format"), True)


def _is_host(text: str, token: Token) -> bool:
    """Whether what follows looks like the rest of a host name rather than a file's ending."""
    return text[token.end + 1 : token.end + 4].rstrip("/") in _DOMAINS


def is_initial_after(text: str, tokens: Sequence[Token], index: int) -> bool:
    """A small initial after a surname in small letters: bakke.e; or Langseth M. in a title."""
    surname, initial = tokens[index - 1], tokens[index]
    if initial.gap == " ":
        return _is_dotted_after(text, surname, initial) or _are_two_after(text, surname, initial)
    is_slug = is_slug_initial(initial) and surname.text.islower()
    if initial.gap != "." or not (is_slug or (initial.is_initial and surname.is_title)):
        return False
    after = text[initial.end : initial.end + 4]
    shortest = 3 if is_slug else 2
    is_file = after[:1] == "." and after[1:].lower() in _FILES and surname.gap != ""
    is_end = is_file or not (after[:1].isalnum() or after[:1] == ".")
    return len(surname.text) > shortest and is_end


def _is_dotted_after(text: str, surname: Token, initial: Token) -> bool:
    """Whether a capital and a dot end a name that begins with a surname: Langseth M. ref 77."""
    is_sure = is_strong(surname) and surname.is_title and initial.is_initial
    is_sure = is_sure and initial.text not in _NUMBERING  # Nordby A. seksjon
    if not is_sure or surname.kind & bits.PLACE or text[initial.end : initial.end + 1] != ".":
        return False
    after = text[initial.end + 1 : initial.end + 3]
    return after[:1] in ("", "\0", ",") or (after[:1] == " " and after[1:].islower())


def _are_two_after(text: str, surname: Token, initial: Token) -> bool:
    """Whether two initials, each with its dot, end a name: Bui V. T. glasskade."""
    if not surname.is_title or not initial.is_initial or surname.kind & bits.GENERIC:
        return False
    after = text[initial.end : initial.end + 4].replace(" ", "")
    return after[:1] == after[2:3] == "." and after[1:2].isupper()


def is_joined_initial(text: str, tokens: Sequence[Token], index: int) -> bool:
    """Whether an initial is joined to a surname, as user names are written: RypdalT_avtale."""
    surname, initial = tokens[index], tokens[index + 1]
    other = bits.PLACE | bits.AMBIGUOUS | bits.GENERIC
    is_user = initial.gap == "" and initial.is_initial and surname.is_title
    is_end = not text[initial.end : initial.end + 1].isalnum()
    return is_user and is_end and not surname.kind & other and len(surname.text) > _TOO_FEW


_TOO_FEW = 4
"""Letters of such a surname."""


_FILES = frozenset({"pdf", "doc", "xls", "txt", "csv", "jpg", "png", "odt", "zip", "xml"})
"""What the endings of files begin with."""
