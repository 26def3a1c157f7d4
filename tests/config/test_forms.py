"""What is right at first sight is right: the quick look and the model agree."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piilint.config.file import looks_right
from piilint.config.model import validate_table
from piilint.errors import ConfigurationError

TEXTS = st.sampled_from(["PII101", "pii", "nb", "info", "src/**", "Kari", "", " ", "\n"])
# What TOML can say: it has no null.
VALUES = st.one_of(
    TEXTS,
    st.integers(-1, 2),
    st.booleans(),
    st.floats(),
    st.just(date(2027, 1, 31)),
    st.just(datetime(2027, 1, 31, tzinfo=UTC)),
)
TABLES = st.dictionaries(
    st.sampled_from(
        ["paths", "select", "rule", "path", "reason", "field", "until", "pattern", "nlp"]
    ),
    st.one_of(VALUES, st.lists(TEXTS, max_size=2)),
    max_size=5,
)
FILES = st.dictionaries(
    st.sampled_from(
        [
            *("rules", "select", "ignore", "fail-on", "fail_on", "lang", "exclude", "baseline"),
            *("jobs", "deep", "code", "per-path", "allow", "waivers", "other"),
        ]
    ),
    st.one_of(VALUES, st.lists(st.one_of(TEXTS, TABLES, VALUES), max_size=2), TABLES),
    max_size=4,
)


def is_valid(table: dict[str, object]) -> bool:
    try:
        validate_table(table, file="piilint.toml", text="", at=())
    except ConfigurationError:
        return False
    return True


@given(FILES)
def test_the_quick_look_and_the_model_agree(table: dict[str, object]) -> None:
    assert looks_right(table) == is_valid(table)


@pytest.mark.parametrize(
    "table",
    [
        {},
        {"rules": "pack.toml", "select": ["PII"], "ignore": ["PII301"], "fail-on": "error"},
        {"lang": "nb", "exclude": ["out/**"], "baseline": "b.jsonl", "jobs": 2, "code": True},
        {"deep": True},
        {"deep": {"recognizers": "r.yaml", "nlp": "nlp.yaml"}},
        {"per-path": [{"paths": ["tests/**"], "ignore": ["PII3"]}]},
        {"allow": [{"reason": "a ship", "pattern": "Kari"}]},
        {"waivers": [{"rule": "PII301", "path": "a.xml", "reason": "r", "until": date(2027, 1, 31)}]},
    ],
)  # fmt: skip
def test_files_as_they_are_written_look_right(table: dict[str, object]) -> None:
    assert looks_right(table)
    assert is_valid(table)
