"""Calls of the official clients: which argument fills which field."""

import tomllib

import pytest

from piilint.lint.code.clients import clients
from piilint.lint.rulepack import RulePack
from piilint.resources import data_folder
from tests.lint.code.check import found

JAVA = "import no.digipost.signature.client.portal.*;\nimport no.digipost.signature.client.direct.*;\nclass A {{ Object x(PortalJob.Builder job, Kunde kunde) {{ return {}; }} }}"
CSHARP = "using Digipost.Signature.Api.Client.Portal;\nusing Digipost.Signature.Api.Client.Direct;\nclass A {{ object X(Kunde kunde) => {}; }}"
PYTHON = "import piilint\nfrom piilint import *\ndef x(kunde, **rest): return {}"
PHP = "<?php\nuse Digipost\\Signature\\Client\\Direct\\DirectJob;\nfunction x($kunde) {{ return {}; }}"

OBJECTED_TO = [
    ("A.java", JAVA, "job.withReference(kunde.getFnr())", "reference"),
    ("A.java", JAVA, 'job.withNonsensitiveTitle("For " + kunde.getNavn())', "nonsensitive-title"),
    ("A.java", JAVA, "DirectSigner.withCustomIdentifier(kunde.getEmail())", "signer-identifier"),
    ("A.java", JAVA, "PollingQueue.of(kunde.getBrukernavn())", "polling-queue"),
    ("A.java", JAVA, "ExitUrls.of(a, URI.create(b + kunde.getEmail()), c)", "rejection-url"),
    ("A.java", JAVA, 'DirectDocument.builder("Avtale", kunde.getNavn() + ".pdf", bytes)', "@href"),
    ("A.java", JAVA, 'job.withReference("kari.nordmann@example.com")', "reference"),
    ("A.cs", CSHARP, "new Job(title, documents, signers, kunde.Fnr)", "reference"),
    ("A.cs", CSHARP, "new Job(title: t, documents: d, signers: s, reference: kunde.Fnr)", "reference"),
    ("A.cs", CSHARP, "new Job(t, d, s, r) { NonSensitiveTitle = kunde.Navn }", "nonsensitive-title"),
    ("A.cs", CSHARP, "new Signer(new CustomIdentifier(kunde.Email))", "signer-identifier"),
    ("a.py", PYTHON, "PortalJob(reference=kunde.fnr, **rest)", "reference"),
    ("a.py", PYTHON, "piilint.PortalJob(nonsensitive_title=kunde.navn, **rest)", "nonsensitive-title"),
    ("a.py", PYTHON, "Document(title='x', name=f'{kunde.etternavn}.pdf', **rest)", "@href"),
    ("a.py", PYTHON, "DirectSigner(signer_identifier=kunde.epost)", "signer-identifier"),
    ("a.php", PHP, "DirectJob::builder($a, $b, $c)->withReference($kunde->fnr)", "reference"),
]  # fmt: skip

CLEAN = [
    ("A.java", JAVA, "job.withReference(kunde.getKundenummer())"),
    ("A.java", JAVA, 'PortalJob.builder("For " + kunde.getNavn(), d, s).withDescription(kunde.getNavn())'),
    ("A.java", JAVA, "DirectSigner.withPersonalIdentificationNumber(kunde.getFnr())"),
    ("A.java", JAVA, "Notifications.builder().withEmailTo(kunde.getEmail())"),
    ("A.java", JAVA, "new Invoice().withReference(kunde.getFnr())"),
    ("A.java", JAVA, "Optional.of(kunde.getFnr())"),
    ("A.cs", CSHARP, 'new Job(kunde.Navn, documents, signers, "123") { Description = kunde.Navn }'),
    ("A.cs", CSHARP, "new Invoice(title, documents, signers, kunde.Fnr)"),
    ("a.py", PYTHON, "PortalJob(title=kunde.navn, description=kunde.navn, reference=str(kunde.id))"),
    ("a.py", PYTHON, "dict(reference=kunde.fnr)"),
    ("a.php", PHP, "$mail->withSubject($kunde->fnr)"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "around", "call", "field"), OBJECTED_TO)
def test_personal_data_in_an_argument_that_may_hold_none(name, around, call, field):
    assert [place for _, place, _ in found(name, around.format(call))] == [field]


@pytest.mark.parametrize(("name", "around", "call"), CLEAN)
def test_what_may_hold_it_and_what_is_not_the_client_s_is_silent(name, around, call):
    assert found(name, around.format(call)) == []


def test_without_an_import_of_the_client_its_methods_are_somebody_else_s():
    text = JAVA.format("job.withReference(kunde.getFnr())").partition("\n")[2].partition("\n")[2]
    assert found("A.java", text) == []


def test_a_parameter_of_another_type_is_left_alone():
    text = JAVA.replace("PortalJob.Builder job", "InvoiceBuilder job")
    assert found("A.java", text.format("job.withReference(kunde.getFnr())")) == []


def test_a_literal_under_a_name_is_found_where_it_stands():
    text = PYTHON.replace("def", "QUEUE = 'kari.nordmann@example.com'\ndef")
    assert found("a.py", text.format("DirectJob(polling_queue=QUEUE)")) == [
        ("PII201", "polling-queue", "kari.nordmann@example.com")
    ]


def test_the_table_names_fields_of_the_pack_and_imports_that_files_are_chosen_by():
    pack = RulePack.load()
    known = clients(pack.catalog.folder)
    assert {entry.field for client in known for entry in client.entries} <= set(pack.fields)
    for client in known:
        assert all(any(mark in name for mark in pack.imports) for name in client.imports)


def test_the_table_is_read_in_full():
    table = tomllib.loads((data_folder("rules") / "posten-signering" / "clients.toml").read_text())
    known = clients(data_folder("rules") / "posten-signering")
    assert sum(len(each["fields"]) for each in table.values()) == sum(len(c.entries) for c in known)
