"""Words that no list knows and that stand where a name does."""

from __future__ import annotations

from collections.abc import Sequence

from piilint.detect import words as bits
from piilint.detect.keyednames import is_keyed_name
from piilint.detect.lexicon import SILENT, entity_of
from piilint.detect.papers import ends_paper, is_paper
from piilint.detect.parties import opens
from piilint.detect.roles import OWN_ROLES, is_cue, is_where_head_is
from piilint.detect.thingwords import SEASONS, SIDES
from piilint.detect.words import EQUALS, PLACE_ENDINGS, Name, Token

__all__ = ["is_party", "paper_s_name", "signers_name", "unknown"]

_NOUN_ENDINGS = ("sen", "iene", "ska")
"""Endings of surnames that nouns have too (sjansen, studiene); what is known is in the lists."""
_OTHER = bits.GENERIC | bits.PLACE | bits.SPECIAL
_FOREIGN = frozenset("ăâîșțțćłńśźżęąěřůťďňāēīūģķļņėįųőűğışçãñõλ")
"""Letters of no language of Norway: an unknown pair of words with one of them is a name."""


def unknown(tokens: Sequence[Token], index: int, last: int) -> Name | None:
    """Words that no list knows: with a surname after them, or where a role asks for a name."""
    before = tokens[index - 1] if index else None
    cued = before is not None and is_cue(before, tokens[index])
    end = index
    while end < last and end - index < 3 and tokens[end + 1].is_title:
        end += 1
        if tokens[end].kind & bits.SURNAME:
            break
    if end > index and tokens[index].text in SIDES:
        return None  # a farm's part: Søre Bjørnstad
    if end == index:
        if before is not None and _is_other_of_two(tokens, index):
            return Name(index, index, "medium", ("context",), False)
        return _unknown_alone(tokens, index)
    if tokens[end].kind & bits.GIVEN and not tokens[end].kind & bits.SURNAME:
        return None
    if cued or _has_foreign_letter(tokens[index : end + 1]) or _is_initialed(tokens, index, end):
        return Name(index, end, "medium", ("context",), True)
    if tokens[end].kind & bits.GIVEN and end < last and tokens[end + 1].kind & bits.SURNAME:
        return None  # an unknown word before a whole name: Lisens Emmanuel Boateng
    if end == index + 1 and _has_surname_ending(tokens[end]) and len(tokens[index].text) > 2:
        return Name(index, end, "medium", ("morphology",), True)
    at_start = before is None or "\0" in tokens[index].gap
    if at_start and tokens[end].text.lower().endswith(PLACE_ENDINGS):
        return None
    if (
        not tokens[end].kind & bits.AMBIGUOUS
        and tokens[end].kind & bits.SURNAME
        and end == index + 1
    ):
        return Name(index, end, "medium", ("gazetteer",), False)
    if end == index + 1 and _is_set_off(tokens, index, end):
        return Name(index, end, "medium", ("morphology", "gazetteer"), True)
    prepared = before is not None and before.kind & bits.PREPOSITION
    if prepared and tokens[end].kind & bits.MORPHOLOGY:
        return Name(index, end, "medium", ("morphology", "context"), True)
    return None


def _is_initialed(tokens: Sequence[Token], index: int, end: int) -> bool:
    """Whether a person's post is joined to an unknown word and an initial: nyansatt/Siripong K."""
    if not index or end != index + 1 or tokens[index].gap not in ("/", "-", "_"):
        return False
    word, initial, before = tokens[index], tokens[end], tokens[index - 1]
    is_post = bool(before.kind & bits.POST) and before.text.lower() not in _CUSTOMERS
    is_ended = end + 1 == len(tokens) or tokens[end + 1].gap[:1] not in ("", " ")
    is_free = word.kind == 0 and len(word.text) >= _LEAST_GIVEN and initial.gap == " "
    is_free = is_free and word.text.lower() not in _PARTS
    return is_post and is_ended and is_free and initial.is_initial


_CUSTOMERS = frozenset({"kunde", "kunden", "customer", "klient", "client", "owner", "eier", "part"})
"""Posts that firms have as well."""
_PARTS = frozenset(
    {
        *("trinn", "klasse", "gruppe", "gruppa", "kategori", "nivå", "modul", "serie", "avdeling"),
        *("variant", "linje", "parti", "seksjon", "kurset", "class", "group", "level", "grade"),
    }
)
"""What letters tell the parts of: elev/Trinn A."""
_GIVEN_ENDINGS = (
    *("ana", "ina", "ita", "lah", "ija", "ira", "ela", "ena", "eta", "nna", "iya", "ila", "sha"),
    *("mir", "ørg", "nka", "esh", "tha", "dra", "dur", "lyn", "lda", "shi", "zia", "ine"),
    *("laug", "mund", "geir", "veig", "bert", "leif", "leiv", "gunn", "iane", "hild", "rild"),
    *("bjørn", "fred", "lise", "dis", "nette", "elinn", "idunn", "lill", "vald", "lius"),
    *("ianne", "hanne", "sanne", "nius", "nella", "rella"),
)
"""Endings of given names that few other words have."""
_NOUNS = frozenset(
    {
        *("maskine", "turbine", "kantine", "kantina", "cantina", "vitrine", "gardine", "gardina"),
        *("alpine", "combine", "sardine", "routine", "machine", "magazine", "engine", "online"),
        *("medisine", "marine", "galleria", "galeria", "terrine", "kabine", "latrine", "rutine"),
        *("margarine", "limousine", "gelatine", "bassine", "patina", "retina", "arena"),
        *("kassette", "etikette", "vignette", "toalette", "lafette"),
    }
)
"""Nouns that end so."""
_LONGEST_GIVEN = 11
_VOWELS = frozenset("aeiouyæøå")
_SET_OFF = frozenset((", ", " – ", " - ", ": ", " — "))
_PREPOSITIONS = frozenset(
    {"fra", "frå", "til", "for", "med", "av", "og", "mellom", "to", "from", "with"}
)


def _is_set_off(tokens: Sequence[Token], index: int, end: int) -> bool:
    """Whether an unknown word and a farm's name are set off as a name is, and look like one.

    Fullmakt til forhandlingsutvalg, Cathinka Ruud; the first ends as given names do.
    """
    given, surname = tokens[index : end + 1]
    if given.kind & ~bits.MORPHOLOGY or surname.gap != " " or surname.kind & bits.PLACE:
        return False
    said = given.text.lower()
    if not surname.kind & bits.SURNAME or surname.kind & bits.GENERIC or len(said) < _LEAST_GIVEN:
        return False
    if len(said) > _LONGEST_GIVEN or said in _NOUNS or not said.endswith(_GIVEN_ENDINGS):
        return False
    if said.endswith("line") and said[-5] not in _VOWELS:
        return False  # Nordline, but Karoline
    after, before = tokens[end + 1 : end + 2], tokens[index - 1] if index else None
    if after and (
        after[0].gap[:1] not in (",", ":", ".", "\0", ")") and after[0].gap not in _SET_OFF
    ):
        return False
    if before is None:
        return bool(after)
    return given.gap in _SET_OFF or (given.gap == " " and before.text in _PREPOSITIONS)


_LEAST_GIVEN = 5
_PAPERS = frozenset(
    {
        *("agreement", "contract", "lease", "tenancy", "nda", "letter", "loan"),
        *("form", "internship"),
        *("employment", "leieavtale", "leiekontrakt", "husleieavtale"),
        *("husleiekontrakt", "leigeavtale"),
        *("arbeidsavtale", "arbeidskontrakt", "ansettelsesavtale", "fullmakt", "samtykke"),
    }
)
"""Papers that have a person as their party."""
_BESIDE_PAPER = frozenset((" – ", " - ", ": ", ", ", " — "))
_WITH = frozenset({"for", "with", "med", "til", "to"})
_BETWEEN = frozenset({"and", "og"})


_MATTER = 6
"""Letters of a word of somebody's health or belief; shorter ones are parts of phrases (for, av)."""


def is_party(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a given name that is a word and an unknown word are the party of what is beside them.

    That is a paper, or a matter of somebody's health or belief.
    """
    return _is_of_paper(tokens, first, last) or _is_of_matter(tokens, first, last)


def _is_of_matter(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether such a matter stands right before them: Barnevernsvedtak Live Tangvåg."""
    if not first or last - first != 1 or tokens[first].gap not in (" ", "_", "-"):
        return False
    before, given, surname = tokens[first - 1 : last + 1]
    is_matter = before.kind & bits.SPECIAL and not before.kind & bits.NAME
    is_matter = is_matter and len(before.text) >= _MATTER and _tells(before.text)
    return bool(is_matter) and given.is_title and surname.kind == 0 and surname.gap == given.gap


def _tells(word: str) -> bool:
    """Whether a special word tells by itself: innbytteavtale is only part of phrases."""
    return entity_of(word) not in (None, *SILENT)


def _is_of_paper(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether they are a paper's party, and all of it.

    Rental agreement – Will Thackeray; contract for Drew Plunkington; Hope Mbekeni – internship.
    """
    if last - first != 1 or tokens[last].gap != " " or not tokens[first].is_title:
        return False
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    before = tokens[first - 1] if first else None
    if after is not None and not (after.gap in _BESIDE_PAPER or after.text in _BETWEEN):
        return False
    if before is None:
        return after is not None and after.gap in _BESIDE_PAPER and _is_paper(after)
    if tokens[first].gap == " " and before.text in _WITH:
        return first > 1 and _is_paper(tokens[first - 2])
    return tokens[first].gap in _BESIDE_PAPER and _is_paper(before)


def _is_paper(token: Token) -> bool:
    return token.text.lower() in _PAPERS


def _is_other_of_two(tokens: Sequence[Token], index: int) -> bool:
    """An unknown word after a given name and "og": Dariusz og Kubus."""
    if index < 2 or tokens[index - 1].text != "og" or len(tokens[index].text) < 3:
        return False
    first = tokens[index - 2]
    is_given = bool(first.kind & bits.GIVEN) and not first.kind & bits.AMBIGUOUS
    return is_given and first.is_title and tokens[index].gap == tokens[index - 1].gap == " "


def _has_surname_ending(token: Token) -> bool:
    """An unknown word with an ending that surnames have, and farms and places have not."""
    lower = token.text.lower()
    is_noun = lower.endswith(_NOUN_ENDINGS)
    return bool(token.kind & bits.MORPHOLOGY) and not is_noun and not lower.endswith(PLACE_ENDINGS)


def _has_foreign_letter(tokens: Sequence[Token]) -> bool:
    return any(not _FOREIGN.isdisjoint(token.text.lower()) for token in tokens)


def _unknown_alone(tokens: Sequence[Token], index: int) -> Name | None:
    """One word, where a title, a person's role or the other party of a case asks for a name."""
    token, before = tokens[index], tokens[index - 1] if index else None
    asked = Name(index, index, "medium", ("context",), False)
    if token.kind & bits.MORPHOLOGY and (_speaks(tokens, index) or _is_spoken_with(tokens, index)):
        return asked._replace(rests_on=("morphology", "context"))
    if before is None or len(token.text) < 3:
        return None
    if is_cue(before, token):
        if is_keyed_name(tokens, index):
            return asked
        if before.kind & bits.TITLE:
            return asked
        is_noun = before.text.islower() or token.gap in (": ", ":", *EQUALS)
        is_said = is_noun and token.gap not in (", ", "-", "_", "")
        if before.kind & bits.POST and is_said and _ends_here(tokens, index):
            return asked
    if token.kind & bits.MORPHOLOGY:
        return asked._replace(confidence="low", rests_on=("morphology",))
    return None


def _speaks(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word that ends as surnames do opens what somebody says: Aunbakk ringte igjen."""
    after = tokens[index + 1 : index + 2]
    says = bool(after) and after[0].gap == " " and after[0].text in _SAYS
    return says and opens(tokens[index])


def _is_spoken_with(tokens: Sequence[Token], index: int) -> bool:
    """Whether somebody was talked with: snakket med Aunbakk."""
    if index < len(("snakket", "med")) or any(
        one.gap != " " for one in tokens[index - 1 : index + 1]
    ):
        return False
    verb, joint = tokens[index - 2 : index]
    return joint.text in ("med", "til") and verb.text.lower() in _TALKED


_SAYS = frozenset(
    {
        *("ringte", "ringer", "ringjer", "ringde", "purrer", "purrar", "purret", "purra", "spurte"),
        *("glemte", "gløymde", "sa", "sier", "seier", "ønsker", "ønskjer", "nekter", "nektar"),
        *("klager", "klagar", "svarte", "slutter", "sluttar", "angrer", "angrar", "signerte"),
    }
)
_TALKED = frozenset(
    {"snakket", "snakka", "pratet", "prata", "ringte", "ringt", "ringde", "beskjed", "skrevet"}
)


def _ends_here(tokens: Sequence[Token], index: int) -> bool:
    """Whether no capitalised word or rest of a compound follows."""
    if index + 1 >= len(tokens):
        return True
    after = tokens[index + 1]
    return after.gap not in ("-", "_", "", "/") and (after.gap != " " or after.text[0].islower())


def signers_name(text: str, tokens: Sequence[Token]) -> Name | None:
    """Who signs, where an identifier holds nothing but names, if unknown ones or words too."""
    if not tokens or len(tokens) > _MOST_WORDS:
        return None
    first = 0
    while first < len(tokens) - 1 and (
        tokens[first].kind & (bits.ROLE | bits.TITLE | bits.ORDINARY) or _is_union(tokens[first])
    ):
        if tokens[first].kind & bits.ORG_BEFORE and not tokens[first].kind & bits.TITLE:
            return None  # adv-firma-hald
        first += 1
    is_after = len(tokens) - first == 2 and tokens[-1].kind & bits.POST and tokens[-1].gap in _SLUG
    rest = tokens[first:-1] if is_after and tokens[first].kind & bits.GIVEN else tokens[first:]
    start, stop = rest[0].start, rest[-1].end
    is_whole = text[stop : stop + 1] in ("", "\0", ".", "_", "-") and not any(
        map(str.isdigit, text[start:stop])
    )
    if not is_whole or any(map(_is_other, rest)):
        return _who_deals(tokens, first) if len(rest) == 1 else None
    if all(token.text.lower() in SEASONS for token in rest):
        return None
    if first and len(rest) == 1 and is_where_head_is(tokens[first - 1], rest[0]):
        return None
    named = Name(first, first + len(rest) - 1, "medium", ("context",), False)
    is_known = bool(rest[-1].kind & (bits.SURNAME | bits.MORPHOLOGY)) and rest[-1].gap == "_"
    if len(rest) == 2 and len(rest[0].text) == 1 and (rest[1].gap == "." or is_known):
        is_unknown = not rest[1].kind & ~(
            bits.NAME | bits.MORPHOLOGY | bits.AMBIGUOUS | bits.RARE | _WAKES
        )
        return named if is_unknown and len(rest[1].text) > _SHORTEST_USER else None
    is_spaced = len(rest) > 1 and all(token.gap in (" ", ", ", ".") for token in rest[1:])
    if is_spaced and all(token.is_title or token.is_initial for token in rest):
        return named
    is_named = any(token.kind & bits.NAME and len(token.text) > 2 for token in rest)
    if len(rest) < len(tokens) - first:  # oda_selger, and no dag_leder
        is_named = is_named and rest[0].text != "dag"
    return named if is_named else None


def _is_union(token: Token) -> bool:
    """Whether a word is a union or its steward, before whose name they stand: HTV_delta_skaar."""
    said = token.text.lower()
    return said in _STEWARDS or (entity_of(said) or "").startswith("TRADE_UNION")


_STEWARDS = frozenset({"htv", "ptv", "atv", "ftv", "tv", "hvo", "fhvo", "vo", "avo", "delta"})


def _is_other(token: Token) -> bool:
    """Whether a word is listed as something else than a name, or tells by itself."""
    if token.kind & (bits.GENERIC | bits.PLACE):
        return True
    is_place = token.text.lower().endswith(PLACE_ENDINGS)
    return bool(token.kind & bits.SPECIAL) and (is_place or entity_of(token.text) is not None)


def _who_deals(tokens: Sequence[Token], at: int) -> Name | None:
    """Who buys, sells or lets, whose surname a town has too: kjoper1_Lund."""
    token = tokens[at]
    if not at or tokens[at - 1].text.lower() not in OWN_ROLES or token.gap[-1:] not in ("_", "-"):
        return None
    is_surname = (
        bool(token.kind & bits.SURNAME) and token.is_title and not token.kind & bits.SPECIAL
    )
    return Name(at, at, "medium", ("context",), False) if is_surname else None


def paper_s_name(tokens: Sequence[Token]) -> Name | None:
    """Whose a personal paper is, where a slug ends in a word that no list knows.

    It ends as surnames do (velferdsperm_rishaug.pdf), or is joined to the paper and has the
    slug's only capital (prenup_Castellan.pdf).
    """
    capital = next((at for at, one in enumerate(tokens) if not one.text.islower()), 0)
    for at in range(1, len(tokens)):
        token = tokens[at]
        if token.kind & ~_FREE or len(token.text) < _LEAST_STRANGE:
            continue
        is_alone = at == capital and token.is_title and not token.kind and is_paper(tokens, at - 1)
        if (is_alone or token.kind & bits.MORPHOLOGY) and ends_paper(tokens, at):
            return Name(at, at, "medium", ("context",), False)
    return None


_LEAST_STRANGE = 5


_SLUG = ("-", "_", ".", "|")
_WAKES = bits.WAKES_NAMES | bits.WAKES_IN_SLUG
_FREE = bits.MORPHOLOGY | bits.STREET | _WAKES
_MOST_WORDS = 6
_SHORTEST_USER = 4
"""Letters of an unknown surname after an initial, as user names have it: j.maczulskij."""
