"""Known names in the names of others and of things, and in other spellings and scripts."""

from xml.sax.saxutils import escape

import pytest

import piilint

from .messages import portal_manifest, portal_request

LINTER = piilint.Linter(select=("PII6",))


def is_told(reference: str, title: str = "Avtale", address: str = "x77@example.com") -> bool:
    report = LINTER.check_submission(
        request=portal_request(escape(reference)),
        manifest=portal_manifest(title=title, address=address),
    )
    return any(finding.path == "request.xml" for finding in report.findings)


@pytest.mark.parametrize(
    ("name", "reference"),
    [
        ("Ali Hassan", "saksbehandler Hassan Ibrahim Farah"),
        ("Ali Hassan", "hassan-ibrahim-farah"),
        ("Ali Hassan", "Farah, Hassan"),
        ("Ali Hassan", "Farah Ali"),
        ("Nora Hansen", "Hansen, Per"),
        ("Nora Hansen", "HansenPer"),
        ("Nora Hansen", "PerHansen"),
        ("Nora Hansen", "Hansen P."),
        ("Nora Hansen", "Ole N. Hansen"),
        ("Nora Hansen", "NoraBerg"),
        ("Nora Hansen", "Berg, Nora"),
        ("Nora Hansen", "berg_nora"),
        ("Nils Mikkel Sara", "nils-arne-eira"),
        ("Anne Marie Lund Hansen", "Anne Marie Vik"),
        ("Anne Marie Lund Hansen", "anne-marie-vik"),
        ("Nils Mikkel Sara", "sara-systemet eksport 84"),
        ("Nora Hansen", "Nora-modellen 4"),
        ("Nora Hansen", "hansen-senteret"),
        ("Nora Hansen", "nora-server-01"),
        ("Rose Hagen", "type=rosehage"),
        ("Marte Solberg Lien", "Solberg & Lien Advokater"),
        ("Marte Solberg Lien", "Solberg, Erna"),
    ],
)
def test_the_name_of_another_or_of_a_thing(name: str, reference: str) -> None:
    assert not is_told(reference, f"Avtale med {name}")


@pytest.mark.parametrize(
    ("name", "reference"),
    [
        ("Ali Hassan", "Hassan Ali løyve"),
        ("Ali Hassan", "søker Hassan"),
        ("Nora Hansen", "Hansen, N."),
        ("Nora Hansen", "HansenNora"),
        ("Nora Hansen", "Nora Marie Hansen"),
        ("Nora Hansen", "Nora, mai 2026"),
        ("Nora Hansen", "hansen-avtale"),
        ("Ingrid Bakke", "bakke-leiekontrakt"),
        ("Anne Marie Lund Hansen", "anne-marie"),
        ("Nils Mikkel Sara", "sara-kontrakt-3"),
        ("Rose Hagen", "rose.hagen"),
        ("Mohammed Elkhatib", "Muhammad El-Khatib løyve"),
        ("Mohammed Elkhatib", "khatib, mohamed"),
        ("Fatima Ahmed", "Fatma Ahmad"),
        ("Ismaeel Khan", "ismail, İsmail Khan"),
        ("Kari Nordmann", "test-kari"),
        ("Kari Nordmann", "Best Kari"),
        ("Oleksandr Kovalenko", "Aleksandr Kovalenko"),
        ("Oleksandr Kovalenko", "Коваленко Олександр"),
        ("Oleksandr Kovalenko", "Коваленко О."),
        ("Dmitrij Tsjernov", "Дмитрий Чернов"),
        ("Yuliia Shevchenko", "Шевченко Юлія"),
        ("Giorgos Papadopoulos", "Γιώργος Παπαδόπουλος"),
    ],
)
def test_the_known_name_in_another_order_spelling_or_script(name: str, reference: str) -> None:
    assert is_told(reference, f"Avtale med {name}")


@pytest.mark.parametrize(
    ("name", "reference"),
    [
        ("Mohammed Elkhatib", "Muhammad El-Sayed"),
        ("Mohammed Elkhatib", "muhammad"),
        ("Oleksandr Kovalenko", "Олена Шевченко"),
        ("Oleksandr Kovalenko", "Олена Коваленко"),
        ("Oleksandr Kovalenko", "Договір оренди"),
        ("Maria Hansen", "Marie Hansson"),
    ],
)
def test_other_names_that_sound_alike(name: str, reference: str) -> None:
    assert not is_told(reference, f"Avtale med {name}")


@pytest.mark.parametrize(
    ("address", "reference", "told"),
    [
        ("meg@ingvildstorhaug.example", "ingvildstorhaug galleri", True),
        ("meg@ingvildstorhaug.example", "Storhaug, Ingvild", True),
        ("kari@nordmann.example", "nordmann, kari", True),
        ("post@ingvildstorhaug.example", "ingvildstorhaug galleri", False),
        ("hei@annelunden.example", "annelunden barnehage", False),
        ("hei@hansenbygg.example", "hansenbygg kontrakt", False),
        ("meg@stavanger.example", "stavanger kommune", False),
    ],
)
def test_a_domain_that_is_somebody_s_name(address: str, reference: str, told: bool) -> None:
    assert is_told(reference, address=address) == told
