"""Which source files are read, and what is said where no parser is installed."""

import pytest

from piilint.config import Configuration
from piilint.errors import MissingExtraError
from piilint.lint import linter as linter_module
from piilint.lint import run
from piilint.lint.code.languages import grammar
from piilint.lint.files import Candidate, Passed, Selection
from piilint.lint.linter import Linter
from piilint.lint.source import code_marks, load, marks
from piilint.model import Source
from piilint.report import text
from tests.lint.code.check import NAMESPACE

MESSAGE = (
    f'x = f\'<portal-signature-job-request xmlns="{NAMESPACE}">'
    "<reference>{kunde.fnr}</reference></portal-signature-job-request>'\n"
)
PACK = Linter().pack


@pytest.mark.parametrize(
    ("name", "text", "read"),
    [
        ("a.py", "from piilint import PortalJob", True),
        ("A.java", "import no.digipost.signature.client.portal.PortalJob;", True),
        ("A.cs", "using Digipost.Signature.Api.Client.Portal;", True),
        ("a.go", 's := "<nonsensitive-title>"', True),
        ("a.ts", f"const ns = '{NAMESPACE}'", True),
        ("a.ts", "const reference = kunde.fnr", False),
        ("a.txt", "no.digipost.signature", False),
    ],
)
def test_source_code_is_chosen_by_what_it_mentions(tmp_path, name, text, read):
    (tmp_path / name).write_text(text)
    candidate = Candidate(name=name, path=str(tmp_path / name), named=False)
    loaded = load(candidate, marks(PACK), code_marks(PACK))
    assert isinstance(loaded, Source) == read


def test_generated_and_vendored_code_is_passed_by_unless_its_folder_is_named(tmp_path):
    for folder in ("src", "vendor/lib"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "a.py").write_text(MESSAGE)

    def passed(path):
        found = Selection(paths=[str(path)], base=tmp_path).candidates()
        return {each.name: isinstance(each, Passed) for each in found}

    assert passed(tmp_path) == {"src/a.py": False, "vendor/lib/a.py": True}
    assert passed(tmp_path / "vendor") == {"vendor/lib/a.py": False}


def test_without_the_parsers_a_message_is_read_as_a_template_and_the_rest_is_told(monkeypatch):
    monkeypatch.setattr(run, "is_installed", lambda: False)
    report = Linter().check(MESSAGE.encode(), name="a.py")
    assert {finding.rule: finding.severity for finding in report.findings} == {
        "CHK006": "info",
        "PII701": "warning",
    }


def test_being_told_so_leaves_the_exit_code_alone(monkeypatch):
    monkeypatch.setattr(run, "is_installed", lambda: False)
    report = Linter().check(MESSAGE.replace("kunde.fnr", "sak.id").encode(), name="a.py")
    assert [finding.rule for finding in report.findings] == ["CHK006"]
    assert report.exit_code == 0
    assert text.render(report).endswith("1 not fully checked\n")


@pytest.mark.parametrize("name", ["a.html", "a.blade.php", "a.cshtml", "request.xml", "Makefile"])
def test_what_is_no_source_code(name):
    assert grammar(name) is None


def test_a_configuration_can_ask_for_the_parsers(monkeypatch, tmp_path):
    configuration = Configuration(folder=tmp_path, code=True)
    Linter.configured(configuration)
    monkeypatch.setattr(linter_module, "is_installed", lambda: False)
    with pytest.raises(MissingExtraError, match=r"pip install 'piilint\[code\]'"):
        Linter.configured(configuration)
