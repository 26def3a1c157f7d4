"""One of a known person's names in the name of somebody else, who shares it by chance."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache

from piilint.detect import words as bits
from piilint.detect.gazetteer import shipped
from piilint.detect.thingwords import SEASONS, THINGS

__all__ = ["OtherNames"]

_BEFORE = 64
"""Characters before a name in which others of the same person are looked for."""
_NO_SURNAME = bits.GENERIC | bits.PLACE
_WORDS = bits.ORDINARY | bits.DEAL | bits.ROLE | bits.TITLE | bits.ORG_FORM
"""What no surname is that follows two given names."""


class OtherNames:
    """What stands beside a known name, and whether it makes it somebody else's."""

    def __init__(self, known: Container[str], initials: Container[str]) -> None:
        """``known`` are the forms of the known names, ``initials`` what they begin with."""
        self._known = known
        self._initials = initials

    def has_given(self, text: str, start: int, end: int) -> bool:
        """Whether a given name is another's: a surname is beside it, and none that is known."""
        return self._surname_follows(text, end) or self._surname_precedes(text, start, end)

    def has_surname(self, text: str, start: int, end: int) -> bool:
        """Whether a surname is another's: a given name is beside it, and none that is known."""
        return (
            self._given_precedes(text, start)
            or self._given_follows(text, end)
            or self._is_given_here(text, start, end)
        )

    def has_initial(self, text: str, start: int) -> bool:
        """Whether an initial and a surname are another's, after a given name: Ole N. Hansen."""
        match = _names_before().search(text, max(0, start - _BEFORE), start)
        if match is None or self._is_known(match):
            return False
        kind = shipped().kinds[match[2]]
        return bool(kind & bits.GIVEN and not kind & (bits.AMBIGUOUS | bits.GENERIC | bits.PLACE))

    def _surname_follows(self, text: str, end: int) -> bool:
        """Nora Berg, NoraBerg, nils-arne-eira."""
        match = _names_after().match(text, end)
        if match is None:
            return False
        one, two = shipped().kinds[match[1]], shipped().kinds[match[2] or ""]
        if self._is_known(match):
            is_new = (match[2] or "").lower() not in self._known
            are_whole = one & bits.GIVEN and two & bits.SURNAME
            return bool(is_new and are_whole and not two & _WORDS)
        if one & bits.SURNAME or (match[1][-1] == "s" and two & bits.STREET):
            return True
        if one & bits.GIVEN and two & bits.SURNAME and not (one | two) & bits.GENERIC:
            return True
        return match[1].istitle() and not one & bits.GENERIC

    def _surname_precedes(self, text: str, start: int, end: int) -> bool:
        """Berg, Nora; berg_nora; Farah Ali, where Ali may be a surname as well."""
        match = _name_before().search(text, max(0, start - _BEFORE), start)
        if match is None or match[1].lower() in self._known:
            return False
        kind, gap = shipped().kinds[match[1]], match[2]
        if gap == " ":
            may_be_last = shipped().kinds[text[start:end]] & bits.SURNAME
            is_given = kind & bits.GIVEN and not kind & (bits.AMBIGUOUS | bits.GENERIC)
            return bool(may_be_last and is_given and match[1].istitle())
        if not kind & bits.SURNAME or kind & _NO_SURNAME or _is_thing(match[1]):
            return False
        return match[1].istitle() or (gap != ", " and match[1].islower())

    def _is_given_here(self, text: str, start: int, end: int) -> bool:
        """Farah, Hassan, where Hassan may be a given name as well."""
        if not shipped().kinds[text[start:end]] & bits.GIVEN or text[start - 2 : start] != ", ":
            return False
        return self._surname_precedes(text, start, end)

    def _given_precedes(self, text: str, start: int) -> bool:
        """Per Hansen, P. Hansen, PerHansen, Ole N. Hansen."""
        initial = _initial_before().search(text, max(0, start - _BEFORE), start)
        if initial is not None and initial[1].lower() not in self._initials:
            return True
        match = _names_before().search(text, max(0, start - _BEFORE), start)
        if match is None or self._is_known(match) or not shipped().kinds[match[2]] & bits.GIVEN:
            return False
        surname = _surname().match(text, start)
        return surname is None or match[2][0].lower() + surname[0].lower() not in self._known

    def _given_follows(self, text: str, end: int) -> bool:
        """Hansen, Per; Hassan Ibrahim Farah; Hansen P."""
        initial = _initial_after().match(text, end)
        if initial is not None:
            return initial[1].lower() not in self._initials
        match = _given_after().match(text, end)
        if match is None or self._is_known(match):
            return False
        gap, name = match[1], match[2]
        kind = shipped().kinds[name]
        if not kind & bits.GIVEN or _is_thing(name):
            return False
        if gap in {", ", ""} and name.istitle():
            return True
        return not kind & (bits.AMBIGUOUS | bits.GENERIC | bits.PLACE)

    def _is_known(self, names: re.Match[str]) -> bool:
        return any(name.lower() in self._known for name in names.groups(""))


def _is_thing(word: str) -> bool:
    return word.lower() in SEASONS or word.lower() in THINGS


_NAME = r"[^\W\d_]{2,30}"
_CAPITAL = r"[A-ZÆØÅ][^\W\d_A-ZÆØÅ]{1,29}"
"""A name in CamelCase."""


@cache
def _names_after() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:[ ._-][^\W\d_](?![^\W_])\.?)?[ ._-](?={_NAME})|(?<=[a-zæøå])(?={_CAPITAL}))"
        rf"({_CAPITAL}(?=[A-ZÆØÅ])|{_NAME})(?:[ ._-]({_NAME}))?"
    )


@cache
def _given_after() -> re.Pattern[str]:
    return re.compile(
        rf"(, |[ ._-]|(?<=[a-zæøå])(?={_CAPITAL}))({_CAPITAL}(?=[A-ZÆØÅ])|{_NAME})"
        rf"(?:[ ._-]({_NAME}))?"
    )


@cache
def _name_before() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])({_NAME})(, |[ _.-])$")


@cache
def _names_before() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?<![^\W_])({_NAME})[ ._-])?"
        rf"(?:(?<![^\W_])|(?<=[a-zæøå])(?={_CAPITAL}$))"
        rf"({_NAME})(?:[ ._-](?:[^\W\d_]\.? )?|(?<=[a-zæøå]))$"
    )


@cache
def _initial_before() -> re.Pattern[str]:
    """Another's initial, with the full stop that makes it one: P. Hansen."""
    return re.compile(r"(?<![^\W_])([^\W\d_])\. ?$")


@cache
def _initial_after() -> re.Pattern[str]:
    """An initial after a surname, with its full stop or the comma before it: Hansen, P."""
    return re.compile(r"(?: (?=.\.)|, (?=.(?![^\W_])))([^\W\d_])(?![^\W\d_])")


@cache
def _surname() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")
