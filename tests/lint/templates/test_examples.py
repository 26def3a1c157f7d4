"""The examples of template languages: half of them with one finding, the rest without any."""

from pathlib import Path

import pytest

import piilint

FOLDER = Path(__file__).parents[3] / "examples" / "templates"
HARMFUL = {
    "envsubst.xml": "EMAIL_ADDRESS",
    "freemarker.ftl": "NO_FODSELSNUMMER",
    "jinja2.xml.j2": "PERSON",
    "jsp.jsp": "EMAIL_ADDRESS",
    "mustache.mustache": "PERSON",
    "nunjucks.njk": "PERSON",
    "php.phtml": "PERSON",
    "printf.c": "PERSON",
    "python_percent.tpl": "STREET_ADDRESS",
    "thymeleaf.xml": "PERSON",
    "twig.xml.twig": "PHONE_NUMBER",
    "xslt.xsl": "NO_FODSELSNUMMER",
}


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.name)
def test_an_example(path: Path) -> None:
    findings = piilint.check(path).findings
    expected = [("PII701", HARMFUL[path.name])] if path.name in HARMFUL else []
    assert [(finding.rule, finding.entity) for finding in findings] == expected


def test_half_of_them_are_harmful() -> None:
    assert len(list(FOLDER.iterdir())) == 2 * len(HARMFUL)
