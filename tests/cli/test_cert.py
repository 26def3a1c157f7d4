"""``piilint cert``, ``piilint trust`` and ``piilint doctor`` as commands."""

import json

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from piilint.cli import main
from piilint.sandbox.pki import SERVICE_NUMBER, Pki
from tests.reference import REFERENCE, needs_reference
from tests.send import servers


@pytest.fixture(scope="module")
def pki():
    return Pki.create(environments=("own",))


@pytest.fixture(scope="module")
def issued(pki):
    return pki["own", "Buypass"].issue()


@pytest.fixture
def store(issued, tmp_path, monkeypatch):
    monkeypatch.setenv("PIILINT_CERTIFICATE_PASSWORD", "pw")
    file = tmp_path / "org.p12"
    file.write_bytes(issued.pkcs12(b"pw"))
    return str(file)


class TestShow:
    def test_a_key_store_as_json(self, store, issued, capsys):
        assert main(["cert", "show", store, "--environment", "sandbox", "--format", "json"]) == 0
        shown = json.loads(capsys.readouterr().out)
        assert shown["organisation_number"] == "100101688"
        assert shown["organisation_number_from"] == "organizationIdentifier"
        assert shown["name"] == "PIILINT PROEVESENDER AS"
        assert shown["issuer"] == "Buypass-shaped CA G2 HT Business own"
        assert (shown["kind"], shown["seid"], shown["key_size"]) == ("authentication", 2, 2048)
        assert shown["not_after"] == issued.certificate.not_valid_after_utc.isoformat()
        assert len(shown["sha256"]) == 64
        assert (shown["issuer_family"], shown["environment"]) == (None, None)
        assert shown["problems"] == []

    def test_a_bare_certificate(self, issued, tmp_path, capsys):
        file = tmp_path / "org.cer"
        file.write_bytes(issued.certificate.public_bytes(Encoding.DER))
        assert main(["cert", "show", str(file), "--format", "json"]) == 1
        shown = json.loads(capsys.readouterr().out)
        assert (shown["organisation_number"], shown["problems"]) == ("100101688", ["CRT114"])

    @needs_reference
    def test_a_real_authority(self, capsys):
        file = REFERENCE / "certificates" / "test" / "BPCl3CaG2STBS.cer"
        assert main(["cert", "show", str(file), "--format", "json"]) == 1
        shown = json.loads(capsys.readouterr().out)
        assert (shown["issuer_family"], shown["environment"]) == ("Buypass", "test")
        assert (shown["kind"], shown["problems"]) == ("authority", ["CRT121"])

    @pytest.mark.parametrize("lang", ["en", "nb"])
    def test_text_in_both_languages(self, store, capsys, lang):
        assert main(["cert", "show", store, "--lang", lang]) == 1
        out = capsys.readouterr().out
        assert "authentication" in out
        assert {"en": "none that the service knows", "nb": "ingen som tjenesten kjenner"}[
            lang
        ] in out

    def test_what_cannot_be_loaded(self, store, monkeypatch, capsys):
        monkeypatch.setenv("PIILINT_CERTIFICATE_PASSWORD", "no")
        assert main(["cert", "show", store]) == 2
        assert "CRT001" in capsys.readouterr().err
        assert main(["cert", "show", store, "--format", "json"]) == 2
        assert json.loads(capsys.readouterr().out)["problems"] == ["CRT001"]


class TestPassword:
    def test_from_a_file_and_from_a_variable(self, store, tmp_path, monkeypatch):
        monkeypatch.delenv("PIILINT_CERTIFICATE_PASSWORD")
        (tmp_path / "password").write_text("pw\n")
        monkeypatch.setenv("MY_PASSWORD", "pw")
        show = ["cert", "show", store, "--environment", "sandbox"]
        assert main([*show, "--password-file", str(tmp_path / "password")]) == 0
        assert main([*show, "--password-env", "MY_PASSWORD"]) == 0
        assert main([*show, "--password-env", "NOT_SET"]) == 2
        assert main([*show, "--password-file", str(tmp_path / "nowhere")]) == 2
        assert main(show) == 2

    def test_is_asked_for_on_a_terminal_only_where_one_is_needed(
        self, store, issued, tmp_path, monkeypatch
    ):
        monkeypatch.delenv("PIILINT_CERTIFICATE_PASSWORD")
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        asked = []
        monkeypatch.setattr("piilint.cli.password.getpass", lambda _: asked.append(1) or "pw")
        assert main(["cert", "show", store, "--environment", "sandbox"]) == 0
        (tmp_path / "open.pem").write_bytes(issued.key_pem() + issued.chain_pem())
        assert main(["cert", "show", str(tmp_path / "open.pem"), "--environment", "sandbox"]) == 0
        assert asked == [1]

    def test_is_no_options_value(self, store, capsys):
        with pytest.raises(SystemExit):
            main(["cert", "show", store, "--password", "hemmelig"])
        assert "hemmelig" not in capsys.readouterr().err


class TestTrust:
    def test_list(self, capsys):
        assert main(["trust", "list", "--environment", "difitest", "--format", "json"]) == 0
        shown = json.loads(capsys.readouterr().out)
        assert len(shown["certificates"]) == 11
        assert shown["date"]
        assert main(["trust", "list"]) == 0
        assert "Commfides Root CA - G3" in capsys.readouterr().out

    def test_list_outdated(self, capsys):
        assert main(["trust", "list", "--outdated", "--format", "json"]) == 0
        names = [row["name"] for row in json.loads(capsys.readouterr().out)["certificates"]]
        assert "CPN RootCA SHA256 Class 3" in names
        assert "Commfides Root CA - G3" not in names

    @needs_reference
    def test_check(self, capsys):
        folder = str(REFERENCE / "certificates" / "test")
        assert main(["trust", "check", folder, "--environment", "difitest"]) == 1
        assert capsys.readouterr().out.count("CRT203") == 2
        assert (
            main(["trust", "check", folder, "--environment", "production", "--format", "json"]) == 1
        )
        found = json.loads(capsys.readouterr().out)["findings"]
        assert {f["rule"] for f in found} == {"CRT201", "CRT204", "CRT206"}

    @needs_reference
    def test_install_by_hand(self, tmp_path, capsys):
        folder = REFERENCE / "certificates" / "test"
        given = [word for f in sorted(folder.iterdir()) for word in ("--from", str(f))]
        to = tmp_path / "trust"
        install = ["trust", "install", "--environment", "difitest", "--to", str(to)]
        assert main([*install, *given]) == 0
        assert main(["trust", "check", str(to), "--environment", "difiqa"]) == 1  # the old pair
        assert "CRT201" not in capsys.readouterr().out

    def test_install_from_a_mirror_that_is_not_there(self, tmp_path, capsys):
        hosts = ["crt.test4.buypassca.com", "crt.test.commfides.com"]
        addresses = [word for h in hosts for word in ("--address", f"{h}=127.0.0.1:9")]
        install = ["trust", "install", "--environment", "test", "--to", str(tmp_path)]
        assert main([*install, *addresses]) == 1
        out = capsys.readouterr().out
        assert (out.count("(CRT210)"), out.count("(CRT212)")) == (5, 1)
        assert main([*install, "--address", "nonsense"]) == 2
        assert main([*install, "--from", "nowhere.cer"]) == 2

    def test_an_environment_that_is_none(self, tmp_path, capsys):
        assert main(["trust", "check", str(tmp_path), "--environment", "staging"]) == 2
        assert "difitest" in capsys.readouterr().err


class TestDoctor:
    @pytest.fixture
    def trust(self, pki, tmp_path):
        folder = tmp_path / "trust"
        folder.mkdir()
        for number, certificate in enumerate(pki.certificates("own")):
            (folder / f"{number}.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
        return str(folder)

    def call(self, store, trust, *more):
        shared = ["doctor", "--environment", "sandbox", "--certificate", store, "--trust", trust]
        return main([*shared, *more])

    def test_all_right(self, pki, store, trust, tmp_path, capsys):
        server = pki["own", "Commfides"].issue(SERVICE_NUMBER)
        reply = servers.answer(b"You are")
        with servers.service(tmp_path, server, pki.certificates("own"), reply) as port:
            url = f"https://127.0.0.1:{port}/api"
            assert self.call(store, trust, "--url", url) == 0
            out = capsys.readouterr().out
            assert out.count("[  ok]") == 11
            assert self.call(store, trust, "--url", url, "--format", "json") == 0
        shown = json.loads(capsys.readouterr().out)
        assert shown["ok"]
        assert [step["status"] for step in shown["steps"]] == ["ok"] * 11

    def test_another_organisation(self, pki, store, trust, tmp_path, capsys):
        server = pki["own", "Commfides"].issue("100101688")
        reply = servers.answer(b"You are")
        with servers.service(tmp_path, server, pki.certificates("own"), reply) as port:
            assert self.call(store, trust, "--url", f"https://127.0.0.1:{port}/api") == 1
        out = capsys.readouterr().out
        assert "[FAIL] The server is the service" in out
        assert "TLS208" in out
        assert "[skip] The clock" in out

    def test_offline(self, store, trust, capsys):
        assert self.call(store, trust, "--offline") == 0
        assert "handshake" not in capsys.readouterr().out

    @pytest.mark.parametrize(
        "more",
        [
            [],
            ["--url", "http://127.0.0.1/api"],
            ["--url", "https://u:p@127.0.0.1/api"],
            ["--url", "https://127.0.0.1/api", "--proxy", "http://user:pass@proxy:1"],
        ],
    )
    def test_wrong_use(self, store, trust, more, capsys):
        assert self.call(store, trust, *more) == 2
        assert "u:p" not in capsys.readouterr().err
