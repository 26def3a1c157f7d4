"""Correlation: the values that a submission may hold, looked for everywhere else in it.

What stands in the designated and contact fields of a request, its manifest and their kin is
known. Wherever it stands again, in whole, in part, encoded or hashed, there is no guessing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache, cached_property
from itertools import compress, filterfalse, islice
from operator import attrgetter
from typing import NamedTuple

from piilint.detect import (
    FIELD_BREAK,
    MOST,
    Detector,
    Page,
    classify,
    find,
    forms,
    normalise,
    normalise_all,
    with_own,
)
from piilint.detect.gazetteer import shipped
from piilint.detect.lookalikes import disguised
from piilint.detect.recur import Known, KnownValue, Manner, Recurrence
from piilint.detect.romanised import respelt, respelt_of
from piilint.detect.words import GENERIC, GIVEN, PLACE, words_of
from piilint.lint.fields import Field
from piilint.lint.freetext import full_name, may_be_value, may_have_number, stands
from piilint.lint.judge import Verdict
from piilint.lint.rulepack import RulePack
from piilint.lint.search import Searched
from piilint.model import SEVERITIES, Evidence, Severity, milder

__all__ = ["Values", "contact_of", "one_each", "recurrences"]

_RULES: dict[Manner, str] = {"whole": "PII601", "part": "PII602", "hash": "PII603"}
_CONTACTS = {"email": "EMAIL_ADDRESS", "phone": "PHONE_NUMBER"}
_KNOWN_BY_NAME = frozenset(("PERSON", "EMAIL_ADDRESS", "PHONE_NUMBER"))
_MISPLACED = {
    ("email", "address"): "EMAIL_ADDRESS",
    ("sms", "number"): "PHONE_NUMBER",
    ("identified-by-email", "address"): "EMAIL_ADDRESS",
    ("identified-by-mobile-number", "number"): "PHONE_NUMBER",
}
"""Attributes that are contacts by their names, where the service has none: a direct job's, and
elements that clients have methods for."""
_NUMBER = "NO_FODSELSNUMMER"
"""What an identity number counts as until one recurs and its kind is told."""
_DIGITS = 11
_SHORTEST = 3
"""Letters or digits of a word of free text that is looked for elsewhere."""
_MANY = 500
"""Words, or names, of free text that are looked for one by one: long texts take no square time."""


class Values:
    """What is known of a submission, made out of the fields of its documents when it is needed."""

    def __init__(self, fields: Iterable[Field], at: date, own: tuple[Detector, ...] = ()) -> None:
        """``fields`` are those that may hold personal data, of all documents."""
        self.at = at
        self.origins: list[Field] = []
        """Where each known value stands, by its number."""
        self._detectors = with_own(own)
        self._free: list[Field] = []
        self._beside: list[str] = []
        self._direct = Known(self._alone(fields), at, self._beside)

    @property
    def is_cut(self) -> bool:
        """Whether there were more values than are hashed, and hashes to compare with them."""
        return self._direct.is_cut or ("_named" in self.__dict__ and self._named.is_cut)

    def known(self, searched: Searched) -> Iterator[Known]:
        """The values that may stand again in what is searched, as tables."""
        yield self._direct
        if self._free and (searched.woken or self._shares_a_word(searched.page)):
            yield self._named

    def _alone(self, fields: Iterable[Field]) -> list[KnownValue]:
        """Values that have a field for themselves."""
        origins = self.origins
        values: list[KnownValue] = []
        for field in fields:
            spec, text = field.spec, field.text.strip()
            entity = None if spec is not None and spec.contact is None else contact_of(field)
            if entity is None:
                if len(text) != _DIGITS or not text.isascii() or not text.isdecimal():
                    self._free.append(field)
                    self._beside.append(field.text)
                    continue
                entity = _NUMBER
            values.append(KnownValue(entity, text, len(origins)))
            origins.append(field)
        return values

    def _shares_a_word(self, page: Page) -> bool:
        """Whether what may be a name, or a number, of free text stands in a page too."""
        written = FIELD_BREAK.join([field.text for field in self._free])
        if page.runs and may_have_number(written):
            return True
        if not page.may_name and "@" not in written:
            return False
        text = normalise(written).text
        words, squeezed = set(words_of(text, with_digits=True)), page.squeezed
        if len(words) > _MANY:
            return True
        # Of most words it is soon seen that they do not stand there; few are asked more.
        small = list(map(str.lower, words))
        standing = compress(words, map(page.readings.__contains__, small))
        likely = {*standing, *filterfalse(str.isascii, words)}
        return (
            any(
                len(word) >= _SHORTEST and may_be_value(word, text) and stands(word, page)
                for word in likely
            )
            or any(form in squeezed for word in respelt_of(small) for form in respelt(word))
            or self._shares_a_name(text, squeezed)
        )

    def _shares_a_name(self, text: str, squeezed: str) -> bool:
        """Whether a name stands in a page as a user's, or its initials with a year of birth."""
        found = full_name().finditer(text)
        names = {text[name.start(1) : name.end(2)]: name for name in found}
        if len(names) > _MANY:
            return True
        for name in names.values():
            first, last = name[1].lower(), name[2].lower()
            # The beginning of the second is in all of them.
            if any(begun in squeezed for begun in forms.spellings(last[:3])) and any(
                form in squeezed for form in forms.as_user([first, last])
            ):
                return True
        return self._direct.may_date(squeezed) and any(
            "".join(pair) in squeezed
            for name in names
            for pair in forms.dated_initials(name, self._direct.years)
        )

    @cached_property
    def _named(self) -> Known:
        """Names, addresses and numbers in titles and descriptions."""
        fields = self._free
        texts = normalise_all([field.text for field in fields])
        labels = [field.spec.label if field.spec is not None else "" for field in fields]
        page = Page([text.text for text in texts], labels, self.at)
        values: list[KnownValue] = []
        for seen in find(page, _pass_by, self._detectors):
            is_told = seen.entity in _KNOWN_BY_NAME or "check-digits" in seen.rests_on
            if is_told and seen.confidence != "low":
                text = page.text[seen.start : seen.end] + _surname_after(page, seen)
                values.append(KnownValue(seen.entity, text, len(self.origins)))
                self.origins.append(fields[page.index(seen.start)])
        return Known(values, self.at, self._beside, self._direct)


def contact_of(field: Field) -> str | None:
    """The entity that a field is a contact by, also where the service has none."""
    spec = field.spec
    if spec is not None:
        return _CONTACTS[spec.contact] if spec.contact is not None else None
    if field.kind != "attribute":
        return None
    return _MISPLACED.get((str(field.node.tag).rpartition("}")[2], field.name or ""))


def _surname_after(page: Page, seen: Evidence) -> str:
    """The surname that stands after given names where no list has it: Silje Marie Tveitereid."""
    if seen.entity != "PERSON":
        return ""
    given = page.text[seen.start : seen.end].rpartition(" ")[2]
    match = _surname().match(page.text, seen.end)
    if match is None or not shipped().kinds[given] & GIVEN:
        return ""
    kind = shipped().kinds[match[1]]
    return "" if kind & (GENERIC | PLACE) else match[0]


@cache
def _surname() -> re.Pattern[str]:
    return re.compile(r" ([A-ZÆØÅÄÖÉ][^\W\d_]{2,30})(?![^\W_])")


def _pass_by(_: str) -> None:
    """A detector that fails is told of where the open fields are searched."""


class _Place(NamedTuple):
    start: int
    end: int
    found: Recurrence
    encodings: tuple[str, ...]


class _Span(NamedTuple):
    field: Field
    start: int
    end: int


def recurrences(
    searched: Searched,
    values: Values,
    pack: RulePack,
    on_bound: Callable[[], None],
) -> Iterator[Verdict]:
    """Objections to known values in fields that count as open.

    ``on_bound`` is told where there are so many that the search stopped.
    """
    found = (place for known in values.known(searched) for place in _places(searched, known))
    places = list(islice(found, MOST))
    if not places:
        return
    if len(places) == MOST:
        on_bound()
    page = searched.page
    for place in _apart(places):
        index = page.index(place.start)
        field, value = searched.fields[index], place.found.value
        if _belongs(field, value):
            continue
        offset = page.starts[index]
        start, end = searched.in_field(index, place.start - offset, place.end - offset)
        yield _verdict(_Span(field, start, end), place, values, pack)


def _belongs(field: Field, value: KnownValue) -> bool:
    """Whether the value is of the one kind that a contact field is for."""
    return contact_of(field) == value.entity


def _places(searched: Searched, known: Known) -> Iterator[_Place]:
    for found in known.search(searched.page, searched.woken):
        yield _Place(found.start, found.end, found, ())
    below = searched.below
    if below is None:
        return
    for found in known.search(below, range(len(below.starts))):
        number = below.index(found.start)
        index, layer = searched.layers[number]
        offset, first = below.starts[number], searched.page.starts[index]
        start, end, encodings = layer.origin(found.start - offset, found.end - offset)
        yield _Place(first + start, first + end, found, encodings)


def _apart(places: Iterable[_Place]) -> list[_Place]:
    """One of those that stand in the same place: the graver, then the longer, then the plainer."""
    ranked = sorted(
        places,
        key=lambda place: (
            place.found.manner == "part",
            place.start - place.end,
            len(place.encodings),
        ),
    )
    kept: list[_Place] = []
    starts: list[int] = []
    for place in ranked:
        index = bisect_right(starts, place.start)
        clear_before = not index or kept[index - 1].end <= place.start
        clear_after = index == len(kept) or kept[index].start >= place.end
        if clear_before and clear_after:
            kept.insert(index, place)
            starts.insert(index, place.start)
    return kept


def _verdict(span: _Span, place: _Place, values: Values, pack: RulePack) -> Verdict:
    field, start, end = span
    value, manner = place.found.value, place.found.manner
    rests_on = [f"known-{manner}"]
    number = classify(value.text, values.at)
    synthetic = number is not None and number.synthetic
    if synthetic:
        rests_on.append("synthetic")
    encodings = (*disguised(field.text, start, end), *place.encodings)
    rests_on += (f"peeled:{name}" for name in dict.fromkeys(encodings))
    if place.found.turned:
        rests_on.append(f"peeled:{place.found.turned}")
    rule = pack.catalog[_RULES[manner]]
    severity: Severity = milder(rule.severity, "medium" if synthetic else "high")
    evidence = Evidence(
        entity=number.entity if number is not None else value.entity,
        start=start,
        end=end,
        confidence="high",
        detector="correlation",
        rests_on=tuple(rests_on),
    )
    return Verdict(field, start, end, rule.id, severity, evidence, values.origins[value.origin])


def one_each(verdicts: Sequence[Verdict], recurring: Sequence[Verdict]) -> list[Verdict]:
    """One objection a place: that a value is known says more than that it looks like one.

    Only where a detector saw more than the part that recurs, and the graver, both are told: what
    there is, and where the part of it is from.
    """
    if not recurring:
        return list(verdicts)
    by_field: dict[int, list[Verdict]] = {}
    for verdict in recurring:
        by_field.setdefault(id(verdict.field), []).append(verdict)
    told_already: set[int] = set()
    kept: list[Verdict] = []
    for verdict in verdicts:
        rivals = list(_rivals(verdict, by_field.get(id(verdict.field), [])))
        if all(_says_more(verdict, rival) for rival in rivals):
            kept.append(verdict)
            told_already.update(map(id, rivals[1:]))
    return kept + [verdict for verdict in recurring if id(verdict) not in told_already]


def _rivals(verdict: Verdict, recurring: list[Verdict]) -> Iterator[Verdict]:
    """What recurs in the place of a detector's verdict; ``recurring`` is in order, and apart."""
    seen = verdict.evidence
    if seen is None:
        return
    index = bisect_right(recurring, verdict.start, key=attrgetter("end"))
    while index < len(recurring) and recurring[index].start < verdict.end:
        rival = recurring[index]
        index += 1
        # A token can hide two things, and then both are told in the one place.
        same_token = (rival.start, rival.end) == (verdict.start, verdict.end)
        if not (same_token and _is_peeled(seen) and seen.entity != _entity(rival)):
            yield rival


def _is_peeled(seen: Evidence) -> bool:
    return any(reason.startswith("peeled:") for reason in seen.rests_on)


def _entity(verdict: Verdict) -> str | None:
    return verdict.evidence.entity if verdict.evidence is not None else None


def _says_more(seen: Verdict, recurring: Verdict) -> bool:
    """Whether what a detector saw reaches further than what recurs, and weighs more."""
    further = seen.start < recurring.start or seen.end > recurring.end
    return further and SEVERITIES.index(seen.severity) < SEVERITIES.index(recurring.severity)
