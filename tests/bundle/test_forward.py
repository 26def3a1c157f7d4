"""Other people's packages: checked like one's own, and forwarded byte for byte."""

import io
import zipfile

import pytest

from piilint import BundleError, Gate, SubmissionRejected
from piilint.bundle import build
from piilint.bundle.forward import forwarded
from piilint.sandbox.pki import Pki

from ..request.jobs import portal_job

SENDER = "100101688"


@pytest.fixture(scope="module")
def pki():
    return Pki.create()


def packed(pki, job, number=SENDER):
    """What another client has made of a job, without the check."""
    allow = {"PII102": "made for the test"}
    checked = Gate().check(job, sender=SENDER, allow=allow)
    bundle = build(checked, pki["test", "Buypass"].issue(number).organisation())
    return checked.request, bundle.content()


def forward(pki, request, package, **more):
    options = {"gate": Gate(), "trust": pki.certificates(), "sender": SENDER, **more}
    return forwarded(request, package, **options)


def test_a_package_that_holds_goes_on_as_it_is(pki) -> None:
    request, package = packed(pki, portal_job())
    bundle = forward(pki, request, package)
    assert bundle.content() == package
    assert bundle.submission.sender == SENDER


def test_it_is_linted_inside(pki) -> None:
    request, package = packed(pki, portal_job(nonsensitive_title="01819010192"))
    with pytest.raises(SubmissionRejected) as caught:
        forward(pki, request, package)
    assert [finding.rule for finding in caught.value.findings] == ["PII102"]
    allow = {"PII102": "a number of the test series"}
    assert forward(pki, request, package, allow=allow).content() == package


def test_so_is_its_request(pki) -> None:
    request, package = packed(pki, portal_job(reference="01819010192"))
    with pytest.raises(SubmissionRejected):
        forward(pki, request, package)


def test_the_signer_must_be_the_sender(pki) -> None:
    request, package = packed(pki, portal_job(), number="984661185")
    with pytest.raises(BundleError, match="another organisation"):
        forward(pki, request, package)


def test_its_chain_must_end_where_we_trust(pki) -> None:
    request, package = packed(pki, portal_job())
    with pytest.raises(BundleError, match="does not hold"):
        forward(pki, request, package, trust=pki["test", "Commfides"].certificates)


def test_a_changed_package_goes_nowhere(pki) -> None:
    request, package = packed(pki, portal_job())
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(sink, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data + b" " if name.endswith(".pdf") else data)
    with pytest.raises(BundleError, match="does not hold"):
        forward(pki, request, sink.getvalue())
