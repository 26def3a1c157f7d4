"""Names and algorithms of the service's document package: what builder and verifier agree on.

Sources: ETSI TS 102 918 (ASiC) in the baseline profile TS 103 174, ETSI TS 101 903 (XAdES) in
the baseline profile TS 103 171, B level, W3C XML Signature, and the service's documentation.
"""

from __future__ import annotations

__all__ = [
    "ASIC",
    "C14N",
    "C14N11",
    "DS",
    "MANIFEST",
    "MIMETYPE",
    "MIMETYPE_CONTENT",
    "RSA_SHA256",
    "SHA1",
    "SHA256",
    "SIGNATURES",
    "SIGNED_PROPERTIES_TYPE",
    "XADES",
]

ASIC = "http://uri.etsi.org/2918/v1.2.1#"
DS = "http://www.w3.org/2000/09/xmldsig#"
XADES = "http://uri.etsi.org/01903/v1.3.2#"
SIGNED_PROPERTIES_TYPE = "http://uri.etsi.org/01903#SignedProperties"

C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
C14N11 = "http://www.w3.org/2006/12/xml-c14n11"
RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
SHA1 = "http://www.w3.org/2000/09/xmldsig#sha1"

MANIFEST = "manifest.xml"
SIGNATURES = "META-INF/signatures.xml"
MIMETYPE = "mimetype"
MIMETYPE_CONTENT = b"application/vnd.etsi.asic-e+zip"
