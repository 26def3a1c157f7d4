"""People's own patterns: which are taken, and that those cost no more than the text is long."""

import pytest

from piilint.errors import RulePackError
from piilint.lint.patterns import compile_bounded

TAKEN = [
    "K-[0-9]{6}",
    r"\bkunde[ -]?[0-9]{4,10}\b",
    "(?i)case (A|B|C)[0-9]{1,8}",
    "(?:ab?c){1,5}",
    "(?<=no )[0-9]{4}(?!x)",
    "(?>a|b)[0-9]{1,9}",
]

REFUSED = [
    ("[0-9]+", "upper bound"),
    ("[0-9]*x", "upper bound"),
    ("[0-9]{2,}", "upper bound"),
    ("[0-9]++", "upper bound"),
    ("a{1,2000}", "more than 1000 characters"),
    ("(a{0,9}){0,9}b", "no repeat inside a repeat"),
    ("(a?){30}a{30}", "no repeat inside a repeat"),
    ("(a|aa){30}b", "no repeat inside a repeat"),
    ("[0-9]{1,99}[0-9]{1,99}[0-9]{1,99}x", "Narrow their bounds"),
    ("(?=a{0,99}a{0,99}a{0,99}b)a", "Narrow their bounds"),
    ("(", "not a regular expression"),
    ("a{99999999999999999999}", "not a regular expression"),
]


@pytest.mark.parametrize("pattern", TAKEN)
def test_bounded_patterns_are_taken(pattern: str) -> None:
    assert compile_bounded(pattern, "here").pattern == pattern


@pytest.mark.parametrize(("pattern", "message"), REFUSED)
def test_patterns_that_input_could_drive_are_refused(pattern: str, message: str) -> None:
    with pytest.raises(RulePackError, match=message) as caught:
        compile_bounded(pattern, "pack.toml: rules.USR001.pattern")
    assert str(caught.value).startswith("pack.toml: rules.USR001.pattern: ")
    assert caught.value.__context__ is None
