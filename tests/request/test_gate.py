"""The gate: what passes, what does not, and that nothing gets round it."""

import copy
import hashlib
import json
import pickle
from dataclasses import FrozenInstanceError, replace
from datetime import UTC, datetime

import pytest

from piilint.errors import JobError, NotCheckedError, SubmissionRejected, UsageError
from piilint.lint.linter import Linter
from piilint.request.gate import Gate
from piilint.request.jobs import Notifications
from piilint.request.submission import CheckedDocument, CheckedSubmission
from tests.request.jobs import (
    NUMBER,
    PDF,
    direct_job,
    document,
    make_pdf,
    portal_job,
    portal_signer,
)
from tests.request.test_pdf import on_opening

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
SENDER = "984661185"


@pytest.fixture(scope="module")
def gate():
    return Gate(Linter(at=AT), at=AT)


def rejected(check) -> list[str]:
    with pytest.raises(SubmissionRejected) as caught:
        check()
    return sorted(finding.rule for finding in caught.value.findings)


@pytest.mark.parametrize("job", [portal_job(), direct_job()], ids=["portal", "direct"])
def test_a_clean_job_passes_as_it_is(gate, job):
    checked = gate.check(job, sender=SENDER)
    sent = job.with_sender(SENDER)
    assert (checked.request, checked.manifest) == (sent.request_xml(), sent.manifest_xml())
    assert (checked.flow, checked.sender, checked.waived) == (job.FLOW, SENDER, {})
    (each,) = checked.documents
    assert (each.name, each.media_type, each.content) == ("document-1.pdf", "application/pdf", PDF)
    assert (each.size, len(each.sha256)) == (len(PDF), 64)


def test_objections_reject_and_hold_no_value(gate):
    job = portal_job(reference=f"sak {NUMBER}", polling_queue="kari@example.com")
    with pytest.raises(SubmissionRejected) as caught:
        gate.check(job, sender=SENDER)
    assert sorted({finding.rule for finding in caught.value.findings}) == ["PII201", "PII601"]
    told = f"{caught.value} {caught.value!r} {caught.value.findings}"
    assert NUMBER not in told
    assert "kari" not in told


def test_a_signer_s_number_recurs_in_the_request(gate):
    hidden = hashlib.sha256(NUMBER.encode()).hexdigest()
    assert "PII603" in rejected(lambda: gate.check(portal_job(polling_queue=hidden), sender=SENDER))


def test_documents_are_looked_into(gate, tmp_path):
    job = portal_job(documents=[document(content=make_pdf(on_opening))])
    assert rejected(lambda: gate.check(job, sender=SENDER)) == ["REQ234"]
    damaged = portal_job(documents=[document(content=PDF[:-30])])
    assert rejected(lambda: gate.check(damaged, sender=SENDER)) == ["REQ233"]
    text = portal_job(documents=[document(content=b"Hello", media_type="text/plain")])
    assert rejected(lambda: gate.check(text, sender=SENDER)) == ["REQ217"]
    missing = portal_job(documents=[document(content=tmp_path / "none.pdf")])
    assert rejected(lambda: gate.check(missing, sender=SENDER)) == ["CHK001"]
    large = tmp_path / "large.pdf"
    large.write_bytes(bytes(10 * 1024 * 1024 + 1))
    too_large = portal_job(documents=[document(content=large)])
    assert rejected(lambda: gate.check(too_large, sender=SENDER)) == ["REQ201"]


def test_a_sector_that_is_known_is_held_against_the_job():
    private = Gate(Linter(at=AT), sector="private", at=AT)
    assert rejected(lambda: private.check(portal_job(), sender=SENDER)) == ["REQ218"]
    told = portal_signer(
        notifications=Notifications(email="signer@example.com"), notifications_using_lookup=None
    )
    private.check(portal_job(signers=[told]), sender=SENDER)


def test_information_passes_and_is_kept(gate):
    checked = gate.check(portal_job(nonsensitive_title=None), sender=SENDER)
    assert [finding.rule for finding in checked.findings] == ["REQ222"]


def test_check_digits_that_do_not_hold_are_information(gate):
    job = portal_job(signers=[portal_signer(personal_identification_number="12345678910")])
    checked = gate.check(job, sender="123456789")
    found = [(finding.rule, finding.severity) for finding in checked.findings]
    assert sorted(found) == [("PII105", "info"), ("REQ211", "info")]


def test_what_is_refused_is_the_linters_to_say():
    strict = Gate(Linter(at=AT, fail_on="info"), at=AT)
    job = portal_job(nonsensitive_title=None)
    assert rejected(lambda: strict.check(job, sender=SENDER)) == ["REQ222"]


def test_messages_made_elsewhere(gate):
    job = portal_job().with_sender(SENDER)
    request, manifest = job.request_xml(), job.manifest_xml()
    documents = {"document-1.pdf": PDF}
    checked = gate.check_xml(request, manifest, documents, sender=SENDER)
    assert (checked.request, checked.manifest) == (request, manifest)

    def rules(**changes):
        given = {"request": request, "manifest": manifest, "documents": documents, **changes}
        return rejected(lambda: gate.check_xml(**given))

    assert rules(sender="974760673") == ["REQ225"]
    assert rules(request=direct_job().request_xml()) == ["REQ224"]
    assert rules(request=b"<foreign/>") == ["REQ224"]
    assert rules(request=b"<foreign/>", manifest=b"<foreign/>", documents={}) == ["REQ224"]
    assert rules(documents={}) == ["REQ214"]
    assert rules(documents={**documents, "b.pdf": PDF}) == ["REQ215"]
    assert rules(request=b"") == ["CHK004"]
    assert rules(manifest=manifest[:-5]) == ["XML002"]
    assert rules(manifest=b"<!DOCTYPE a>" + manifest.partition(b"?>\n")[2]) == ["XML001"]
    assert rules(manifest=manifest.replace(b"title>", b"titel>"))[0].startswith("REQ1")


def test_waivers_are_explicit_and_told(gate):
    job = portal_job(reference=f"sak {NUMBER}")
    checked = gate.check(job, sender=SENDER, allow={"PII601": "agreed with the officer"})
    assert checked.waived == {"PII601": "agreed with the officer"}
    (finding,) = checked.findings
    assert (finding.suppressed.kind, finding.suppressed.reason) == (
        "call",
        "agreed with the officer",
    )
    unneeded = gate.check(portal_job(), sender=SENDER, allow={"PII601": "agreed"})
    assert unneeded.waived == {}


WRONG_WAIVERS = {
    "no rule": ({"PII999": "because"}, "names no rule"),
    "no reason": ({"PII101": " "}, "needs a reason"),
    "personal data in the reason": ({"PII101": f"is {NUMBER}"}, "holds personal data itself"),
    "a rule that nothing stands without": ({"REQ214": "because"}, "cannot be waived"),
    "what could not be checked": ({"CHK001": "because"}, "cannot be waived"),
    "the schema": ({"REQ103": "because"}, "cannot be waived"),
    "a reason that cannot be written": ({"PII101": "\0"}, "no message can hold"),
}


@pytest.mark.parametrize(("allow", "message"), WRONG_WAIVERS.values(), ids=WRONG_WAIVERS)
def test_waivers_that_cannot_be(gate, allow, message):
    with pytest.raises(UsageError, match=message) as caught:
        gate.check(portal_job(), sender=SENDER, allow=allow)
    assert NUMBER not in str(caught.value)


def test_what_cannot_be_sent_at_all(gate):
    with pytest.raises(JobError, match="sender"):
        gate.check(portal_job())
    with pytest.raises(UsageError, match="no content"):
        gate.check(portal_job(documents=[document(content=None)]), sender=SENDER)
    with pytest.raises(UsageError, match="label"):
        gate.check(portal_job(), sender=SENDER, label=NUMBER)


@pytest.mark.parametrize("weaker", [{"select": ("PII1",)}, {"ignore": ("REQ",)}])
def test_a_linter_that_leaves_rules_out_is_no_gates(weaker):
    with pytest.raises(UsageError, match="all rules"):
        Gate(Linter(**weaker))


def test_queues_pass_the_gate_too(gate):
    gate.check_polling_queue("contracts")
    assert rejected(lambda: gate.check_polling_queue(NUMBER)) == ["PII102"]


def test_a_file_is_packed_as_it_was_checked_or_not_at_all(gate, tmp_path):
    path = tmp_path / "contract.pdf"
    path.write_bytes(PDF)
    job = portal_job(documents=[document(content=path)])
    (each,) = gate.check(job, sender=SENDER).documents
    assert each.content == PDF
    for change in (PDF + b"\n", PDF[:-1] + b"x", b""):
        path.write_bytes(change)
        with pytest.raises(NotCheckedError, match="changed or gone"):
            _ = each.content
    path.unlink()
    with pytest.raises(NotCheckedError) as caught:
        _ = each.content
    assert caught.value.__context__ is None


def test_nothing_but_the_check_makes_a_checked_submission(gate):
    checked = gate.check(portal_job(), sender=SENDER)
    fields = {name: getattr(checked, name) for name in CheckedSubmission.__slots__}
    attempts = {
        "call": lambda: CheckedSubmission(**fields),
        "another token": lambda: CheckedSubmission(object(), **fields),
        "new": lambda: CheckedSubmission.__new__(CheckedSubmission),
        "again": lambda: checked.__init__(None, **fields),
        "change": lambda: setattr(checked, "request", b""),
        "removal": lambda: delattr(checked, "request"),
        "copy": lambda: copy.copy(checked),
        "deep copy": lambda: copy.deepcopy(checked),
        "pickle": lambda: pickle.dumps(checked),
        "old pickle": lambda: pickle.dumps(checked, protocol=0),
        "subclass": lambda: type("Loose", (CheckedSubmission,), {}),
    }
    for name, attempt in attempts.items():
        with pytest.raises(UsageError):
            pytest.fail(f"{name}: {attempt()}")
    with pytest.raises(TypeError):
        replace(checked, request=b"")
    with pytest.raises(TypeError):
        checked.waived["PII101"] = "late"
    with pytest.raises(FrozenInstanceError):
        checked.documents[0].held = b""
    assert isinstance(checked.documents[0], CheckedDocument)
    assert "984661185" not in repr(checked)


def test_the_audit_log_has_a_line_for_each_check_and_no_values(tmp_path):
    log = tmp_path / "audit.jsonl"
    gate = Gate(Linter(at=AT), audit=log, at=AT)
    gate.check(portal_job(), sender=SENDER, label="batch 7")
    bad = portal_job(reference=f"sak {NUMBER}")
    rejected(lambda: gate.check(bad, sender=SENDER))
    gate.check(bad, sender=SENDER, allow={"PII601": "agreed"})
    rejected(lambda: gate.check_xml(b"", b"", {}))
    first, second, third, fourth = map(json.loads, log.read_text().splitlines())
    assert datetime.fromisoformat(first.pop("time")).tzinfo is not None
    assert first == {
        "event": "checked",
        "sender": SENDER,
        "label": "batch 7",
        "documents": 1,
        "bytes": len(PDF),
        "waived": {},
        "outcome": "accepted",
        "findings": {},
    }
    assert (second["outcome"], second["findings"]) == ("rejected", {"PII601": 1})
    assert (third["outcome"], third["waived"]) == ("accepted", {"PII601": "agreed"})
    assert (fourth["outcome"], fourth["sender"]) == ("rejected", None)
    assert NUMBER not in log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600


def test_nothing_passes_without_its_line_in_the_audit_log(tmp_path):
    gate = Gate(Linter(at=AT), audit=tmp_path / "none" / "audit.jsonl", at=AT)
    with pytest.raises(UsageError, match="Nothing was sent"):
        gate.check(portal_job(), sender=SENDER)
