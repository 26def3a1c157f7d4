"""The doctor against real servers: each state has its own diagnosis and remedy."""

import json
import os
import socket
import ssl
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from piilint.certs.tls import client_context
from piilint.certs.trust import TrustStore
from piilint.errors import UsageError
from piilint.sandbox.pki import SENDER_NUMBER, SERVICE_NUMBER, Issued, Pki, private_key
from piilint.send.doctor import Examination, Patient, examine
from piilint.send.environments import api_root
from piilint.send.probes import Target, ask_who, clock_offset, proxy_address
from tests.reference import CHECKOUT
from tests.send import servers

NOW = datetime.now(UTC).replace(microsecond=0)
PAST = {"not_before": NOW - timedelta(days=30), "not_after": NOW - timedelta(days=1)}
FUTURE = {"not_before": NOW + timedelta(days=1), "not_after": NOW + timedelta(days=900)}
YOU_ARE = servers.answer(b"You are 'PIILINT PROEVESENDER AS'")


class World:
    """A throw-away PKI, a folder, and a patient in it."""

    def __init__(self, folder):
        self.folder = folder
        self.pki = Pki.create(environments=("test", "production"))
        self.test = self.pki["test", "Buypass"]
        self.production = self.pki["production", "Commfides"]
        self.server = self.test.issue(SERVICE_NUMBER, name="POSTEN BRING AS")
        self.client = self.pki["test", "Commfides"].issue()
        self.authorities = self.pki.certificates("test")

    def write(self, name, certificates):
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        for number, certificate in enumerate(certificates):
            file = folder / f"{number}.pem"
            file.write_bytes(certificate.public_bytes(Encoding.PEM))
        return folder

    def patient(self, port, client=None, **changes):
        store = self.folder / f"org-{port}.p12"
        store.write_bytes((client or self.client).pkcs12(b"pw"))
        wanted = "production" if changes.get("environment") == "production" else "test"
        trust = self.write(f"trust-{wanted}", self.pki.certificates(wanted))
        settings = {
            "environment": "difitest",
            "certificate": store,
            "password": "pw",
            "trust": [trust],
            "table": self.pki.table,
            "target": port and self.target(port),
        }
        return Patient(**(settings | changes))

    def target(self, port, **changes):
        root = api_root("sandbox", f"https://127.0.0.1:{port}/api")
        return Target(root=root, **({"timeout": 5.0} | changes))


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    return World(tmp_path_factory.mktemp("world"))


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


def run(patient):
    """The examination, and the rules of its steps by name."""
    examination = Examination(steps=tuple(examine(patient)))
    return examination, {s.name: [f.rule for f in s.findings] for s in examination.steps}


def rules_at(patient, step):
    """The rules of one step; everything before it is right, everything after it skipped."""
    examination, rules = run(patient)
    names = [s.name for s in examination.steps]
    at = names.index(step)
    connecting = [
        s for s in examination.steps[:at] if s.name in {"name", "connection", "handshake"}
    ]
    assert all(s.status == "ok" for s in connecting), rules
    assert all(s.status == "skipped" for s in examination.steps[at + 1 :] if s.name != "clock")
    return rules[step]


class TestAllRight:
    def test_every_step_is_ok(self, world):
        seen = []
        with servers.service(world.folder, world.server, world.authorities, YOU_ARE, seen) as port:
            examination, _ = run(world.patient(port))
        assert [(s.name, s.status) for s in examination.steps] == [
            ("key-store", "ok"),
            ("trust-store", "ok"),
            ("certificate", "ok"),
            ("chain", "ok"),
            ("local-tls", "ok"),
            ("name", "ok"),
            ("connection", "ok"),
            ("handshake", "ok"),
            ("server", "ok"),
            ("who-am-i", "ok"),
            ("clock", "ok"),
        ]
        assert examination.ok

    def test_one_get_is_all_that_is_sent(self, world):
        seen = []
        with servers.service(world.folder, world.server, world.authorities, YOU_ARE, seen) as port:
            run(world.patient(port))
        ((request, client),) = seen
        assert request.startswith(f"GET /api/{SENDER_NUMBER} HTTP/1.1\r\n".encode())
        assert client == world.client.certificate.public_bytes(Encoding.DER)

    def test_a_broker_is_told(self, world):
        reply = servers.answer(b"You are 'A' operating on behalf of 'B'")
        with servers.service(world.folder, world.server, world.authorities, reply) as port:
            examination, _ = run(world.patient(port, sender="984661185"))
        step = next(s for s in examination.steps if s.name == "who-am-i")
        assert (step.status, step.detail) == ("ok", "as a broker")

    def test_nginx(self, world, tmp_path):
        with servers.nginx(tmp_path, world.server, world.authorities) as port:
            examination, _ = run(world.patient(port))
        assert examination.ok

    def test_through_a_proxy(self, world):
        seen = []
        with (
            servers.service(world.folder, world.server, world.authorities, YOU_ARE) as port,
            servers.listener(servers.proxy(seen)) as proxy,
        ):
            target = world.target(port, proxy=("127.0.0.1", proxy))
            examination, _ = run(world.patient(port, target=target))
        assert examination.ok
        assert all(head.startswith(f"CONNECT 127.0.0.1:{port} ".encode()) for head in seen)
        assert len(seen) == 3


class TestWayToTheServer:
    def test_name(self, world):
        target = Target(root=urlsplit("https://nowhere.invalid/api"), timeout=5)
        assert rules_at(world.patient(None, target=target), "name") == ["TLS101"]

    def test_refused(self, world):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        assert rules_at(world.patient(port), "connection") == ["TLS102"]

    def test_refused_while_a_proxy_is_set(self, world, monkeypatch):
        monkeypatch.setenv("HTTPS_PROXY", "http://proxy.invalid:3128")
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        assert rules_at(world.patient(port), "connection") == ["TLS102", "TLS405"]

    def test_no_answer(self, world):
        with servers.listener(servers.silent) as port:
            patient = world.patient(port, target=world.target(port, timeout=0.5))
            assert rules_at(patient, "handshake") == ["TLS106"]

    def test_a_firewall_that_drops_packets(self, world):
        with socket.socket() as full:  # a queue without room drops what asks to come in
            full.bind(("127.0.0.1", 0))
            full.listen(0)
            port = full.getsockname()[1]
            waiting = [socket.socket() for _ in range(3)]
            for each in waiting:
                each.setblocking(False)
                each.connect_ex(("127.0.0.1", port))
            patient = world.patient(port, target=world.target(port, timeout=0.3))
            assert rules_at(patient, "connection") == ["TLS103"]
            for each in waiting:
                each.close()

    def test_no_way_there(self, world):
        target = Target(root=urlsplit("https://255.255.255.255/api"), timeout=1)
        assert rules_at(world.patient(None, target=target), "connection") == ["TLS108"]

    def test_reset_in_the_handshake(self, world):
        with servers.listener(servers.reset) as port:
            assert rules_at(world.patient(port), "handshake") == ["TLS104"]

    def test_plain_http(self, world):
        with servers.listener(servers.plain_http) as port:
            assert rules_at(world.patient(port), "handshake") == ["TLS105"]

    def test_a_proxy_that_refuses(self, world):
        with servers.listener(servers.proxy(refuse=True)) as proxy:
            target = world.target(9, proxy=("127.0.0.1", proxy))
            assert rules_at(world.patient(None, target=target), "connection") == ["TLS107"]


class TestServer:
    @pytest.mark.parametrize(
        ("options", "rule"),
        [
            (("-tls1_3",), "TLS201"),
            (("-tls1_1", "-cipher", "ALL:@SECLEVEL=0"), "TLS202"),
            (("-tls1", "-cipher", "ALL:@SECLEVEL=0"), "TLS202"),
            (("-tls1_2", "-cipher", "eNULL:@SECLEVEL=0"), "TLS307"),
        ],
    )
    def test_versions_and_ciphers(self, world, tmp_path, options, rule):
        with servers.s_server(tmp_path, world.server, *options) as (port, _):
            assert rules_at(world.patient(port), "handshake") == [rule]

    @pytest.mark.parametrize(
        ("make", "step", "rule"),
        [
            pytest.param(lambda w: w.test.issue(SENDER_NUMBER), "server", "TLS208", id="other"),
            pytest.param(
                lambda w: w.test.issue(f"{SERVICE_NUMBER}0"), "server", "TLS209", id="contains"
            ),
            pytest.param(
                lambda w: w.test.issue(f"1{SERVICE_NUMBER}", seid=1),
                "server",
                "TLS209",
                id="contains in serialNumber",
            ),
            pytest.param(
                lambda w: w.test.issue(SENDER_NUMBER, name=f"{SERVICE_NUMBER} AS"),
                "server",
                "TLS209",
                id="contains in the name",
            ),
            pytest.param(lambda w: w.test.issue(usage="web"), "handshake", "TLS210", id="web page"),
            pytest.param(
                lambda w: w.test.issue(SERVICE_NUMBER, **PAST), "handshake", "TLS203", id="expired"
            ),
            pytest.param(
                lambda w: w.test.issue(SERVICE_NUMBER, **FUTURE),
                "handshake",
                "TLS211",
                id="not yet valid",
            ),
            pytest.param(
                lambda w: w.production.issue(SERVICE_NUMBER),
                "handshake",
                "TLS206",
                id="production CA in test",
            ),
            pytest.param(lambda w: self_signed(), "handshake", "TLS204", id="self-signed"),
            pytest.param(
                lambda w: Pki.create(environments=("own",))["own", "Buypass"].issue(SERVICE_NUMBER),
                "handshake",
                "TLS207",
                id="unknown authority",
            ),
            pytest.param(
                lambda w: w.test.issue(SERVICE_NUMBER, bits=1024), "handshake", "TLS212", id="weak"
            ),
        ],
    )
    def test_certificates(self, world, tmp_path, make, step, rule):
        options = ("-tls1_2", "-cipher", "DEFAULT:@SECLEVEL=0")
        with servers.s_server(tmp_path, make(world), *options) as (port, _):
            assert rules_at(world.patient(port), step) == [rule]

    def test_test_authority_while_production_is_asked_for(self, world, tmp_path):
        with servers.s_server(tmp_path, world.server, "-tls1_2") as (port, _):
            client = world.production.issue()
            patient = world.patient(port, client, environment="production")
            assert rules_at(patient, "handshake") == ["TLS206"]

    def test_missing_intermediate(self, world, tmp_path):
        roots = world.write("roots", [a.root for a in world.pki.authorities.values()])
        with servers.s_server(tmp_path, world.server, "-tls1_2", chain=False) as (port, _):
            patient = world.patient(port, trust=[roots])
            assert rules_at(patient, "handshake") == ["TLS205"]

    def test_an_intermediate_that_only_the_trust_store_has_is_enough(self, world, tmp_path):
        with servers.s_server(tmp_path, world.server, "-tls1_2", chain=False) as (port, _):
            patient = world.patient(port, target=world.target(port, timeout=0.5))
            assert rules_at(patient, "who-am-i") == ["TLS106"]  # s_server says nothing more

    def test_nothing_is_written_to_a_server_that_is_not_the_service(self, world):
        seen = []
        other = world.test.issue(SENDER_NUMBER)
        with servers.service(world.folder, other, world.authorities, YOU_ARE, seen) as port:
            run(world.patient(port))
            context = client_context(
                world.client.organisation(),
                TrustStore(world.authorities, table=world.pki.table),
                "difitest",
            )
            answer = ask_who(world.target(port), context, SENDER_NUMBER)
        assert answer.rule == "TLS208"
        assert seen == []


def self_signed():
    name = x509.Name(
        [x509.NameAttribute(x509.NameOID.ORGANIZATION_IDENTIFIER, f"NTRNO-{SERVICE_NUMBER}")]
    )
    key = private_key("self-signed")
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    return Issued(key=key, certificate=certificate, chain=(certificate,))


class TestClientCertificate:
    def verify(self, world, folder, authorities, *options):
        (folder / "ca.pem").write_bytes(b"".join(c.public_bytes(Encoding.PEM) for c in authorities))
        required = ("-Verify", 5, "-verify_return_error", "-CAfile", "ca.pem", "-tls1_2")
        return servers.s_server(folder, world.server, *required, *options)

    def test_unknown_issuer(self, world, tmp_path):
        authorities = world.pki.certificates("production")
        with self.verify(world, tmp_path, authorities) as (port, _):
            assert rules_at(world.patient(port), "handshake") == ["TLS301"]

    @pytest.mark.parametrize(
        ("leaf", "rule"),
        [
            (PAST, "TLS302"),
            (FUTURE, "TLS303"),
            ({"usage": "enc"}, "TLS306"),
            ({"usage": "sign"}, "TLS306"),
        ],
    )
    def test_refused_with_an_alert(self, world, tmp_path, leaf, rule):
        client = world.test.issue(**leaf)
        with self.verify(world, tmp_path, world.authorities) as (port, _):
            assert rules_at(world.patient(port, client), "handshake") == [rule]

    def test_refused_without_a_reason(self, world, tmp_path):
        options = ("-policy", "1.2.3", "-explicit_policy")
        with self.verify(world, tmp_path, world.authorities, *options) as (port, _):
            assert rules_at(world.patient(port), "handshake") == ["TLS304"]

    def test_revoked(self, world, tmp_path):
        client = world.test.issue()
        revoked = (
            x509.RevokedCertificateBuilder()
            .serial_number(client.certificate.serial_number)
            .revocation_date(NOW)
            .build()
        )
        lists = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(world.test.intermediate.subject)
            .last_update(NOW - timedelta(hours=1))
            .next_update(NOW + timedelta(days=1))
            .add_revoked_certificate(revoked)
            .sign(world.test.key, hashes.SHA256())
        )
        (tmp_path / "crl.pem").write_bytes(lists.public_bytes(Encoding.PEM))
        options = ("-CRL", "crl.pem", "-crl_check")
        with self.verify(world, tmp_path, world.authorities, *options) as (port, _):
            assert rules_at(world.patient(port, client), "handshake") == ["TLS305"]

    def test_an_alert_with_the_first_read(self, world, tmp_path):
        authorities = world.pki.certificates("production")
        (tmp_path / "ca.pem").write_bytes(
            b"".join(c.public_bytes(Encoding.PEM) for c in authorities)
        )
        options = (
            "-verify_return_error",
            "-CAfile",
            "ca.pem",
            "-tls1_2",
            "-no_cache",
            "-no_ticket",
        )
        with servers.s_server(tmp_path, world.server, *options) as (port, process):

            def renegotiate():
                time.sleep(1.0)
                process.stdin.write("R\n")
                process.stdin.flush()

            context = client_context(
                world.client.organisation(),
                TrustStore(world.authorities, table=world.pki.table),
                "difitest",
            )
            thread = threading.Thread(target=renegotiate)
            thread.start()
            answer = ask_who(world.target(port), context, SENDER_NUMBER)
            thread.join()
        assert answer.rule == "TLS301"

    def test_cut_where_the_certificate_is_shown(self, world, tmp_path):
        with (
            self.verify(world, tmp_path, world.authorities) as (inner, _),
            servers.listener(servers.relay(inner, servers.shows_a_certificate)) as port,
        ):
            # without a certificate the server refuses, so the two cannot be told apart
            assert rules_at(world.patient(port), "handshake") == ["TLS104"]
        options = ("-verify", 5, "-tls1_2")
        with (
            servers.s_server(tmp_path, world.server, *options) as (inner, _),
            servers.listener(servers.relay(inner, servers.shows_a_certificate)) as port,
        ):
            assert rules_at(world.patient(port), "handshake") == ["TLS308"]

    def test_nginx_refuses_by_http(self, world, tmp_path):
        client = world.test.issue(**PAST)
        with servers.nginx(tmp_path, world.server, world.authorities) as port:
            assert rules_at(world.patient(port, client), "who-am-i") == ["TLS311"]

    def test_nginx_got_no_certificate(self, world, tmp_path):
        store = TrustStore(world.authorities, table=world.pki.table)
        with servers.nginx(tmp_path, world.server, world.authorities) as port:
            context = client_context(None, store, "difitest")
            assert ask_who(world.target(port), context, SENDER_NUMBER).rule == "TLS309"


class TestAnswer:
    @pytest.mark.parametrize(
        ("reply", "rule"),
        [
            (
                servers.answer(
                    b"<error><error-code>NOT_AUTHORIZED</error-code></error>",
                    "403 Forbidden",
                    "application/xml",
                ),
                "TLS402",
            ),
            (
                servers.answer(
                    b"<e:error-code>BROKER_NOT_AUTHORIZED</e:error-code>",
                    "403 Forbidden",
                    "application/xml",
                ),
                "TLS403",
            ),
            (servers.answer(b"<html>", kind="text/html;charset=utf-8"), "TLS406"),
            (servers.answer(b"oops", "500 Internal Server Error"), "TLS404"),
            (lambda: b"garbage\r\n\r\n", "TLS310"),
        ],
    )
    def test_what_the_service_says(self, world, reply, rule):
        with servers.service(world.folder, world.server, world.authorities, reply) as port:
            _, rules = run(world.patient(port))
        assert rules["who-am-i"] == [rule]

    @pytest.mark.parametrize("ahead", [-60, 60])
    def test_clock(self, world, ahead):
        reply = servers.answer(b"You are", ahead=ahead)
        with servers.service(world.folder, world.server, world.authorities, reply) as port:
            _, rules = run(world.patient(port))
        assert rules["clock"] == ["TLS401"]

    def test_what_lies_within_the_headers_second_and_the_way_is_no_offset(self):
        before = datetime(2026, 11, 23, 12, 0, 0, 900000, UTC)
        after = before + timedelta(seconds=2)
        for second in (0, 1, 2):
            date = f"Mon, 23 Nov 2026 12:00:0{second} GMT"
            assert clock_offset(date, before, after) == timedelta(0)
        assert clock_offset("Mon, 23 Nov 2026 12:00:10 GMT", before, after) < timedelta(seconds=-7)
        assert clock_offset("Mon, 23 Nov 2026 11:59:50 GMT", before, after) > timedelta(seconds=9)
        assert clock_offset("yesterday", before, after) is None


class TestOffline:
    def test_looks_at_the_files_only(self, world, monkeypatch):
        monkeypatch.setattr(socket, "socket", None)
        examination, _ = run(world.patient(None))
        assert [s.name for s in examination.steps][-1] == "local-tls"
        assert examination.ok

    @pytest.mark.parametrize(("usage", "rule"), [("sign", "CRT103"), ("enc", "CRT104")])
    def test_the_wrong_file_of_the_issuers(self, world, usage, rule):
        client = world.pki["test", "Commfides"].issue(usage=usage)
        assert run(world.patient(None, client))[1]["certificate"] == [rule]

    def test_a_folder_of_key_stores_is_named_and_the_right_one_taken(self, world, tmp_path):
        for usage in ("enc", "sign", "auth"):
            issued = world.pki["test", "Commfides"].issue(usage=usage)
            (tmp_path / f"{usage}.p12").write_bytes(issued.pkcs12(b"pw"))
        (tmp_path / "letter.txt").write_text("Your certificates")
        examination, rules = run(world.patient(None, certificate=tmp_path))
        assert examination.steps[0].detail == (
            "auth.p12: for authentication; enc.p12: for encryption; sign.p12: for signing; "
            "auth.p12 is taken"
        )
        assert rules["key-store"] == ["CRT009"]
        assert examination.steps[0].status == "warning"
        assert rules["certificate"] == []

    def test_of_several_years_the_one_that_is_valid_longest_is_taken(self, world, tmp_path):
        authority = world.pki["test", "Buypass"]
        for name, leaf in {
            "a-old": {"not_after": NOW - timedelta(days=1), "not_before": NOW - timedelta(days=9)},
            "b-now": {"not_after": NOW + timedelta(days=100)},
            "c-new": {"not_after": NOW + timedelta(days=900)},
            "d-sign": {"usage": "sign"},
        }.items():
            (tmp_path / f"{name}.p12").write_bytes(authority.issue(**leaf).pkcs12(b"pw"))
        examination, rules = run(world.patient(None, certificate=tmp_path))
        assert examination.steps[0].detail.endswith("; c-new.p12 is taken")
        assert rules["certificate"] == []

    def test_in_norwegian(self, world):
        patient = world.patient(None, world.test.issue(usage="sign"), language="nb")
        step = next(s for s in examine(patient) if s.name == "certificate")
        assert step.title == "Sertifikatet passer for tjenesten"
        assert step.findings[0].help.startswith("Bruk den andre .p12-filen")

    def test_no_tls_1_2_in_this_python(self, world, monkeypatch):
        monkeypatch.setattr(ssl, "HAS_TLSv1_2", False)
        assert run(world.patient(None))[1]["local-tls"] == ["TLS001"]

    @pytest.mark.parametrize("setting", ["Protocol = -TLSv1.2", "MaxProtocol = TLSv1.1"])
    def test_forbidden_by_openssls_configuration(self, world, tmp_path, setting):
        configuration = tmp_path / "openssl.cnf"
        configuration.write_text(
            "openssl_conf = init\n[init]\nssl_conf = ssl\n[ssl]\nsystem_default = system\n"
            f"[system]\n{setting}\n"
        )
        patient = world.patient(None)
        outcome = subprocess.run(
            [
                *(sys.executable, "-m", "piilint", "doctor", "--environment", "difitest"),
                *("--certificate", patient.certificate, "--trust", patient.trust[0]),
                *("--offline", "--format", "json"),
            ],
            env=os.environ
            | {"OPENSSL_CONF": str(configuration), "PIILINT_CERTIFICATE_PASSWORD": "pw"},
            cwd=CHECKOUT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert outcome.returncode == 1
        steps = {s["name"]: s for s in json.loads(outcome.stdout)["steps"]}
        assert [f["rule"] for f in steps["local-tls"]["findings"]] == ["TLS002"]

    def test_a_trust_store_of_the_other_environment(self, world):
        trust = world.write("production", world.pki.certificates("production"))
        rules = run(world.patient(None, trust=[trust]))[1]
        assert set(rules["trust-store"]) == {"CRT201", "CRT204", "CRT206"}

    def test_a_certificate_of_the_other_environment(self, world):
        rules = run(world.patient(None, world.production.issue()))[1]
        assert rules["certificate"] == ["CRT113"]
        assert rules["chain"] == ["CRT113"]

    def test_wrong_password(self, world):
        assert run(world.patient(None, password="no"))[1]["key-store"] == ["CRT001"]

    def test_no_network_where_the_files_are_not_in_order(self, world):
        for changes in ({"password": "no"}, {"trust": []}, {"environment": "production"}):
            examination, _ = run(
                world.patient(9, **{"trust": [world.folder / "trust-test"]} | changes)
            )
            assert [s.status for s in examination.steps[-6:]] == ["skipped"] * 6

    def test_a_key_that_openssl_refuses(self, world):
        examination, rules = run(world.patient(9, world.test.issue(bits=1024)))
        assert rules["certificate"] == ["CRT109"]
        assert examination.steps[-1].status == "skipped"


class TestArguments:
    @pytest.mark.parametrize(
        "url",
        ["http://proxy:1", "https://proxy:3128", "http://proxy", "http://u:p@proxy:1", "proxy:1"],
    )
    def test_proxies(self, url):
        if url == "http://proxy:1":
            assert proxy_address(url) == ("proxy", 1)
            return
        with pytest.raises(UsageError) as raised:
            proxy_address(url)
        assert "u:p" not in str(raised.value)

    def test_api_roots(self):
        assert api_root("production").geturl() == "https://api.signering.posten.no/api"
        assert api_root("difitest", "https://host:1/x/").geturl() == "https://host:1/x"
        for environment, url in [("sandbox", None), ("difitest", "http://x"), ("difitest", "x")]:
            with pytest.raises(UsageError):
                api_root(environment, url)
