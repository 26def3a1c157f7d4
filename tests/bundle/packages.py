"""Packages to test with: made by the builder's lower layer, then bent."""

import io
import zipfile
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from piilint.bundle import signatures_xml, verify
from piilint.sandbox.pki import Pki

PDF = b"%PDF-1.7 " + bytes(range(256)) * 8
NAME = "Kj\u00f8p & salg (2)+~*.pdf"
HREF = NAME.replace("&", "&amp;")
MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<direct-signature-job-manifest xmlns="http://signering.posten.no/schema/v1">
  <signer><signer-identifier>part-1</signer-identifier></signer>
  <sender><organization-number>100101688</organization-number></sender>
  <title>Avtale</title>
  <documents>
    <document href="{HREF}" mime="application/pdf"><title>Avtale</title></document>
  </documents>
</direct-signature-job-manifest>
""".encode()
FILES = ((NAME, PDF, "application/pdf"), ("manifest.xml", MANIFEST, "application/xml"))


@lru_cache
def pki():
    return Pki.create(environments=("test", "production"))


@lru_cache
def issued(family="Buypass", usage="auth", seid=2):
    return pki()["test", family].issue(usage=usage, seid=seid)


def organisation(**shape):
    return issued(**shape).organisation()


def now():
    return datetime.now(UTC) - timedelta(seconds=1)


def signature(files=FILES, certificate=None, time=None, **options):
    return signatures_xml(files, certificate or organisation(), time or now(), **options)


def members(files=FILES, signatures=None):
    """The members of a good package, in order, to be changed and packed."""
    entries = {name: content for name, content, _ in files}
    entries["META-INF/signatures.xml"] = signature(files) if signatures is None else signatures
    return entries


def packed(entries, method=zipfile.ZIP_DEFLATED):
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return sink.getvalue()


def verified(entries, trust=None, **options):
    data = entries if isinstance(entries, bytes) else packed(entries)
    return verify(data, trust=pki().certificates() if trust is None else trust, **options)


def failed(entries, **options):
    """The names of the requirements that a package does not meet."""
    return [each.name for each in verified(entries, **options).failures]
