"""Messages written as text in programs, what fills them marked to the character."""

import pytest

from piilint.lint import run

from ..messages import NAMESPACE
from .marked import LINTER, assert_found_where_marked


@pytest.fixture(autouse=True)
def _no_parsers(monkeypatch):
    """Where the parsers for source code are installed, they read these files."""
    monkeypatch.setattr(run, "is_installed", lambda: False)


ROOT = f"<portal-signature-job-request xmlns='{NAMESPACE}'>"
END = "</portal-signature-job-request>"
DOUBLE = ROOT.replace("'", '\\"')

ROWS = [
    ("a.js", f"const x = `{ROOT}\n<reference>«${{signer.name}}»</reference>{END}`;"),
    ("a.ts", f"const r = user.email;\nconst x = `{ROOT}<reference>«${{r}}»</reference>{END}`;"),
    ("a.mjs", f"const x = `{ROOT}<reference>${{k.padStart(8, '0')}}</reference>{END}`;"),
    ("a.js", f'if (a < b) s = "{ROOT}" +\n "<reference>" + «kunde.fnr» + "</reference>" + "{END}";'),
    ("a.js", f'const s = "{ROOT}<reference>" + sak.id + "</reference>{END}";'),
    ("A.java", f'String s = "{DOUBLE}"\n + "<reference>" + «p.getEmail()» + "</reference>{END}";'),
    (
        "A.java",
        f'sb.append("{DOUBLE}");\nsb.append("<reference>").append(«p.getFnr()»).append("</reference>");\nsb.append("{END}");',
    ),
    ("A.java", f'String.format("""\n{ROOT}\n<reference>«%s»</reference>{END}""", kunde.navn());'),
    ("A.java", f'"""\n{ROOT}\n<reference>%s</reference>{END}""".formatted(sak.id());'),
    ("A.kt", f'val x = """{ROOT}<reference>«${{p.etternavn}}»-$id</reference>{END}"""'),
    ("a.go", f"x := fmt.Sprintf(`{ROOT}\n<reference>«%s»</reference>{END}`, c.Email)"),
    ("a.py", f'x = f"""{ROOT}\n<reference>«{{kunde.navn}}»</reference>{END}"""'),
    ("a.py", f'x = """{ROOT}\n<reference>«%s»</reference>{END}""" % kunde.fnr'),
    ("a.py", f'x = """{ROOT}<reference>«%(r)s»</reference>{END}""" % {{"r": person.mobil}}'),
    ("a.py", f'T = """{ROOT}<reference>«{{}}»</reference>{END}"""\nprint(T.format(c.full_name))'),
    ("a.py", f'T = """{ROOT}<reference>{{ref}}</reference>{END}"""\nprint(T.format(ref=sak.nr))'),
    ("a.cs", f'var x = $@"{ROOT}\n<reference>«{{user.Email:X}}»</reference>{END}";'),
    ("a.cs", f'string.Format("{ROOT}<reference>{{1}}</reference>{END}", kunde.Fnr, sak.Id);'),
    ("a.cs", f'string.Format("{ROOT}<reference>«{{0}}»</reference>{END}", kunde.Fnr, sak.Id);'),
    ("a.c", f'fprintf(f, "{ROOT}"\n  "<reference>«%s»-%d</reference>{END}", e->last_name, n);'),
    ("a.c", f'printf("{ROOT}<reference>%d</reference>{END}", order_id);'),
    ("a.php", f'<?php\n$x = "{ROOT}<reference>«{{$kunde->epost}}»</reference>{END}";'),
    ("a.rb", f"x = <<~XML\n{ROOT}\n<reference>«#{{user.first_name}}»</reference>\n{END}\nXML"),
    ("a.sh", f'curl -d "{ROOT}<reference>«$EPOST»</reference>{END}" http://x'),
    ("a.sh", f'ref="$BIRTHDATE-$n"\ncat <<R\n{ROOT}\n<reference>«$ref»</reference>\n{END}\nR'),
    ("a.sh", f"printf \"{ROOT}<reference>«%s»</reference>{END}\" \"$telefon\""),
    ("a.yaml", f"data: |\n  {ROOT}<reference>«{{{{ kunde.fnr }}}}»</reference>{END}\n"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), ROWS)
def test_what_fills_a_message_in_a_program(name: str, text: str) -> None:
    assert_found_where_marked(text, name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.py", f'NAMESPACE = "{NAMESPACE}"\nif a < b:\n    c = "don\'t"'),
        ("a.js", "const s = 'portal-signature-job-request'; f(fnr)"),
        ("A.java", "List<String> x; // <reference> portal-signature-job-request kari@example.com"),
    ],
)
def test_a_program_without_a_message_is_foreign(name: str, text: str) -> None:
    report = LINTER.check(text.encode(), name=name)
    assert ([finding.rule for finding in report.findings], report.skipped) == (["CHK006"], 1)


def test_personal_data_in_the_literal_part_is_found_where_it_stands() -> None:
    text = (
        f'String s = "{DOUBLE}"\n + "<reference>«ola@example.com» " + sak.id + "</reference>{END}";'
    )
    assert_found_where_marked(text, "A.java", "PII201")
