"""From a checked submission to a package, in Python and on the command line."""

import copy
import io
import json
import pickle
import random
import stat
import tracemalloc
import zipfile
from datetime import UTC, datetime

import pytest

from piilint.bundle import Bundle, build, signatures_xml
from piilint.cli import main
from piilint.errors import BundleError, NotCheckedError, UsageError
from piilint.request.gate import Gate
from tests.bundle.packages import issued, now, organisation, verified
from tests.request.jobs import PDF, make_pdf

TIME = datetime(2026, 11, 23, 10, 0, 0, 120_000, UTC)
REQUEST = b"""<direct-signature-job-request xmlns="http://signering.posten.no/schema/v1">
  <reference>sak-1</reference>
  <exit-urls>
    <completion-url>https://example.test/done</completion-url>
    <rejection-url>https://example.test/no</rejection-url>
    <error-url>https://example.test/error</error-url>
  </exit-urls>
</direct-signature-job-request>"""


def manifest(*names):
    documents = "".join(
        f'<document href="{name}" mime="application/pdf"><title>Avtale</title></document>'
        for name in names
    )
    return f"""<direct-signature-job-manifest xmlns="http://signering.posten.no/schema/v1">
  <signer><signer-identifier>part-1</signer-identifier></signer>
  <sender><organization-number>100101688</organization-number></sender>
  <title>Avtale</title>
  <documents>{documents}</documents>
</direct-signature-job-manifest>""".encode()


def checked(**documents):
    documents = {f"{name}.pdf": content for name, content in documents.items()}
    return Gate().check_xml(REQUEST, manifest(*documents), documents)


@pytest.fixture(scope="module")
def submission():
    return checked(kontrakt=PDF, vedlegg=PDF + b"\n")


def test_the_package_holds_what_was_checked_in_order(submission):
    bundle = build(submission, organisation())
    with zipfile.ZipFile(bundle.open()) as archive:
        assert archive.namelist() == [
            "kontrakt.pdf",
            "vedlegg.pdf",
            "manifest.xml",
            "META-INF/signatures.xml",
        ]
        assert archive.read("kontrakt.pdf") == PDF
        assert archive.read("manifest.xml") == submission.manifest
    assert verified(bundle.content()).valid
    assert bundle.submission is submission
    assert bundle.size == len(bundle.content()) == sum(map(len, bundle.chunks()))


def test_the_signature_is_that_of_the_layer_below(submission):
    files = [
        ("kontrakt.pdf", PDF, "application/pdf"),
        ("vedlegg.pdf", PDF + b"\n", "application/pdf"),
        ("manifest.xml", submission.manifest, "application/xml"),
    ]
    time = now()
    bundle = build(submission, organisation(), signing_time=time)
    with zipfile.ZipFile(bundle.open()) as archive:
        signatures = archive.read("META-INF/signatures.xml")
    assert signatures == signatures_xml(files, organisation(), time)


def test_the_same_input_makes_the_same_bytes(submission):
    time = now()
    first, second = (build(submission, organisation(), signing_time=time) for _ in range(2))
    assert first.content() == second.content()


def test_pdf_is_stored_and_xml_is_compressed(submission):
    with zipfile.ZipFile(build(submission, organisation()).open()) as archive:
        assert [entry.compress_type for entry in archive.infolist()] == [
            zipfile.ZIP_STORED,
            zipfile.ZIP_STORED,
            zipfile.ZIP_DEFLATED,
            zipfile.ZIP_DEFLATED,
        ]


@pytest.mark.parametrize(
    "options", [{"mimetype_entry": True}, {"c14n11": True}], ids=lambda options: next(iter(options))
)
def test_options_make_valid_packages_too(submission, options):
    bundle = build(submission, organisation(), **options)
    assert verified(bundle.content()).valid
    assert bundle.content() != build(submission, organisation()).content()


def test_documents_are_not_copied():
    noise = random.Random(1).randbytes(5_000_000)
    large = make_pdf(lambda pdf: setattr(pdf.Root, "Noise", pdf.make_stream(noise)))
    submission = checked(stor=large)
    build(submission, organisation())
    tracemalloc.start()
    try:
        bundle = build(submission, organisation())
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 2_500_000
    assert any(piece is large for piece in bundle.chunks())


def test_a_document_on_disk_is_packed_as_it_was_checked(tmp_path):
    path = tmp_path / "kontrakt.pdf"
    path.write_bytes(PDF)
    submission = checked(kontrakt=path)
    assert verified(build(submission, organisation()).content()).valid
    path.write_bytes(PDF + b" ")
    with pytest.raises(NotCheckedError):
        build(submission, organisation())


@pytest.mark.parametrize("unchecked", [None, b"PK", object(), {"manifest": b""}])
def test_unchecked_bytes_have_no_way_in(unchecked):
    with pytest.raises(UsageError):
        build(unchecked, organisation())


def test_a_bundle_is_made_by_the_builder_and_stays_as_it_is(submission):
    bundle = build(submission, organisation())
    with pytest.raises(UsageError):
        Bundle()
    with pytest.raises(UsageError):
        bundle.size = 1
    with pytest.raises(UsageError):
        del bundle.size
    for duplicate in (copy.copy, copy.deepcopy, pickle.dumps):
        with pytest.raises(UsageError):
            duplicate(bundle)
    assert "kontrakt" not in repr(bundle)


@pytest.mark.parametrize(
    ("certificate", "time", "rule"),
    [
        ({"usage": "sign"}, None, "BUN115"),
        ({"usage": "enc"}, None, "BUN115"),
        ({}, datetime(2020, 1, 1, tzinfo=UTC), "BUN116"),
    ],
)
def test_what_does_not_verify_is_not_given_out(submission, certificate, time, rule):
    with pytest.raises(BundleError, match=rule):
        build(submission, organisation(**certificate), signing_time=time)


def test_a_package_is_saved_whole_and_for_its_owner(submission, tmp_path):
    bundle = build(submission, organisation())
    target = tmp_path / "job.asice"
    bundle.save(target)
    assert target.read_bytes() == bundle.content()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with pytest.raises(OSError, match=r"No such file|Is a directory"):
        bundle.save(tmp_path / "missing" / "job.asice")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="directory"):
        bundle.save(tmp_path / "folder")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["folder", "job.asice"]


# the command line


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Key store, trust, request, manifest and document as files."""
    (tmp_path / "org.p12").write_bytes(issued().pkcs12(b"secret"))
    (tmp_path / "trust.pem").write_bytes(issued().chain_pem())
    (tmp_path / "request.xml").write_bytes(REQUEST)
    (tmp_path / "manifest.xml").write_bytes(manifest("kontrakt.pdf"))
    (tmp_path / "kontrakt.pdf").write_bytes(PDF)
    (tmp_path / "job.toml").write_text(
        """
flow = "direct"
title = "Avtale"

[sender]
organization_number = "100101688"

[[documents]]
title = "Avtale"
content = "kontrakt.pdf"

[[signers]]
signer_identifier = "part-1"

[exit_urls]
completion_url = "https://example.test/done"
rejection_url = "https://example.test/no"
error_url = "https://example.test/error"
"""
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PIILINT_CERTIFICATE_PASSWORD", "secret")
    return tmp_path


SIGN = ["--certificate", "org.p12", "--output", "job.asice"]
MESSAGES = ["--request", "request.xml", "--manifest", "manifest.xml", "--document", "kontrakt.pdf"]
TRUST = ["--trust", "trust.pem", "--environment", "sandbox"]


def run(*arguments):
    return main(["bundle", *arguments])


@pytest.mark.parametrize("what", [MESSAGES, ["job.toml"]], ids=["messages", "job file"])
def test_build_inspect_and_verify(folder, capsys, what):
    assert run("build", *what, *SIGN) == 0
    assert run("inspect", "job.asice") == 0
    shown = capsys.readouterr().out
    assert "signed by PIILINT PROEVESENDER AS (100101688)" in shown
    assert "application/pdf" in shown
    assert run("verify", "job.asice", *TRUST) == 0


def test_build_refuses_what_the_check_objects_to(folder, capsys):
    text = REQUEST.replace(b"sak-1", b"Laan 01014560013")
    (folder / "request.xml").write_bytes(text)
    assert run("build", *MESSAGES, *SIGN) == 1
    out = capsys.readouterr().out
    assert "PII101" in out
    assert "01014560013" not in out
    assert not (folder / "job.asice").exists()


def test_build_completes_the_chain_from_the_trust_store(folder, capsys):
    (folder / "org.p12").write_bytes(issued().pkcs12(b"secret", chain=False))
    assert run("build", *MESSAGES, *SIGN) == 2
    assert "chain" in capsys.readouterr().err
    assert run("build", *MESSAGES, *SIGN, "--trust", "trust.pem") == 0


def test_build_overwrites_only_by_force(folder):
    (folder / "job.asice").write_bytes(b"")
    assert run("build", *MESSAGES, *SIGN) == 2
    assert run("build", *MESSAGES, *SIGN, "--force") == 0


@pytest.mark.parametrize(
    "what", [["job.toml", *MESSAGES], MESSAGES[:4], [], [*MESSAGES, "--document", "./kontrakt.pdf"]]
)
def test_build_takes_one_job(folder, what):
    assert run("build", *what, *SIGN) == 2


def test_verify_says_every_requirement_in_json(folder, capsys):
    run("build", *MESSAGES, *SIGN)
    capsys.readouterr()
    assert run("verify", "job.asice", *TRUST, "--format", "json") == 0
    report = json.loads(capsys.readouterr().out)
    assert report["valid"] is True
    assert len(report["requirements"]) == 17
    assert report["findings"] == []


def test_verify_fails_for_a_changed_package(folder, capsys):
    run("build", *MESSAGES, *SIGN)
    with zipfile.ZipFile(folder / "job.asice", "a") as archive:
        archive.writestr("Kari Nordmann 01014560013.pdf", PDF)
    capsys.readouterr()
    assert run("verify", "job.asice", *TRUST, "--lang", "nb") == 1
    out = capsys.readouterr().out
    assert "BUN108" in out
    assert run("inspect", "job.asice") == 1
    out += capsys.readouterr().out
    assert "PII101" in out
    assert "01014560013" not in out


@pytest.mark.parametrize("command", [["inspect"], ["verify", *TRUST]])
def test_what_is_no_package_could_not_be_checked(folder, capsys, command, monkeypatch):
    action, *options = command
    assert run(action, "manifest.xml", *options) == 2
    assert "BUN101" in capsys.readouterr().out
    assert run(action, "missing.asice", *options) == 2
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert run(action, "-", *options) == 2


def test_verify_judges_for_a_moment(folder):
    run("build", *MESSAGES, *SIGN)
    assert run("verify", "job.asice", *TRUST, "--at", "2020-01-01T00:00:00Z") == 1
    assert run("verify", "job.asice", *TRUST, "--at", "yesterday") == 2


def test_the_environment_decides_whom_to_trust(folder, capsys):
    run("build", *MESSAGES, *SIGN)
    assert run("verify", "job.asice", "--trust", "trust.pem", "--environment", "difitest") == 1
    assert "BUN114" in capsys.readouterr().out


def test_inspect_lints_the_manifest(folder, capsys):
    from tests.bundle.packages import packed

    bad = manifest("kontrakt.pdf").replace(b"part-1", b"01014560013")
    (folder / "job.asice").write_bytes(packed({"kontrakt.pdf": PDF, "manifest.xml": bad}))
    assert run("inspect", "job.asice") == 1
    out = capsys.readouterr().out
    assert "job.asice!/manifest.xml:" in out
    assert "01014560013" not in out
