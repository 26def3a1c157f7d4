"""Configuration files: which one counts, what may stand in it, and what is said of what is wrong."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from piilint.config import Allowance, Configuration, Override, Waiver, find_configuration
from piilint.errors import ConfigurationError, UsageError
from piilint.lint.linter import Linter
from tests.lint.messages import direct_request, portal_request
from tests.reference import CHECKOUT


def configured(folder: Path, toml: str, name: str = "piilint.toml") -> Configuration:
    (folder / name).write_text(toml)
    return find_configuration(folder)


EVERYTHING = """
rules = "pack.toml"
select = ["PII", "REQ"]
ignore = ["REQ207"]
fail-on = "error"
lang = "nb"
exclude = ["generated/"]
baseline = "known.jsonl"
jobs = 2

[[per-path]]
paths = ["tests/"]
ignore = ["PII102"]

[[allow]]
pattern = "Berg Eiendom"
reason = "a firm"

[[allow]]
field = "/a/b"
reason = "numbers of ours"

[[waivers]]
rule = "PII301"
path = "a.xml"
field = "*/reference"
reason = "a street named so"
until = 2027-01-31
"""


def test_every_key_is_read(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text('extends = "posten-signering"\n')
    found = configured(tmp_path, EVERYTHING)
    assert found.rules == str(tmp_path / "pack.toml")
    assert (found.select, found.ignore) == (("PII", "REQ"), ("REQ207",))
    assert (found.fail_on, found.lang, found.jobs) == ("error", "nb", 2)
    assert found.exclude == ("generated/",)
    assert found.baseline == tmp_path / "known.jsonl"
    assert found.per_path == (Override(paths=("tests/",), ignore=("PII102",)),)
    assert found.allow == (
        Allowance(pattern="Berg Eiendom", reason="a firm", line=15),
        Allowance(field="/a/b", reason="numbers of ours", line=19),
    )
    assert found.waivers == (
        Waiver(
            rule="PII301",
            path="a.xml",
            field="*/reference",
            reason="a street named so",
            until=date(2027, 1, 31),
            line=23,
        ),
    )
    assert found.origins["fail_on"].endswith("piilint.toml, line 5")


def test_the_nearest_file_upward_counts(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert find_configuration(inner).file is None
    (tmp_path / "pyproject.toml").write_text('[tool.piilint]\nlang = "nb"\n')
    (tmp_path / "a/pyproject.toml").write_text('[project]\nname = "piilint-user"\n')
    assert find_configuration(inner).file == tmp_path / "pyproject.toml"
    assert find_configuration(inner).folder == tmp_path
    (tmp_path / "a/piilint.toml").write_text("")
    assert find_configuration(inner).file == tmp_path / "a/piilint.toml"
    (tmp_path / "a/pyproject.toml").write_text('[tool.piilint]\nlang = "nb"\n')
    assert find_configuration(inner).lang == "en", "in one folder, piilint.toml goes first"


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("a\nb", "piilint.toml, line 1, column 2: is not TOML from here on"),
        ('\nselct = ["PII"]', "line 2: selct is not a key that is known here; did you mean select?"),
        ("fail_on = 'error'", "line 1: fail_on is not a key that is known here; did you mean fail-on?"),
        ("fail-on = 'never'", "line 1: fail-on must be one of 'error', 'warning' or 'info'"),
        ("select = 'PII'", "line 1: select must be a list"),
        ("select = ['pii']", "line 1: select[1] must have the form"),
        ("jobs = 0", "line 1: jobs must be at least 1"),
        ("jobs = '2'", "line 1: jobs must be a whole number"),
        ("[[waivers]]\nrule = 'PII301'\npath = 'a'", "line 1: waivers[1].reason is missing"),
        (
            "[[waivers]]\nrule='PII301'\npath='a'\nreason='x'\n[[waivers]]\nrule='PII301'\npath='a'\n"
            "reason='x'\nuntil='2027-01-31'",
            "line 9: waivers[2].until must be a date without quotes",
        ),
        ("[[waivers]]\nrule='PII301'\npath='a'\nreason='x'\nuntl=1", "did you mean until?"),
        ("[[allow]]\nreason = 'x'", "line 1: allow[1] needs a pattern, a field, or both"),
        ("[[per-path]]\npaths = []", "line 2: per-path[1].paths needs at least 1 entry"),
        ("[[per-path]]\npaths = ['a']\nignor = []", "did you mean ignore?"),
        ("waivers = 1", "waivers must be a list"),
        ("01819010192 = 1", "########### is not a key"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_line_and_key(tmp_path: Path, toml: str, message: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        configured(tmp_path, toml)
    assert message in str(caught.value)
    assert str(caught.value).startswith(str(tmp_path / "piilint.toml"))
    assert caught.value.__context__ is None


def test_lines_count_in_the_whole_file_of_pyproject(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"line 4: tool\.piilint\.slect is not a key"):
        configured(
            tmp_path, "[project]\nselect = 1\n[tool.piilint]\nslect = []\n", "pyproject.toml"
        )
    with pytest.raises(ConfigurationError, match=r"tool\.piilint must be a table"):
        configured(tmp_path, "tool.piilint = 1\n", "pyproject.toml")


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("[[allow]]\npattern = '['\nreason = 'x'", "allow[1].pattern: is not a regular expression"),
        ("[[allow]]\npattern = 'a+'\nreason = 'x'", "repeat without an upper bound"),
        ("[[allow]]\npattern = 'a{0,9}'\nreason = 'x'", "matches the empty text"),
        ("[[allow]]\npattern = '01819010192'\nreason = 'x'", "holds a number or an address"),
        ("[[allow]]\npattern = 'a@b\\.example\\.com'\nreason = 'x'", "holds a number or an address"),
        (
            "[[waivers]]\nrule='XML001'\npath='a'\nreason='x'",
            "line 1: waivers[1].rule is no rule that can be waived",
        ),
        ("[[waivers]]\nrule='PII999'\npath='a'\nreason='x'", "no rule that can be waived"),
    ],
)  # fmt: skip
def test_what_is_allowed_or_waived_must_be_possible(
    tmp_path: Path, toml: str, message: str
) -> None:
    with pytest.raises(ConfigurationError) as caught:
        Linter.configured(configured(tmp_path, toml))
    assert message in str(caught.value)
    assert "0181" not in str(caught.value)
    assert caught.value.__context__ is None


@pytest.mark.parametrize("key", ["select", "ignore"])
def test_a_rule_that_there_is_not_cannot_be_selected(tmp_path: Path, key: str) -> None:
    with pytest.raises(UsageError, match="piilint rules"):
        Linter.configured(configured(tmp_path, f"{key} = ['PII999']"))


def rules_in(linter: Linter, data: bytes, name: str) -> list[str]:
    return [finding.rule for finding in linter.check(data, name).findings]


def test_overrides_hold_for_their_paths(tmp_path: Path) -> None:
    linter = Linter.configured(
        configured(tmp_path, "[[per-path]]\npaths = ['tests/', '*.tmp.xml']\nignore = ['PII2']\n")
    )
    data = portal_request("01819010192 ola@example.com")
    assert rules_in(linter, data, "src/a.xml") == ["PII102", "PII201"]
    assert rules_in(linter, data, "tests/a.xml") == ["PII102"]
    assert rules_in(linter, data, "src/a.tmp.xml") == ["PII102"]
    assert rules_in(linter, data[:-9], "tests/a.xml") == ["XML002"], "never what was not checked"


def test_an_allowed_value_is_told_with_its_reason_and_does_not_count(tmp_path: Path) -> None:
    linter = Linter.configured(
        configured(
            tmp_path,
            "[[allow]]\npattern = '[a-z]{1,20}@team\\.example'\nreason = 'our team'\n"
            "field = '*/reference'\n",
        )
    )
    report = linter.check(portal_request("post@team.example"))
    assert [finding.rule for finding in report.findings] == ["PII201"]
    suppressed = report.findings[0].suppressed
    assert suppressed is not None
    assert (suppressed.kind, suppressed.reason) == ("config", "our team")
    assert report.ok
    assert not linter.check(portal_request("post@team.example.com")).ok, "the whole value matches"
    assert not linter.check(direct_request(query="?m=post@team.example")).ok, "another field"


def test_a_phrase_of_a_pack_is_not_objected_to(tmp_path: Path) -> None:
    pack = tmp_path / "pack.toml"
    pack.write_text('extends = "posten-signering"\nallow = ["Kari Nordmann-prosjektet"]\n')
    linter = Linter(pack)
    assert linter.pack.allow == ("Kari Nordmann-prosjektet",)
    from piilint.lint.allow import is_in_phrase

    text = "om Kari Nordmann-prosjektet, Kari Nordmann"
    assert is_in_phrase(text, 3, 16, linter.pack.allow)
    assert not is_in_phrase(text, 0, 16, linter.pack.allow)
    assert not is_in_phrase(text, 29, 42, linter.pack.allow)


def piilint(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "piilint", *arguments],
        cwd=cwd, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(CHECKOUT)},
    )  # fmt: skip


def test_what_is_in_force_is_shown_with_where_it_comes_from(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "piilint.toml").write_text(
        'ignore = ["REQ"]\n[[waivers]]\nrule = "PII201"\npath = "a.xml"\n'
        'reason = "ask ola@example.com"\n'
    )
    done = piilint("check", "--show-config", "--fail-on", "error", cwd=tmp_path / "sub")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == f"# paths are relative to {tmp_path}"
    assert f'ignore = ["REQ"]  # {tmp_path}/piilint.toml, line 1' in lines
    assert 'fail-on = "error"  # command line' in lines
    assert 'lang = "en"  # default' in lines
    assert f"[[waivers]]  # {tmp_path}/piilint.toml, line 2" in lines
    assert 'reason = "ask xxx@xxxxxxx.xxx"' in lines


def test_a_configuration_that_cannot_be_used_makes_the_exit_code_2(tmp_path: Path) -> None:
    (tmp_path / "piilint.toml").write_text("fail-on = 'never'\n")
    done = piilint("check", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "piilint.toml, line 1: fail-on must be one of" in done.stderr
