"""The word tables, made of the word lists; run in a checkout after a list was changed.

    python -m piilint.detect.build

Lists are for people: a word once, with what it says. Tables are for looking up: every spelling
of a word, sorted, under the key that :mod:`piilint.detect.gazetteer` and
:mod:`piilint.detect.lexicon` look for. A test holds the tables to the lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from piilint.detect import words as bits
from piilint.detect.lexicon import CLASS, HARMLESS, SILENT
from piilint.detect.spelling import folded
from piilint.detect.tables import HEAD
from piilint.detect.words import read_list, read_pairs, respelled, without_accents
from piilint.resources import data_folder

__all__ = ["tables"]

_THING = "THING"
_SHORTEST_FOLDED = 7
"""Letters of a telling stem that may be misspelt."""
_SHORTEST_RESPELLED = 5
"""Letters that a pattern is longer than whose letters beyond ASCII may lose their marks."""
_EVERYDAY = 100
"""Letters that a part is taken to be shorter by as a phrase's key, if many words meet it."""
_SHORTEST_KEY = 4
"""Letters of a beginning that few words have."""

_NEIGHBOURS = {
    "organisation-after": bits.ORG_AFTER,
    "organisation-before": bits.ORG_BEFORE,
    "organisation-form": bits.ORG_FORM,
    "deal": bits.DEAL,
    "title": bits.TITLE,
    "role": bits.ROLE,
    "preposition": bits.PREPOSITION,
    "post": bits.ROLE | bits.POST,
    "verb": bits.VERB,
    "animal": bits.ANIMAL,
    "bearer": bits.BEARER,
    "child": bits.CHILD,
    "private": bits.PRIVATE,
    "paper": bits.PAPER | bits.ORDINARY,
    "paper-in-slug": bits.SLUG_PAPER | bits.ORDINARY,
    "product": bits.PRODUCT,
}


def tables() -> dict[str, str]:
    """The content of each file of ``words/tables/``, by its name without the ending."""
    special = _Special()
    return {
        "words": _table(_names()),
        "special-words": _table(special.words),
        "special-endings": _table({stem[::-1]: entity for stem, entity in special.endings.items()}),
        "special-inside": _table(special.inside),
        "special-phrases": _table(_joined(special.phrases, ",")),
        "special-parts": _table(_joined(special.parts, "/")),
        "special-openings": _list(stem[:3] for stem in special.inside),
        "special-things": _list(special.things),
        "special-pairs": _list(f"{pair} {entity}" for pair, entity in special.pairs.items()),
        **_folded_tables(special),
    }


def _folded_tables(special: _Special) -> dict[str, str]:
    """The tables of special words by how their spellings fold, without what is short."""
    words = {**_mistyped(), **_folded(special.words)}
    endings = _folded(special.endings)
    inside = _folded(special.inside)
    return {
        "folded-words": _table(words),
        "folded-endings": _table({stem[::-1]: entity for stem, entity in endings.items()}),
        "folded-inside": _table(inside),
        "folded-openings": _list(stem[:3] for stem in inside),
        "folded-things": _list(map(folded, special.things)),
    }


def _folded(rows: Mapping[str, str]) -> dict[str, str]:
    """Rows as they fold; what folds alike and is harmless as well is left out."""
    found: dict[str, str] = {}
    for stem, entity in rows.items():
        key = folded(stem)
        is_telling = entity not in SILENT
        if len(key.rstrip("*")) < (_SHORTEST_FOLDED if is_telling else HEAD):
            continue
        if is_telling and stem[-1] == "*" and stem[-2] == stem[-3]:
            continue  # brannskadd* would be branskad*, and so brannskade
        if not is_telling or found.get(key, entity) == entity:
            found[key] = entity if is_telling else HARMLESS
    return found


def _mistyped() -> dict[str, str]:
    """How the commonest words begin, folded, with one letter left out or two exchanged.

    The first letter stays, and none is left out last: what is left begins other words.
    """
    found: dict[str, str] = {}
    for word, entity in read_pairs("mistyped.txt"):
        for at in range(1, len(word) - 1):
            pair = word[at : at + 2]
            for written in (word[:at] + word[at + 1 :], word[:at] + pair[::-1] + word[at + 2 :]):
                found[f"{folded(written)}*"] = entity
    return found


def _table(rows: Mapping[str, object]) -> str:
    short = [key for key in rows if len(key) < HEAD]
    if short:
        raise ValueError(f"too short for a key: {short}")
    return "".join(f"{key} {value}\n" for key, value in sorted(rows.items(), key=_by_bytes))


def _by_bytes(row: tuple[str, object]) -> bytes:
    return f"{row[0]} ".encode()


def _list(words: Iterable[str]) -> str:
    return "# Made by piilint.detect.build.\n\n" + "".join(
        f"{word}\n" for word in sorted(set(words))
    )


def _joined(rows: Mapping[str, Iterable[str]], by: str) -> dict[str, str]:
    return {key: by.join(dict.fromkeys(values)) for key, values in rows.items()}


def _names() -> dict[str, int]:
    """What each word can be: the ordinary ones, names and places in every spelling, neighbours."""
    names: dict[str, int] = {}
    for file, kind in (("given-names.txt", bits.GIVEN), ("surnames.txt", bits.SURNAME)):
        for word, band in read_pairs(file):
            names[word] = names.get(word, 0) | kind | (bits.RARE if band == "3" else 0)
    for word in read_list("ambiguous.txt"):
        names[word] = names.get(word, 0) | bits.AMBIGUOUS
    for word in read_list("small.txt"):
        names[word] = names.get(word, 0) | bits.SMALL
    for word in read_list("places.txt"):
        names[word] = names.get(word, 0) | bits.PLACE
    listed = dict(_spelled_otherwise(names))
    listed.update(dict.fromkeys(read_list("ordinary.txt"), bits.ORDINARY))  # topic, but Topić
    listed.update(names)
    judging = read_pairs("neighbours.txt")
    for word, meaning in judging:
        listed[word] = listed.get(word, 0) | _NEIGHBOURS[meaning]
    neighbours = {word: listed[word] for word, _ in judging}
    papers = [(word, kind) for word, kind in neighbours.items() if kind & bits.PAPER]
    for word, kind in papers:
        for written in _definite(word):
            neighbours.setdefault(written, listed.setdefault(written, kind))
    for word, kind in _spelled_otherwise(neighbours):
        listed.setdefault(word, kind)  # radmann, but Gard is a name
    return {word: kind for word, kind in listed.items() if len(word) >= HEAD}


def _spelled_otherwise(names: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """How names look in file names: ``oe`` or ``o`` for ø, accents gone."""
    for letters in (bits.TRANSLITERATED, bits.MIXED, bits.STRIPPED):
        for word, kind in names.items():
            if not word.isascii() and len(word) > 3:
                yield without_accents(respelled(word, letters)), kind


_DEFINITE = {
    **dict.fromkeys(("avtale", "samtale", "klage", "oppsigelse"), ("n",)),
    **dict.fromkeys(("kontrakt", "søknad", "attest", "permisjon", "pensjon"), ("en",)),
    **dict.fromkeys(("sak", "melding", "erklæring", "vurdering"), ("en", "a")),
    **dict.fromkeys(("brev", "vedtak", "bevis", "lån", "notat", "referat", "krav"), ("et",)),
    "møte": ("t",),
}
"""How the last parts of papers end where the paper is the one that is known: arbeidsavtalen."""


def _definite(word: str) -> Iterator[str]:
    """The definite forms of a paper, by its last part."""
    for last, endings in _DEFINITE.items():
        if word.endswith(last):
            yield from (word + ending for ending in endings)


class _Special:
    """The rows of the list of special categories, by what a row says."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}
        self.endings: dict[str, str] = {}
        self.inside: dict[str, str] = {}
        self.phrases: dict[str, list[str]] = {}
        self.parts: dict[str, list[str]] = {}
        self.things: set[str] = set()
        self.pairs: dict[str, str] = {}
        self._everyday = frozenset(read_list("ordinary.txt"))
        rows = read_pairs("special.txt")
        for pattern, entity in (*_respelled(rows), *rows):  # a row as it stands counts
            self._add(pattern, entity)

    def _add(self, pattern: str, entity: str) -> None:
        if entity == _THING:
            self.things.add(pattern)
        elif entity.islower():
            self.parts.setdefault(pattern, []).append(entity)
            self.parts.setdefault(f"{CLASS}{entity}", []).append(pattern)
        elif "+" in pattern:
            self.pairs[pattern] = entity
        elif "_" in pattern or "-" in pattern:
            self._add_phrase(pattern.replace("-", "_"), entity)
        elif pattern[0] != "*":
            self.words[pattern] = entity
        elif pattern[-1] == "*":
            self.inside[pattern[1:-1]] = entity
        else:
            self.endings[pattern[1:]] = entity

    def _add_phrase(self, pattern: str, entity: str) -> None:
        parts = pattern.split("_")
        key = max(range(len(parts)), key=lambda at: (self._weight(parts[at]), -at))
        stem = parts[key].strip("*")
        self.phrases.setdefault(stem, []).append(f"{pattern}:{key}:{entity}")

    def _weight(self, part: str) -> int:
        """How telling a part is: the longer the more, a class less, what many words are least.

        Less still is an ending, which no key is found by, for keys are beginnings.
        """
        if part[0] == CLASS:
            return -_EVERYDAY // 2
        stem = part.strip("*")
        if len(stem) < HEAD:
            return len(stem) - 3 * _EVERYDAY
        if part[0] == "*":
            return len(stem) - 2 * _EVERYDAY
        is_weak = stem in self._everyday or (stem != part and len(stem) < _SHORTEST_KEY)
        return len(stem) - (_EVERYDAY if is_weak else 0)


def _respelled(rows: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """How patterns look in file names: daapsattest, dapsattest."""
    for letters, shortest in ((bits.TRANSLITERATED, 0), (bits.STRIPPED, _SHORTEST_RESPELLED)):
        for pattern, entity in rows:
            if not pattern.isascii() and (len(pattern) > shortest or entity.islower()):
                yield respelled(pattern, letters), entity


def main() -> None:
    """Write all tables anew."""
    folder = data_folder("words") / "tables"
    folder.mkdir(exist_ok=True)
    for name, content in tables().items():
        (folder / f"{name}.txt").write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
