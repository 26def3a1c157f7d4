"""What an expression of a template or a programming language will hold, by the names in it.

``kunde.fnr``, ``signer.getEmail().toLowerCase()``, ``user['full_name'] | sha256`` hold personal
data; ``order.id``, ``produkt.navn``, ``lookup(fnr).id`` do not. The syntax is that which the
languages share: chains of properties, calls, subscripts and filters, joined by operators.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from piilint.detect.chains import Chain, Segment, chains
from piilint.detect.vocabulary import Vocabulary, split, vocabulary

__all__ = ["Held", "judge", "judge_name"]

_MOST_STEPS = 40
"""Assignments followed for one expression."""

_HARMLESS_ENDS = (
    "nr",
    "nummer",
    "kode",
    "number",
    "code",
    "dato",
    "date",
    "type",
    "status",
    "tittel",
    "title",
    "ref",
    "referanse",
)
_ORGANISATIONS_HAVE = (
    "EMAIL_ADDRESS",
    "PHONE_NUMBER",
    "STREET_ADDRESS",
    "NO_BANK_ACCOUNT",
    "IBAN_CODE",
)

_GETS = ("get", "fetch", "read", "load", "find", "hent")

_LONGEST_CHAIN = 30
"""Segments of a chain that are looked at, from its end, so that none takes square time."""

Names = Mapping[str, Sequence[str]]
"""What is assigned to names in the same file: expressions, in any order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """That an expression will hold personal data."""

    entity: str
    word: str
    """The folded word that this rests on: ``fodselsnummer``. It is source code."""
    sure: bool = True
    """False for a bare ``name`` or an owner that only looks like a person."""


def _ends(word: str, endings: Container[str], stem: int) -> Iterator[str]:
    """The endings that a word has behind so many letters or more, the longest first."""
    for start in range(max(stem, len(word) - _LONGEST_ENDING), len(word)):
        if word[start:] in endings:
            yield word[start:]


_LONGEST_ENDING = 24

_Outcome = Held | Literal["harmless"] | None


def judge(expression: str, names: Names | None = None, context: Sequence[str] = ()) -> Held | None:
    """What an expression will hold; None for nothing personal, as far as its names tell.

    Args:
        expression: source text, without the marks of a placeholder.
        names: the expressions that are assigned to names in the same file.
        context: expressions whose properties stand bare here, the innermost last
            (``{{#with customer}}{{name}}{{/with}}``).
    """
    held = _Judge(names or {}, context).expression(expression)
    return held if isinstance(held, Held) else None


def judge_name(identifier: str) -> Held | None:
    """What a single identifier will hold: a parameter, a column, a key of a mapping."""
    outcome = _Judge({}, ()).segment(split(identifier), [])
    return outcome if isinstance(outcome, Held) else None


@lru_cache(maxsize=1024)
def _read(expression: str) -> tuple[Chain, ...]:
    """The chains of what is assigned, which each use of the name asks for anew."""
    return tuple(chains(expression))


@lru_cache(maxsize=4096)
def _says_nothing(name: str) -> bool:
    """Whether a name says nothing, whatever stands before it; the same ones come all the time."""
    judge = _Judge({}, ())
    words = split(name)
    is_part = any("".join(words[-size:]) in judge.words.parts for size in (1, 2, 3, 4))
    return "-" not in name and not is_part and judge.segment(words, []) is None


class _Judge:
    def __init__(self, names: Names, context: Sequence[str]) -> None:
        self.names = names
        self.context = context
        self.words: Vocabulary = vocabulary()
        self.open: set[str] = set()
        self.steps = 0

    def expression(self, expression: str) -> _Outcome:
        found = chains(expression)
        if self.context:
            found = [self._in_context(chain) for chain in found]
        return self._any(found)

    def _in_context(self, chain: Chain) -> Chain:
        if not chain.relative or not chain.segments:
            return chain
        if chain.segments[0].name in self.names:
            return chain
        outer = [chain for chain in chains(self.context[-1]) if chain.segments]
        return Chain((*outer[-1].segments, *chain.segments)) if outer else chain

    def _any(self, found: Iterable[Chain]) -> _Outcome:
        """The surest of what several expressions hold; harmless only if all that speak are."""
        outcomes = [self.chain(chain) for chain in found]
        held = [outcome for outcome in outcomes if isinstance(outcome, Held)]
        if held:
            return next((each for each in held if each.sure), held[0])
        return "harmless" if "harmless" in outcomes else None

    def chain(self, chain: Chain) -> _Outcome:
        segments = chain.segments
        if not segments:
            return "harmless"  # a literal
        assigned = self._assigned(chain)
        if assigned is not None:
            return assigned
        segments = segments[-_LONGEST_CHAIN:]
        for at in range(len(segments) - 1, -1, -1):
            segment = segments[at]
            if segment.kind == "name" and not segment.arguments and _says_nothing(segment.name):
                continue
            outcome = self._step(segments, at)
            if outcome is not None:
                return outcome
        return None

    def _assigned(self, chain: Chain) -> _Outcome:
        """What the expressions hold that were assigned to the name that a chain begins with."""
        name = chain.segments[0].name
        if name not in self.names or name in self.open or self.steps > _MOST_STEPS:
            return None
        self.open.add(name)
        rest = chain.segments[1:]
        found: list[Chain] = []
        for expression in self.names[name]:
            self.steps += 1
            found += [Chain((*each.segments, *rest)) for each in _read(expression)]
        if rest:
            found = [each for each in found if len(each.segments) > len(rest)]
        outcome = self._any(found) if found else None
        self.open.discard(name)
        return outcome

    def _step(self, segments: Sequence[Segment], at: int) -> _Outcome:
        segment = segments[at]
        words = split(segment.name)
        if segment.kind == "filter" or (segment.kind == "call" and at > 0):
            outcome = self._changed(segment, words, segments[:at])
        elif segment.kind == "call":
            outcome = self._called(segment, words)
        else:
            outcome = self.segment(words, segments[:at])
            if outcome is None and "-" in segment.name:
                outcome = self.segment(split(segment.name.partition("-")[0]), segments[:at])
        if outcome is None and segment.arguments:
            outcome = self._any(segment.arguments)
            if outcome == "harmless" and at > 0:
                outcome = None  # what stands before the call says more
        return outcome

    def _changed(self, segment: Segment, words: list[str], before: Sequence[Segment]) -> _Outcome:
        """A filter, or a method of what stands before it."""
        if not words:
            return None
        if "".join(words) in self.words.lookups or words[-1] in self.words.lookups:
            return "harmless"
        gets = len(words) > 1 and words[0] in _GETS
        if segment.kind == "filter" or (words[-1] in self.words.transforms and not gets):
            outcome = self.segment(words, [])
            return outcome if isinstance(outcome, Held) and outcome.sure else None
        outcome = self.segment(words, before)
        if outcome == "harmless" and not gets and words[-1] not in self.words.harmless:
            return None  # toLowerCase is no case
        return outcome

    def _called(self, segment: Segment, words: list[str]) -> _Outcome:
        """A function: its own name, said of what it is given."""
        if not words:
            return None
        if words[-1] in self.words.lookups:
            return "harmless"
        if words[-1] in self.words.transforms or words[-1] in self.words.accessors:
            return None
        owners = [each.segments for each in segment.arguments if each.segments]
        outcome = self.segment(words, owners[0] if owners else [])
        if outcome == "harmless" and words[-1] not in self.words.harmless:
            return None  # encodeURIComponent is no component
        return outcome

    def segment(self, words: list[str], before: Sequence[Segment]) -> _Outcome:
        """What one name holds that belongs to what stands before it."""
        known = self.words
        while len(words) > 1 and words[-1] in known.behind:
            words = words[:-1]
        if len(words) > 1 and words[0] in known.questions:
            return "harmless"
        for size in range(min(4, len(words)), 0, -1):
            word, owner = "".join(words[-size:]), words[:-size]
            if word in known.personal:
                return self._personal(word, known.personal[word], owner, before)
            if word in known.not_of_things:
                return self._not_of_things(word, owner, before)
            if word in known.of_persons:
                return self._of_person(word, known.of_persons[word], owner, before)
            if word in known.parts and not owner and self._belongs_to_name(before):
                return Held(entity=known.parts[word], word=word)
            if word in known.harmless:
                return "harmless"
        if not words:
            return None
        outcome = self._ending(words, before)
        return outcome if outcome is not None else self._beginning(words)

    def _ending(self, words: list[str], before: Sequence[Segment]) -> _Outcome:
        """A compound written as one word: ``kundefnr``, ``elevnavn``, ``klassekode``."""
        known, word = self.words, words[-1]
        if word in known.not_endings:
            return "harmless"
        for end in _ends(word, known.endings, 2):
            entity = known.personal.get(end) or known.not_of_things[end]
            return self._personal(end, entity, [word[: -len(end)]], before)
        for end in _ends(word, known.of_persons, 2):
            if len(end) > 3:
                owner = word[: -len(end)].rstrip("s")
                if owner in known.before or owner in known.generic:
                    return "harmless"
                return self._of_person(end, known.of_persons[end], [owner], before)
        return "harmless" if word.endswith(_HARMLESS_ENDS) else None

    def _beginning(self, words: list[str]) -> _Outcome:
        """A name with its owner behind it: ``epostPrivat``, ``nameOfBorrower``."""
        known = self.words
        if known.is_thing(words[-1]):
            return "harmless"
        for size in range(min(3, len(words) - 1), 0, -1):
            word = "".join(words[:size])
            owner = [each for each in words[size:] if each not in known.before | known.behind]
            if word in known.personal and (not owner or known.owner(owner) == "person"):
                return Held(entity=known.personal[word], word=word)
            if word in known.of_persons and owner and known.owner(owner) == "person":
                return Held(entity=known.of_persons[word], word=word)
        return None

    def _personal(
        self, word: str, entity: str, owner: list[str], before: Sequence[Segment]
    ) -> _Outcome:
        if entity in _ORGANISATIONS_HAVE and self._owner(owner, before)[0] == "organisation":
            return "harmless"
        return Held(entity=entity, word=word)

    def _not_of_things(self, word: str, owner: list[str], before: Sequence[Segment]) -> _Outcome:
        kind, _ = self._owner(owner, before)
        if kind in ("thing", "organisation", "home"):
            return "harmless"
        return Held(entity=self.words.not_of_things[word], word=word)

    def _of_person(
        self, word: str, entity: str, owner: list[str], before: Sequence[Segment]
    ) -> _Outcome:
        kind, sure = self._owner(owner, before)
        if kind == "person" or (kind == "home" and entity == "STREET_ADDRESS"):
            return Held(entity=entity, word=word, sure=sure)
        if kind is None or (kind == "unknown" and not owner and entity == "STREET_ADDRESS"):
            return Held(entity=entity, word=word, sure=False)
        return "harmless"

    def _owner(self, owner: list[str], before: Sequence[Segment]) -> tuple[str | None, bool]:
        """Whose a name is: by the words before it, else by what it is a property of.

        None where nothing is said; the second is whether that is sure.
        """
        known = self.words
        told = [word for word in owner if word not in known.before]
        if told and all(word in known.generic for word in told):
            return "thing", True
        if told:
            return known.owner(told), known.names_person(told)
        for segment in reversed(before):
            words = split(segment.name)
            if segment.arguments and not words:
                inner = [chain.segments for chain in segment.arguments if chain.segments]
                return self._owner([], inner[-1]) if inner else (None, False)
            if segment.kind != "name" and words and words[0] not in known.before:
                continue
            resolved = self._resolved(segment.name) if segment is before[0] else None
            if resolved is not None:
                return self._owner([], resolved)
            told = [word for word in words if word not in known.before | known.generic]
            if told:
                return known.owner(told), known.names_person(told)
        return None, False

    def _resolved(self, name: str) -> Sequence[Segment] | None:
        """What the name that a chain begins with stands for, where that was assigned."""
        if name not in self.names or name in self.open or self.steps > _MOST_STEPS:
            return None
        self.steps += 1
        for expression in self.names[name]:
            for chain in _read(expression):
                if chain.segments and chain.segments[0].name != name:
                    return chain.segments
        return None

    def _belongs_to_name(self, before: Sequence[Segment]) -> bool:
        if not before:
            return False
        words = split(before[-1].name)
        entity = self.words.of_persons.get("".join(words[-1:]))
        return entity == "PERSON" and isinstance(self.segment(words, before[:-1]), Held)
