"""Linting never uses the network: every socket is forbidden, in a process of its own."""

import subprocess
import sys

import pytest

from .lint.messages import direct_request, portal_manifest, portal_request

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
