"""Markup in strings, however each language puts it together."""

import pytest

from tests.lint.code.check import NAMESPACE, findings, found

OPEN = f'<portal-signature-job-request xmlns="{NAMESPACE}"><reference>'
ESCAPED = OPEN.replace('"', '\\"')
CLOSE = "</reference></portal-signature-job-request>"

WRITTEN = {
    "java, joined": ("A.java", f'class A {{ String x(K kunde) {{ return "{ESCAPED}" + kunde.getFnr() + "{CLOSE}"; }} }}', "kunde.getFnr()"),
    "java, appended": ("A.java", f'class A {{ void x(K kunde) {{ b.append("{ESCAPED}").append(kunde.getFnr()).append("{CLOSE}"); }} }}', "kunde.getFnr()"),
    "java, text block": ("A.java", f'class A {{ String x(K kunde) {{ return """\n{OPEN}%s{CLOSE}""".formatted(kunde.getFnr()); }} }}', "%s"),
    "kotlin, bare": ("a.kt", f'fun x(fnr: String) = "{ESCAPED}$fnr{CLOSE}"', "fnr"),
    "kotlin, in braces": ("a.kt", f'fun x(k: Kunde) = "{ESCAPED}${{k.fnr}}{CLOSE}"', "k.fnr"),
    "csharp, interpolated": ("A.cs", f'class A {{ string X(Kunde k) => $"{ESCAPED}{{k.Fnr}}{CLOSE}"; }}', "k.Fnr"),
    "csharp, verbatim": ("A.cs", f"class A {{ string X(Kunde k) => @\"{OPEN.replace(chr(34), chr(34) * 2)}\" + k.Fnr + \"{CLOSE}\"; }}", "k.Fnr"),
    "python, f-string": ("a.py", f"def x(kunde): return f'{OPEN}{{kunde.fnr}}{CLOSE}'", "kunde.fnr"),
    "python, per cent": ("a.py", f"def x(kunde): return '{OPEN}%s{CLOSE}' % kunde.fnr", "%s"),
    "python, format": ("a.py", f"def x(kunde): return '{OPEN}{{ref}}{CLOSE}'.format(ref=kunde.fnr)", "{ref}"),
    "javascript, template": ("a.js", f"const x = (kunde) => `{OPEN}${{kunde.fnr}}{CLOSE}`;", "kunde.fnr"),
    "javascript, list": ("a.js", f"const x = (kunde) => ['{OPEN}', kunde.fnr, '{CLOSE}'].join('');", "kunde.fnr"),
    "typescript, grown": ("a.ts", f"function x(kunde: Kunde) {{ let s = '{OPEN}'; s += kunde.fnr; s += '{CLOSE}'; return s; }}", "kunde.fnr"),
    "php, interpolated": ("a.php", f"<?php function x($kunde) {{ return \"{ESCAPED}{{$kunde->fnr}}{CLOSE}\"; }}", "$kunde->fnr"),
    "php, heredoc": ("a.php", f"<?php function x($kunde) {{ return <<<XML\n{OPEN}{{$kunde->fnr}}{CLOSE}\nXML;\n}}", "$kunde->fnr"),
    "go, formatted": ("a.go", f"package a\nfunc x(k Kunde) string {{ return fmt.Sprintf(`{OPEN}%s{CLOSE}`, k.Fnr) }}", "%s"),
    "go, written": ("a.go", f"package a\nfunc x(k Kunde) {{ b.WriteString(`{OPEN}`); b.WriteString(k.Fnr); b.WriteString(`{CLOSE}`) }}", "k.Fnr"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text", "place"), WRITTEN.values(), ids=WRITTEN)
def test_an_identity_number_in_a_reference_is_found_where_it_is_put_in(name, text, place):
    assert found(name, text) == [("PII701", "reference", place)]


@pytest.mark.parametrize(("name", "text", "place"), WRITTEN.values(), ids=WRITTEN)
def test_the_same_with_a_job_s_own_number_is_clean(name, text, place):
    harmless = text.replace("getFnr", "getOrderNumber").replace("Fnr", "OrderNumber")
    assert found(name, harmless.replace("fnr", "ordrenummer")) == []


def test_positions_count_code_points_in_files_with_other_letters():
    text = f"# på norsk: æøå 𝄞\ndef x(kunde): return f'<!-- blåbær -->{OPEN}{{kunde.fnr}}{CLOSE}'"
    assert found("a.py", text) == [("PII701", "reference", "kunde.fnr")]


def test_literal_text_is_searched_as_in_a_file():
    text = f"const x = `{OPEN}kari.nordmann@example.com{CLOSE}`;"
    assert found("a.js", text) == [("PII201", "reference", "kari.nordmann@example.com")]


@pytest.mark.parametrize(
    ("element", "rules"),
    [
        ("<nonsensitive-title>{}</nonsensitive-title>", ["PII701"]),
        ("<reference>{}</reference>", ["PII701"]),
        ("<s:reference>{}</s:reference>", ["PII701"]),
        ('<document href="{}.pdf">', ["PII701"]),
        ("<title>{}</title>", []),
        ("<personal-identification-number>{}</personal-identification-number>", []),
        ('<email address="{}"/>', ["PII701"]),
        ("<h1>{}</h1>", []),
        ("<ul><reference>{}</reference></ul>", []),
    ],
)
def test_parts_of_a_message_are_judged_without_the_message_around_them(element, rules):
    text = f"const NS = '{NAMESPACE}';\nconst x = (p) => `{element.format('${p.fnr}')}`;"
    assert [rule for rule, _, _ in found("a.js", text)] == rules


def test_a_namespace_that_stands_under_a_name_is_the_service_s():
    text = (
        f"const NS = '{NAMESPACE}';\n"
        'const x = (kunde) => `<portal-signature-job-manifest xmlns="${NS}">'
        "<title>${kunde.navn}</title><nonsensitive-title>${kunde.navn}</nonsensitive-title>"
        "</portal-signature-job-manifest>`;"
    )
    assert found("a.js", text) == [("PII701", "nonsensitive-title", "kunde.navn")]


def test_what_a_function_without_a_name_is_given_is_one_of_what_it_is_called_on():
    text = (
        f"const NS = '{NAMESPACE}';\n"
        "const x = (people) => people.map((p) => `<reference>${p.name}</reference>`).join('');"
    )
    assert found("a.js", text) == [("PII701", "reference", "p.name")]
    assert found("a.js", text.replace("people", "products")) == []


def test_markup_that_a_function_of_the_file_makes_is_judged_where_it_stands():
    text = (
        f"const ref = (p) => `<reference>${{p.fnr}}</reference>`;\n"
        f'const x = (p) => `<portal-signature-job-request xmlns="{NAMESPACE}">'
        "${ref(p)}</portal-signature-job-request>`;"
    )
    assert found("a.js", text) == [("PII701", "reference", "p.fnr")]


def test_a_file_that_mentions_nothing_of_the_service_is_clean():
    assert findings("a.js", "const x = (p) => `<reference>${p.fnr}</reference>`;") == ()


@pytest.mark.parametrize(
    "name", ["a.py", "a.js", "A.java", "A.cs", "a.kt", "a.php", "a.go", "a.ts"]
)
def test_broken_and_deep_code_ends_in_findings_or_none(name):
    for text in (
        f"{NAMESPACE} ((((",
        f"x = {'(' * 3000}'{OPEN}'",
        f"x = {' + '.join(['y'] * 3000)} // {NAMESPACE}",
    ):
        findings(name, text)
