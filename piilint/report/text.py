"""The report for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from piilint.model import SEVERITIES, Finding, Report, Severity

if TYPE_CHECKING:
    from piilint.catalog import Language
    from piilint.report import About

__all__ = ["passed_by", "render", "render_findings", "render_summary"]

_COLOURS: dict[Severity, str] = {"error": "1;31", "warning": "1;33", "info": "1;36"}
_BOLD, _FAINT = "1", "2"

_WORDS: dict[Language, dict[str, tuple[str, str]]] = {
    "en": {
        "error": ("error", "errors"),
        "warning": ("warning", "warnings"),
        "info": ("note", "notes"),
        "checked": ("file checked", "files checked"),
        "skipped": ("other XML file skipped", "other XML files skipped"),
        "suppressed": ("suppressed", "suppressed"),
        "baseline": ("in the baseline", "in the baseline"),
        "unchecked": ("not fully checked", "not fully checked"),
        "ignored": ("ignored by .gitignore", "ignored by .gitignore"),
        "excluded": ("excluded", "excluded"),
        "link": ("link not followed", "links not followed"),
        "binary": ("binary file", "binary files"),
        "only-when-named": ("read only when named", "read only when named"),
        "no-message": ("without a message", "without a message"),
        "generated": ("generated", "generated"),
        "special": ("no regular file", "no regular files"),
        "archive": ("archive not opened", "archives not opened"),
    },
    "nb": {
        "error": ("feil", "feil"),
        "warning": ("advarsel", "advarsler"),
        "info": ("merknad", "merknader"),
        "checked": ("fil kontrollert", "filer kontrollert"),
        "skipped": ("annen XML-fil hoppet over", "andre XML-filer hoppet over"),
        "suppressed": ("unntatt", "unntatt"),
        "baseline": ("i referanselisten", "i referanselisten"),
        "unchecked": ("ikke fullstendig kontrollert", "ikke fullstendig kontrollert"),
        "ignored": ("ignorert av .gitignore", "ignorert av .gitignore"),
        "excluded": ("utelatt", "utelatt"),
        "link": ("lenke ikke fulgt", "lenker ikke fulgt"),
        "binary": ("binærfil", "binærfiler"),
        "only-when-named": ("leses bare når den nevnes", "leses bare når de nevnes"),
        "no-message": ("uten melding", "uten melding"),
        "generated": ("generert", "genererte"),
        "special": ("ingen vanlig fil", "ingen vanlige filer"),
        "archive": ("arkiv ikke åpnet", "arkiver ikke åpnet"),
    },
}
_PHRASES: dict[Language, dict[str, str]] = {
    "en": {
        "help": "help",
        "passed": "Passed by",
        "nothing": "No file was read, so nothing was checked",
        "error": "error",
        "warning": "warning",
        "info": "info",
    },
    "nb": {
        "help": "råd",
        "passed": "Forbigått",
        "nothing": "Ingen fil ble lest, så ingenting ble kontrollert",
        "error": "feil",
        "warning": "advarsel",
        "info": "merknad",
    },
}


def render(report: Report, about: About | None = None, *, colour: bool = False) -> str:
    """All findings that count with their masked source lines, and what sums them up."""
    language = about.catalog.language if about is not None else "en"
    findings = render_findings(report.findings, language, colour=colour)
    return findings + render_summary(report, language, colour=colour)


def render_findings(
    findings: Iterable[Finding], language: Language, *, colour: bool = False
) -> str:
    """Findings with their masked source lines; those that are suppressed are left out."""
    shown = (finding for finding in findings if finding.suppressed is None)
    return "".join(
        f"{line}\n" for finding in shown for line in _finding(finding, language, colour=colour)
    )


def render_summary(report: Report, language: Language, *, colour: bool = False) -> str:
    """One line on what was checked and found, and one on what was passed by."""
    lines = [_summary(report, language, colour=colour)]
    if report.passed:
        lines.append(f"{_PHRASES[language]['passed']}: {passed_by(report, language)}")
    return "".join(f"{line}\n" for line in lines)


def passed_by(report: Report, language: Language) -> str:
    """How many files were not read, and why."""
    return ", ".join(_count(number, reason, language) for reason, number in report.passed.items())


def _finding(finding: Finding, language: Language, *, colour: bool) -> Iterator[str]:
    place = finding.path
    if finding.position is not None:
        place = f"{place}:{finding.position.line}:{finding.position.column}"
    phrases = _PHRASES[language]
    severity = phrases[finding.severity]
    rule = f"[{finding.rule} {finding.name}]"
    if colour:
        place, rule = _paint(place, _BOLD), _paint(rule, _FAINT)
        severity = _paint(severity, _COLOURS[finding.severity])
    yield f"{place}: {severity}: {finding.message} {rule}"
    yield from _excerpt(finding, colour=colour)
    yield f"    {phrases['help']}: {finding.help}"
    yield ""


def _excerpt(finding: Finding, *, colour: bool) -> Iterator[str]:
    if finding.excerpt is None or finding.position is None:
        return
    position, excerpt = finding.position, finding.excerpt
    text = excerpt.text.replace("\t", " ")
    indent = len(text) - len(text.lstrip())
    start = position.column - excerpt.column
    on_this_line = position.end_line == position.line
    end = position.end_column - excerpt.column if on_this_line else len(text)
    indent = min(indent, start)
    carets = "^" * max(min(end, len(text)) - start, 1)
    yield f"    {text[indent:]}"
    yield f"    {' ' * (start - indent)}{_paint(carets, _COLOURS[finding.severity], colour=colour)}"


def _paint(text: str, code: str, *, colour: bool = True) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text


def _summary(report: Report, language: Language, *, colour: bool) -> str:
    counted = [finding.severity for finding in report.findings if finding.suppressed is None]
    counts = ", ".join(
        _paint(
            _count(counted.count(severity), severity, language),
            _COLOURS[severity],
            colour=colour and severity in counted,
        )
        for severity in SEVERITIES
    )
    if report.files or counted:
        summary = f"{_count(report.files - report.skipped, 'checked', language)}: {counts}"
    else:
        summary = _PHRASES[language]["nothing"]
    baselined = sum(
        finding.suppressed is not None and finding.suppressed.kind == "baseline"
        for finding in report.findings
    )
    more = {
        "skipped": report.skipped,
        "suppressed": len(report.findings) - len(counted) - baselined,
        "baseline": baselined,
        "unchecked": report.unchecked + report.partly,
    }
    return summary + "".join(
        f"; {_count(number, name, language)}" for name, number in more.items() if number
    )


def _count(number: int, name: str, language: Language) -> str:
    one, many = _WORDS[language][name]
    return f"{number} {one if number == 1 else many}"
