"""The table of states in the documentation says what the doctor says, and tests make each."""

import re

import pytest

from piilint.certs.checks import load_recipe
from piilint.certs.problem import catalog
from tests.reference import CHECKOUT

DOCUMENT = (CHECKOUT / "docs" / "certificates.md").read_text(encoding="utf-8")
ROWS = re.findall(
    r"^\| ([^|]+) \| ((?:CRT|TLS)\d{3}) \| ([^|]+) \| ([^|]+) \|$", DOCUMENT, re.MULTILINE
)
RULES = [rule.id for rule in catalog() if rule.id.startswith(("CRT", "TLS"))]


@pytest.mark.parametrize(("state", "rule", "said", "remedy"), ROWS, ids=[row[1] for row in ROWS])
def test_a_state_is_documented_as_it_is_said(state, rule, said, remedy):
    text = catalog().text(rule)
    assert (said, remedy) == (text.message["en"], text.help["en"])


def test_every_rule_has_a_state_of_its_own():
    assert sorted(rule for _, rule, _, _ in ROWS) == sorted(RULES)
    assert len({state for state, _, _, _ in ROWS}) == len(ROWS)
    assert len({said for _, _, said, _ in ROWS}) == len(ROWS)
    assert len({remedy for _, _, _, remedy in ROWS}) == len(ROWS)


def test_every_state_is_made_by_a_test():
    tests = "".join(
        file.read_text(encoding="utf-8")
        for folder in ("certs", "send", "cli")
        for file in (CHECKOUT / "tests" / folder).glob("test_*.py")
    )
    assert [rule for rule in RULES if f'"{rule}"' not in tests and f"({rule})" not in tests] == []


def test_the_recipe_in_the_documentation_loads(tmp_path):
    (recipe,) = re.findall(r"```toml\n(.*?)```", DOCUMENT, re.DOTALL)
    (tmp_path / "recipe.toml").write_text(recipe)
    assert load_recipe(tmp_path / "recipe.toml")
