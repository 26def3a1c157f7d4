"""Passwords and keys are nowhere: not in output, ``repr``, exceptions or logs."""

import base64
import json
import logging
import pprint

import pytest

from piilint.certs.keystore import read
from piilint.certs.organisation import OrganisationCertificate
from piilint.certs.tls import client_context
from piilint.certs.trust import TrustStore
from piilint.cli import main
from piilint.errors import PiilintError
from piilint.sandbox.pki import SERVICE_NUMBER, Pki
from piilint.send.doctor import Examination, Patient, examine
from piilint.send.environments import api_root
from piilint.send.probes import Target
from tests.send import servers

PASSWORD = "Kongens-Hemmelige-4711"
OTHER = "Dronningens-Hemmelige-4712"


@pytest.fixture(scope="module")
def pki():
    return Pki.create()


@pytest.fixture(scope="module")
def issued(pki):
    return pki["test", "Buypass"].issue()


@pytest.fixture(scope="module")
def secrets(issued):
    """Everything that must not be seen, in the forms that it could take."""
    numbers = issued.key.private_numbers()
    found = [PASSWORD, OTHER]
    for password in (PASSWORD, OTHER):
        data = password.encode()
        found += [base64.b64encode(data).decode()[:-2], data.hex()]
        found += [password.encode("utf-16-be").hex()]
    for number in (numbers.d, numbers.p, numbers.q):
        data = number.to_bytes((number.bit_length() + 7) // 8)
        found += [str(number)[:40], f"{number:x}"[:40], base64.b64encode(data).decode()[:40]]
    lines = issued.key_pem().decode().splitlines()
    found += lines[1:-1]
    return found


@pytest.fixture
def watched(secrets, caplog, capsys):
    """Look through all that was said, when the test is over."""
    caplog.set_level(logging.DEBUG)
    logging.getLogger().setLevel(logging.DEBUG)
    texts = []
    yield texts.append
    out = capsys.readouterr()
    texts += [out.out, out.err, *(record.getMessage() for record in caplog.records)]
    texts += [repr(record.args) for record in caplog.records]
    whole = "\n".join(texts)
    assert whole
    assert [secret for secret in secrets if secret.casefold() in whole.casefold()] == []


def told(error):
    """All that an exception and those behind it say, with their values."""
    texts = []
    while error is not None:
        texts += [str(error), repr(error), repr(error.args), repr(vars(error))]
        error = error.__cause__ or error.__context__
    return "\n".join(texts)


def test_exceptions(issued, watched, tmp_path):
    store = issued.pkcs12(PASSWORD.encode())
    pem = issued.key_pem(PASSWORD.encode()) + issued.chain_pem()
    broken = bytearray(store)
    broken[900] ^= 1
    attempts = [
        (store, OTHER),
        (store, None),
        (pem, OTHER),
        (pem, None),
        (store[:-30], PASSWORD),
        (bytes(broken), PASSWORD),
        (issued.key_pem(), PASSWORD),
        (issued.key_pem().replace(b"A", b"B"), PASSWORD),
        (b"\xfe\xed\xfe\xed" + issued.key_pem(), PASSWORD),
        (issued.key_pem()[30:], PASSWORD),
    ]
    for number, (data, password) in enumerate(attempts):
        (tmp_path / str(number)).write_bytes(data)
        for source in (data, tmp_path / str(number)):
            with pytest.raises(PiilintError) as raised:
                OrganisationCertificate.load(source, password)
            watched(told(raised.value))


def test_a_key_given_as_a_path(issued, watched):
    with pytest.raises(PiilintError) as raised:
        OrganisationCertificate.load(issued.key_pem().decode())
    watched(told(raised.value))


def test_representations(issued, pki, watched, tmp_path):
    certificate = OrganisationCertificate.load(issued.pkcs12(PASSWORD.encode()), PASSWORD)
    trust = TrustStore(pki.certificates(), table=pki.table)
    patient = Patient(environment="difitest", certificate=tmp_path, password=PASSWORD)
    store = read(issued.pkcs12(PASSWORD.encode()), password=PASSWORD)
    context = client_context(certificate, trust, "test")
    for thing in (certificate, patient, store, store.entries, issued, pki, trust, context):
        watched(f"{thing!r} {thing!s} {pprint.pformat(thing)} {getattr(thing, '__dict__', '')}")


@pytest.mark.parametrize("password", [PASSWORD, OTHER])
@pytest.mark.parametrize("format_", ["text", "json"])
def test_commands(issued, pki, watched, tmp_path, monkeypatch, password, format_):
    store = tmp_path / "org.p12"
    store.write_bytes(issued.pkcs12(PASSWORD.encode()))
    (tmp_path / "password").write_text(password + "\n")
    trust = tmp_path / "trust.pem"
    trust.write_bytes(issued.chain_pem())
    monkeypatch.setenv("PIILINT_CERTIFICATE_PASSWORD", password)
    shared = ["--format", format_]
    main(["cert", "show", str(store), *shared])
    main(["cert", "show", str(store), "--password-file", str(tmp_path / "password"), *shared])
    main(
        [
            *("doctor", "--environment", "sandbox", "--certificate", str(store), "--offline"),
            *("--trust", str(trust), *shared),
        ]
    )


def test_an_examination_over_the_wire(issued, pki, watched, tmp_path):
    store = tmp_path / "org.p12"
    store.write_bytes(issued.pkcs12(PASSWORD.encode()))
    trust = tmp_path / "trust.pem"
    trust.write_bytes(issued.chain_pem())
    server = pki["test", "Buypass"].issue(SERVICE_NUMBER)
    reply = servers.answer(b"You are")
    with servers.service(tmp_path, server, pki.certificates(), reply) as port:
        examination = Examination(
            steps=tuple(
                examine(
                    Patient(
                        environment="difitest",
                        certificate=store,
                        password=PASSWORD,
                        trust=[trust],
                        target=Target(root=api_root("sandbox", f"https://127.0.0.1:{port}")),
                        table=pki.table,
                    )
                )
            )
        )
    assert [s.status for s in examination.steps if s.name == "who-am-i"] == ["ok"]
    watched(repr(examination) + json.dumps([f.message for f in examination.findings]))
