"""Special categories (GDPR article 9) and criminal records (article 10), by lexicons.

A word counts by its stem, so that inflections and compounds are met. What makes it harmless
is named in the same list: words that only look like it, and neighbours that show that the
field speaks of rules, things or animals.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from piilint.detect import words as bits
from piilint.detect.capitals import IN_CAPITALS, stands_in_capitals
from piilint.detect.hosts import host, joined_at_host
from piilint.detect.laws import SIGN, told_by_law
from piilint.detect.lexicon import (
    AT_WORK,
    ATTENDS,
    BEASTS,
    CALMS,
    CLASS,
    DIGESTS,
    HARMLESS,
    JOINS,
    MARKS,
    MEMBER_ONLY,
    OF_FILES,
    OF_MEN,
    OWNS,
    PHRASE_GAPS,
    SILENT,
    WEAK,
    WORKS,
    Lexicon,
    entity_of,
    known_by,
    misspelt_entity_of,
    shipped_lexicon,
    words_of_class,
)
from piilint.detect.members import (
    SHORTEST_SURE,
    is_abbreviation,
    is_in_brackets,
    is_joined_to,
    is_signers,
    with_joining,
)
from piilint.detect.sayings import Hit, joined, weighed
from piilint.detect.slashes import told_by_number
from piilint.detect.words import Token
from piilint.model import Evidence

__all__ = ["is_misspelt", "is_special", "may_tell", "special_categories"]

_SILENT = (None, *SILENT)
_OWN_ACTS = (
    *("attest", "behandling", "erklaering", "erklæring", "fråsegn", "henvisning", "journal"),
    *("melding", "rapport", "sak", "saka", "saken", "samtale", "søknad", "soknad", "tilvising"),
    *("time", "timen", "uttale", "uttalelse", "vedtak", "vedtaket"),
)
"""Ends of compounds that tell of a client after all: psykologtime, barnevernssak."""
_PROFESSIONS = (
    *("terapeut", "psykolog", "logoped", "pedagog", "kiropraktor", "jordmor", "lege", "graf"),
    *("pleier", "pleiar", "kurator", "imam", "sykepl", "sjukepl", "hjelpepl", "vernepl"),
)
"""Ends of what a signer is called who works at it: ergoterapeut-Lier."""
_CALMING = (CALMS, WORKS, BEASTS, DIGESTS)
_OF_MEN_ONLY = frozenset({"CRIMINAL_RECORD", "ETHNICITY", "POLITICS", "TRADE_UNION"})
"""The same of whole categories."""
_OF_BODIES = frozenset({"ETHNICITY", "RELIGION", "SEXUALITY"})
"""Categories whose bodies tell nothing beside an act: konfirmant i menigheten."""
_STREETS = ("veien", "vegen", "gata", "gaten")
_HEXADECIMAL = frozenset("abcdef")
_DIGITS = frozenset("0123456789")
_FEWEST_OF_DIGEST = 3
"""Runs of letters among the digits of a digest, at least."""
_UNITS = frozenset(("O", "OU"))
"""Attributes of a directory's entries that hold the name of an organisation or its unit."""
_OF_ANIMAL = "hos"
"""Before an animal it says who is ill, whatever men have too: diabetes hos katt."""
_AT = frozenset({"at", "fra", "from", "frå", "hjå", "hos", "med", "til", "ved", "with"})
"""Between a matter and a company that it is not part of the name of: VTA ved Industrivekst AS."""
_FOR = frozenset({"for", "til"})
_TO_ONE = 2
"""Words that say for whom something is."""
_REMEMBERED = 4096
"""Words whose phrases are remembered."""
_FARTHEST_KEY = 3
"""Within how many words of a phrase the one stands that it is known by, if not the first told."""


def is_special(word: str) -> bool:
    """Whether a word in lower case belongs to a special category, or to such a phrase."""
    lexicon = shipped_lexicon()
    entity = lexicon.entity(word)
    return entity not in _SILENT or lexicon.is_in_phrase(word)


def is_misspelt(word: str) -> bool:
    """Whether a word in lower case that no list knows was meant for one of a special category."""
    return misspelt_entity_of(word) not in _SILENT


def may_tell(word: str, text: str) -> bool:
    """Whether a special word tells by itself, or in a phrase that a text in small letters holds."""
    if _told_by(word) not in _SILENT:
        return True
    for parts in _others(word):
        for part in parts:  # loops, for this is asked at each such word of each document
            if not _may_stand_in(text, part):
                break
        else:
            return True
    return False


@lru_cache(maxsize=_REMEMBERED)
def _others(word: str) -> tuple[tuple[str, ...], ...]:
    """The other parts of each telling phrase that a word is the key of, the longest first."""
    telling = [phrase for phrase in known_by(word) if phrase.entity not in _SILENT]
    others = [[*phrase.parts[: phrase.key], *phrase.parts[phrase.key + 1 :]] for phrase in telling]
    return tuple(tuple(sorted(parts, key=len, reverse=True)) for parts in others)


def _told_by(word: str) -> str | None:
    """The entity of a special word as it is written, or as it was meant."""
    return entity_of(word) or misspelt_entity_of(word)


def _may_stand_in(text: str, part: str) -> bool:
    """A quick look for a part of a phrase: as it is, or for a whole word, where a word begins."""
    if part[0] == CLASS:
        return any(word in text and _begins_in(text, word) for word in words_of_class(part))
    stem = part.strip("*")
    return stem in text if part[0] == "*" else _begins_in(text, stem)


def _begins_in(text: str, stem: str) -> bool:
    """Whether a word begins so anywhere in a text."""
    at = text.find(stem)
    while at >= 0 and text[at - 1 : at].isalpha():
        at = text.find(stem, at + 1)
    return at >= 0


def special_categories(
    text: str, tokens: Sequence[Token], *, of_signer: bool = False
) -> Iterator[Evidence]:
    """Words of special categories in one field of a text, whose words are given."""
    first, last = host(tokens)
    rest = (*tokens[:first], *tokens[last:]) if first < last else tokens
    told = list(joined(rest, weighed(list(_found(text, rest, of_signer)))))
    yield from told
    if not told:
        yield from told_by_number(rest)
    if first < last and not told:
        yield from joined_at_host(tokens[first:last], tokens[last:])


def _is_reply(tokens: Sequence[Token], first: int, last: int) -> bool:
    """SV: before a subject is an answer and no party."""
    if first != last or tokens[first].text.upper() != "SV":
        return False
    return last + 1 < len(tokens) and tokens[last + 1].gap.startswith(":")


def _is_of_directory(tokens: Sequence[Token], first: int) -> bool:
    """Whether a word is that of an organisation or its unit in a directory: OU=Poliklinikk."""
    return first > 0 and tokens[first].gap == "=" and tokens[first - 1].text.upper() in _UNITS


def _is_codename(tokens: Sequence[Token], last: int) -> bool:
    """Operasjon Mimir: no operation on a patient is called by a name."""
    if tokens[last].text != "Operasjon" or last + 1 == len(tokens):
        return False
    return tokens[last + 1].gap == " " and tokens[last + 1].is_title


def _names_company(tokens: Sequence[Token], last: int) -> bool:
    """Whether a form of company follows closely, and nothing parts them: Rehab Partner AS."""
    for token in tokens[last + 1 : last + 4]:
        if token.gap not in PHRASE_GAPS or token.text in _AT:
            break
        if token.kind & bits.ORG_FORM and token.text.isupper():
            return True
    return False


def _phrase_at(
    lexicon: Lexicon, tokens: Sequence[Token], index: int
) -> tuple[int, int, str] | None:
    """The phrase that this word is in, or a longer one from here that a later word is known by."""
    best = lexicon.phrase(tokens, index)
    for at in range(index + 1, min(index + _FARTHEST_KEY, len(tokens))):
        phrase = lexicon.phrase(tokens, at)
        if phrase is None or phrase[0] != index:
            continue
        if best is None or (phrase[1], phrase[2] == HARMLESS) > (best[1], False):
            best = phrase
    return best


def _is_name(token: Token) -> bool:
    """Whether a word is a name and nothing else: Skogly is no forest, Dyreveien no animal."""
    if token.text[0].isupper() and token.text.endswith(_STREETS):
        return True
    named = bits.NAME | (bits.PLACE if token.is_title else 0)
    return bool(token.kind & named) and not token.kind & (bits.AMBIGUOUS | bits.ORDINARY)


def _calming(
    tokens: Sequence[Token], said: Sequence[tuple[int, str | None]]
) -> Iterator[tuple[int, str]]:
    """The words that calm: after a person's own act (samtykke) none but those of animals do.

    A course or a rule calms nothing beside the one who attends it, who in a slug may stand
    anywhere: kurs-deltaker, medisinrutine_astma_elev.
    """
    is_own = False
    attends = {at for at, kind in said if kind == ATTENDS}
    is_anywhere = bool(attends) and all(" " not in token.gap for token in tokens)
    for at, kind in said:
        if kind == OWNS:
            is_own = True
        elif kind == CALMS and (is_anywhere or at + 1 in attends or _is_for_one(tokens, at)):
            continue
        elif kind == BEASTS and at and tokens[at - 1].text.lower() == _OF_ANIMAL:
            yield at, CALMS
        elif kind is None and _is_owner(tokens, at):
            yield at, BEASTS
        elif kind in _CALMING and not (is_own and kind != BEASTS):
            yield at, kind


def _is_owner(tokens: Sequence[Token], at: int) -> bool:
    """Whether it is said whose an animal is: Operasjonssamtykke for Bella, eier Kari Nes."""
    token, after = tokens[at], tokens[at + 1 : at + 2]
    if token.text not in _OWNERS or not token.gap.startswith(",") or not after:
        return False
    return after[0].is_title and bool(after[0].kind & bits.NAME)


_OWNERS = frozenset({"eier", "eigar", "owner"})


def _is_for_one(tokens: Sequence[Token], at: int) -> bool:
    """Whether a rule or a plan is for somebody who is named: beredskapsplan for Ella."""
    after = tokens[at + 1 : at + 3]
    if len(after) < _TO_ONE or after[0].text not in _FOR or after[1].gap != " ":
        return False
    return after[1].is_title and bool(after[1].kind & bits.GIVEN) and _is_name(after[1])


def _calmed_by(entity: str, is_own: bool) -> Iterator[str]:
    """The kinds of words beside which an entity, as the list writes it, tells of nobody."""
    yield CALMS
    if AT_WORK in entity and not is_own:
        yield WORKS
    if OF_MEN not in entity and entity.rstrip(MARKS) not in _OF_MEN_ONLY:
        yield BEASTS
    if OF_FILES in entity:
        yield DIGESTS


def _is_digest(tokens: Sequence[Token]) -> bool:
    """Whether the words after a fingerprint are the letters of its digits: 3F:A1:9C, 9c4ae0f1."""
    letters = [token for token in tokens if _HEXADECIMAL.issuperset(token.text.lower())]
    return len(letters) >= _FEWEST_OF_DIGEST and any(
        ":" in token.gap or _DIGITS.intersection(token.gap) for token in letters
    )


def _distance(entity: str, *, is_named: bool) -> int:
    """How far from somebody's own act a service or a body is."""
    is_farther = entity.rstrip(MARKS) in _OF_BODIES
    return (AT_WORK in entity) + is_named if is_farther else 0


def _phrases_of(lexicon: Lexicon, tokens: Sequence[Token]) -> Mapping[int, tuple[int, int, str]]:
    """The phrases that special words are in, by the place of the word."""
    special = (at for at, token in enumerate(tokens) if token.kind & bits.SPECIAL)
    found = ((at, _phrase_at(lexicon, tokens, at)) for at in special)
    return {at: phrase for at, phrase in found if phrase is not None}


def _said(
    tokens: Sequence[Token], phrases: Mapping[int, tuple[int, int, str]]
) -> Iterator[tuple[int, str | None]]:
    """What each word says by itself, the first of a phrase that tells of nobody for all of it."""
    silent = {
        first: entity
        for first, _, entity in phrases.values()
        if entity in SILENT and entity != HARMLESS
    }
    for at, token in enumerate(tokens):
        if at in silent:
            yield at, silent[at]
        elif not _is_name(token):
            yield at, entity_of(token.text)


def _found(text: str, tokens: Sequence[Token], of_signer: bool) -> Iterator[Hit]:
    """What each word and phrase tells, in order."""
    lexicon = shipped_lexicon()
    phrases = _phrases_of(lexicon, tokens)
    said = list(_said(tokens, phrases))
    calming = list(_calming(tokens, said))
    is_about_member = any(kind == JOINS for _, kind in said)
    is_slug = all(" " not in token.gap for token in tokens)
    is_act = is_slug and any(kind == OWNS for _, kind in said)  # consent may come last
    is_mixed = any(token.text.islower() for token in tokens)
    before: Hit | None = None
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if not token.kind & bits.SPECIAL:
            index += 1
            continue
        phrase = phrases.get(index)
        first, last, entity = phrase or (index, index, _told_by(token.text))
        if entity is not None and IN_CAPITALS in entity:
            entity = entity if stands_in_capitals(entity, text, tokens, last) else None
        if entity is not None and SIGN in entity:
            entity = told_by_law(entity, text, tokens[first].start, tokens[last].end)
        is_named = entity is not None and entity.endswith(MEMBER_ONLY)
        if entity is not None and is_named:
            entity = entity.replace(MEMBER_ONLY, AT_WORK)
            category = entity.rstrip(MARKS)
            named = tokens[first].text
            is_name = category == "RELIGION" or is_slug or named[0].isupper()
            is_name = is_name or len(named) >= SHORTEST_SURE
            is_any = is_about_member and is_mixed and is_abbreviation(token)
            is_any = is_any or is_in_brackets(text, tokens, first)
            is_any = is_any or (of_signer and is_signers(tokens, first, last, category))
            is_next = before is not None and before.is_near(first, category)
            if not is_name or not (
                is_any or is_next or is_joined_to(tokens, first, last, category)
            ):
                entity = None
        if not (
            entity in _SILENT
            or _is_reply(tokens, first, last)
            or _is_codename(tokens, last)
            or _is_of_directory(tokens, first)
        ):
            word = tokens[last].text.lower()
            is_own = is_about_member or is_act or word.endswith(_OWN_ACTS)
            calmed_by = tuple(_calmed_by(entity, is_own))
            calm = any(kind in calmed_by and not first <= at <= last for at, kind in calming)
            calm = calm or (OF_FILES in entity and _is_digest(tokens[last + 1 :]))
            calm = calm or (of_signer and AT_WORK in entity and word.endswith(_PROFESSIONS))
            if AT_WORK in entity:
                first, last = with_joining(tokens, first, last)
            before = Hit(
                first,
                last,
                Evidence(
                    entity=entity.rstrip(MARKS),
                    start=tokens[first].start,
                    end=tokens[last].end,
                    confidence="low" if calm or _names_company(tokens, last) else "medium",
                    detector="special",
                    rests_on=("lexicon",),
                ),
                WEAK in entity,
                _distance(entity, is_named=is_named),
            )
            yield before
        index = max(index, last) + 1
