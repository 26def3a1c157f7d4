"""One HTML file for a data protection officer: to be read on a screen and on paper.

It holds its own style, loads nothing and runs nothing, and like all reports it holds no value.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape

from piilint._version import __version__
from piilint.catalog import Catalog, Language
from piilint.model import SEVERITIES, Excerpt, Finding, Position, Report
from piilint.report import About, counted
from piilint.report.text import passed_by, render_summary

__all__ = ["render"]

_STYLE = """
:root { color-scheme: light; }
body { font: 16px/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff;
       max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.7rem; margin-bottom: .3rem; }
h2 { font-size: 1.25rem; margin-top: 2.5rem; border-bottom: 2px solid #1a1a1a; }
h3 { font-size: 1rem; margin: 1.5rem 0 .2rem; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0;
         border-bottom: 1px solid #ccc; overflow-wrap: anywhere; }
td.number, th.number { text-align: right; white-space: nowrap; padding-right: 1rem; width: 4rem; }
code, pre { font: 13px/1.45 ui-monospace, monospace; }
code { overflow-wrap: anywhere; }
pre { background: #f4f4f4; padding: .5rem .7rem; margin: .4rem 0; white-space: pre-wrap;
      overflow-wrap: anywhere; }
mark { background: #ffdf5d; color: inherit; }
section.finding, section.rule { break-inside: avoid; }
.severity { display: inline-block; min-width: 4.5rem; padding: 0 .4rem; border: 1px solid;
            border-radius: 3px; text-align: center; font-size: .85rem; }
.error { color: #a40000; } .warning { color: #7a4d00; } .info { color: #00508a; }
.quiet { color: #555; } dt { font-weight: 600; } dd { margin: 0 0 .4rem; }
a { color: #00508a; white-space: nowrap; }
th { overflow-wrap: normal; }
@media print {
  body { font-size: 10.5pt; margin: 0; max-width: none; }
  a { color: inherit; text-decoration: none; }
  pre { border: 1px solid #bbb; background: none; }
  mark { background: none; font-weight: 700; text-decoration: underline; }
  thead { display: table-header-group; } tr { break-inside: avoid; }
}
"""

_WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "title": "Personal data in requests for signing",
        "lead": "What piilint found, and where. No personal data is in this report: a value is "
        "shown as its shape, # for a digit and x for a letter.",
        "legal": "piilint is a technical check and gives no legal advice.",
        "by-rule": "By rule",
        "by-field": "By field",
        "findings": "Findings",
        "suppressed": "Accepted findings",
        "rules": "The rules behind the findings",
        "fields": "What each field may hold",
        "rule": "Rule",
        "what": "What it says",
        "number": "Number",
        "field": "Field",
        "class": "Class",
        "seen": "Seen by",
        "why": "Why",
        "none": "None.",
        "error": "error",
        "warning": "warning",
        "info": "note",
        "remedy": "What to do",
        "sources": "Sources",
        "inline": "accepted in the file",
        "config": "accepted in the configuration",
        "baseline": "was there before (baseline)",
        "call": "accepted by the program",
        "whole": "the file as a whole",
        "passed": "Files passed by",
    },
    "nb": {
        "title": "Personopplysninger i signeringsoppdrag",
        "lead": "Hva piilint fant, og hvor. Det står ingen personopplysninger i rapporten: en "
        "verdi vises som sin form, # for et siffer og x for en bokstav.",
        "legal": "piilint er en teknisk kontroll og gir ikke juridiske råd.",
        "by-rule": "Etter regel",
        "by-field": "Etter felt",
        "findings": "Funn",
        "suppressed": "Godtatte funn",
        "rules": "Reglene bak funnene",
        "fields": "Hva hvert felt kan inneholde",
        "rule": "Regel",
        "what": "Hva den sier",
        "number": "Antall",
        "field": "Felt",
        "class": "Klasse",
        "seen": "Ses av",
        "why": "Hvorfor",
        "none": "Ingen.",
        "error": "feil",
        "warning": "advarsel",
        "info": "merknad",
        "remedy": "Hva som bør gjøres",
        "sources": "Kilder",
        "inline": "godtatt i filen",
        "config": "godtatt i oppsettet",
        "baseline": "var der fra før (referanseliste)",
        "call": "godtatt av programmet",
        "whole": "filen som helhet",
        "passed": "Forbigåtte filer",
    },
}


def render(report: Report, about: About) -> str:
    """The whole report as one self-contained page."""
    language = about.catalog.language
    words = _WORDS[language]
    found = counted(report)
    accepted = [finding for finding in report.findings if finding.suppressed is not None]
    parts = [
        f"<h1>{words['title']}</h1>",
        f"<p>{words['lead']}</p>",
        f"<p><strong>{escape(render_summary(report, language).splitlines()[0])}</strong></p>",
    ]
    if report.passed:
        parts.append(f'<p class="quiet">{words["passed"]}: {passed_by(report, language)}.</p>')
    parts += [f"<h2>{words['by-rule']}</h2>", _by_rule(found, about.catalog, words)]
    parts += [f"<h2>{words['by-field']}</h2>", _by_field(found, words)]
    parts.append(f"<h2>{words['findings']}</h2>")
    parts += [_finding(finding, words) for finding in found] or [f"<p>{words['none']}</p>"]
    if accepted:
        parts.append(f"<h2>{words['suppressed']}</h2>")
        parts += [_finding(finding, words) for finding in accepted]
    rules = sorted({finding.rule for finding in report.findings})
    if rules:
        parts.append(f"<h2>{words['rules']}</h2>")
        parts += [_rule(rule, about.catalog, words) for rule in rules]
    parts += [f"<h2>{words['fields']}</h2>", _field_table(about, words)]
    parts.append(f'<p class="quiet">piilint {__version__}. {words["legal"]}</p>')
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        f"<title>{words['title']}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(parts)
        + "\n</body>\n</html>\n"
    )


def _table(head: Iterable[str], rows: Iterable[Iterable[str]], *, number: int | None) -> str:
    """A table of cells that are HTML already; the column ``number`` holds numbers."""

    def cells(tag: str, row: Iterable[str]) -> str:
        return "".join(
            f'<{tag} class="number">{cell}</{tag}>' if index == number else f"<{tag}>{cell}</{tag}>"
            for index, cell in enumerate(row)
        )

    body = "".join(f"<tr>{cells('td', row)}</tr>\n" for row in rows)
    return f"<table><thead><tr>{cells('th', head)}</tr></thead>\n<tbody>\n{body}</tbody></table>"


def _by_rule(found: list[Finding], catalog: Catalog, words: dict[str, str]) -> str:
    counts = Counter((finding.rule, finding.severity) for finding in found)
    order = sorted(counts, key=lambda key: (SEVERITIES.index(key[1]), key[0]))
    if not order:
        return f"<p>{words['none']}</p>"
    rows = (
        (
            str(counts[rule, severity]),
            f'<span class="severity {severity}">{words[severity]}</span>',
            f'<a href="#{rule}">{rule}</a>',
            escape(catalog.summary(rule)),
        )
        for rule, severity in order
    )
    return _table((words["number"], "", words["rule"], words["what"]), rows, number=0)


def _by_field(found: list[Finding], words: dict[str, str]) -> str:
    counts = Counter(re.sub(r"\[[0-9]+\]", "", finding.field or "") for finding in found)
    if not counts:
        return f"<p>{words['none']}</p>"
    rows = (
        (str(number), f"<code>{escape(field)}</code>" if field else words["whole"])
        for field, number in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )
    return _table((words["number"], words["field"]), rows, number=0)


def _finding(finding: Finding, words: dict[str, str]) -> str:
    place = finding.path
    if finding.position is not None:
        place += f":{finding.position.line}:{finding.position.column}"
    lines = [
        '<section class="finding">',
        f'<h3><span class="severity {finding.severity}">{words[finding.severity]}</span> '
        f"{escape(place)}</h3>",
        f'<div><a href="#{finding.rule}">{finding.rule}</a> {escape(finding.message)}.</div>',
    ]
    if finding.field is not None:
        lines.append(f"<div>{words['field']}: <code>{escape(finding.field)}</code></div>")
    if finding.excerpt is not None and finding.position is not None:
        lines.append(f"<pre>{_excerpt(finding.excerpt, finding.position)}</pre>")
    if finding.suppressed is not None:
        reason = finding.suppressed.reason
        how = words[finding.suppressed.kind]
        lines.append(f"<div>{how}{': ' if reason else ''}{escape(reason)}</div>")
    else:
        lines.append(f"<div>{words['remedy']}: {escape(finding.help)}</div>")
    return "\n".join([*lines, "</section>"])


def _excerpt(excerpt: Excerpt, position: Position) -> str:
    """The masked source line with the place marked."""
    text, start = excerpt.text, position.column - excerpt.column
    end = position.end_column - excerpt.column
    if position.end_line != position.line:
        end = len(text)
    before, marked, after = text[:start], text[start:end], text[end:]
    return f"{escape(before.lstrip())}<mark>{escape(marked)}</mark>{escape(after)}"


def _rule(rule: str, catalog: Catalog, words: dict[str, str]) -> str:
    text = catalog.text(rule)
    return "\n".join(
        (
            f'<section class="rule" id="{rule}">',
            f"<h3>{rule} {catalog[rule].name}</h3>",
            *(f"<p>{escape(part)}</p>" for part in text.explanation.split("\n\n")),
            f"<p>{words['remedy']}: {escape(catalog.advice(rule))}</p>",
            f'<p class="quiet">{words["sources"]}: {escape("; ".join(text.sources))}.</p>',
            "</section>",
        )
    )


def _field_table(about: About, words: dict[str, str]) -> str:
    rows: Iterator[tuple[str, str, str, str]] = (
        (
            f"<code>{escape(row.path)}</code>",
            row.field_class,
            escape(row.seen_by),
            escape(row.why),
        )
        for row in about.field_table()
    )
    head = (words["field"], words["class"], words["seen"], words["why"])
    return _table(head, rows, number=None)
