"""Linting never uses the network: every socket is forbidden, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .lint.messages import direct_request, portal_manifest, portal_request
from .reference import CHECKOUT

GUARD = """
import socket, sys

def forbidden(*_, **__):
    sys.exit("a socket was used")

def audit(event, arguments):
    local = event == "urllib.Request" and arguments[0].startswith("file:")
    if event.startswith(("socket.", "urllib.")) and not local:
        sys.exit(f"{event} was used")

class ForbiddenSocket(socket.socket):
    __init__ = forbidden

socket.socket = ForbiddenSocket
socket.create_connection = socket.getaddrinfo = forbidden
sys.addaudithook(audit)
"""
CHECK = """
import piilint, sys
report = piilint.check(sys.stdin.buffer.read())
print(",".join(sorted({finding.rule for finding in report.findings})))
"""


def run(code: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", code], input=data, capture_output=True, check=False
    )


@pytest.mark.parametrize(
    ("data", "rules"),
    [
        (portal_request(), ""),
        (portal_request("01819010192, ola@example.co.uk +4741234567"), "PII102,PII201,PII202"),
        (direct_request(query="?ip=8.8.8.8&amp;iban=NO9386011117947"), "PII204,PII402"),
        (portal_manifest(number="x"), "REQ108"),
        (b"<!DOCTYPE a SYSTEM 'http://192.0.2.1/a.dtd'><a/>", "XML001"),
        (
            portal_request("x").replace(
                b" xmlns=",
                b" xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
                b" xsi:schemaLocation='http://signering.posten.no/schema/v1 http://192.0.2.1/a.xsd'"
                b" xmlns=",
            ),
            "",
        ),
        (
            portal_request("x", "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='http://192.0.2.1/x'/>"),
            "REQ103",
        ),
        (b"<?xml-stylesheet href='http://192.0.2.1/x.xsl'?>" + portal_request(), ""),
    ],
)  # fmt: skip
def test_linting_uses_no_socket(data: bytes, rules: str) -> None:
    done = run(GUARD + CHECK, data)
    assert (done.returncode, done.stderr.decode()) == (0, "")
    assert done.stdout.decode().strip() == rules


def test_the_guard_holds() -> None:
    done = run(GUARD + "import urllib.request; urllib.request.urlopen('http://192.0.2.1/')")
    assert done.returncode != 0


NO_PROBE = """
socket.has_ipv6 = False  # urllib3, when imported, binds ::1 to see whether it can; nothing is sent
"""
DEEP = """
import os, pathlib, piilint
linter = piilint.Linter(deep=True)
from tests.lint.messages import portal_request
from html import escape
import tests.reference as reference
from bench.accuracy.corpus import CORPUS, read, read_submissions
checked = seen = 0
texts = [row.text for part in ("plain", "encoded") for row in read(CORPUS / part / "develop.jsonl")]
texts = [''.join(c for c in text if c.isprintable()) for text in texts]
data = [portal_request(escape(text)) for text in texts]
for one in read_submissions(CORPUS / "submissions" / "develop.jsonl"):
    data += [one.request.encode(), one.manifest.encode()]
data += [path.read_bytes() for path in sorted((reference.REFERENCE / "examples").rglob("*.xml"))]
for each in data:
    report = linter.check(each)
    checked += 1
    assert not report.unchecked, [finding.message for finding in report.findings]
    seen += any("presidio" in finding.rests_on for finding in report.findings)
print(checked, seen, [str(path) for path in pathlib.Path(os.environ["HOME"]).rglob("*")])
"""


def test_deep_mode_uses_no_socket_and_no_cache(tmp_path: Path) -> None:
    """First use in a home without any cache, over the official examples and the corpora."""
    environment = {
        **os.environ,
        "HOME": str(tmp_path),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "TLDEXTRACT_CACHE": str(tmp_path / "tld"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [sys.executable, "-c", GUARD + NO_PROBE + DEEP],
        capture_output=True,
        check=False,
        env=environment,
        cwd=CHECKOUT,
    )
    assert (done.returncode, done.stderr.decode()) == (0, "")
    checked, seen, left = done.stdout.decode().strip().split(" ", 2)
    assert int(checked) > 1000
    assert int(seen) > 20, "what Presidio saw was to be looked up in the list of suffixes"
    assert left == "[]", "nothing is written either"
