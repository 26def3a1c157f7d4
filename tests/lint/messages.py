"""Small messages for tests, with places to put things."""

NAMESPACE = "http://signering.posten.no/schema/v1"


def portal_request(reference: str = "2024-000417", more: str = "") -> bytes:
    return (
        f'<portal-signature-job-request xmlns="{NAMESPACE}">'
        f"<reference>{reference}</reference>{more}"
        "</portal-signature-job-request>"
    ).encode()


def direct_request(reference: str = "2024-000417", query: str = "") -> bytes:
    return (
        f'<direct-signature-job-request xmlns="{NAMESPACE}">'
        f"<reference>{reference}</reference>"
        "<exit-urls>"
        f"<completion-url>https://example.com/done{query}</completion-url>"
        "<rejection-url>https://example.com/rejected</rejection-url>"
        "<error-url>https://example.com/failed</error-url>"
        "</exit-urls>"
        "</direct-signature-job-request>"
    ).encode()


def portal_manifest(
    number: str = "01819010192",
    title: str = "Leiekontrakt",
    nonsensitive: str = "Leiekontrakt",
    address: str = "leietaker@example.com",
    sms: str = "41234567",
    href: str = "kontrakt.pdf",
) -> bytes:
    return (
        f'<portal-signature-job-manifest xmlns="{NAMESPACE}">'
        "<signers><signer>"
        f"<personal-identification-number>{number}</personal-identification-number>"
        f'<notifications><email address="{address}"/><sms number="{sms}"/></notifications>'
        "</signer></signers>"
        "<sender><organization-number>984661185</organization-number></sender>"
        f"<title>{title}</title><nonsensitive-title>{nonsensitive}</nonsensitive-title>"
        f'<documents><document href="{href}" mime="application/pdf">'
        "<title>Kontrakt</title></document></documents>"
        "</portal-signature-job-manifest>"
    ).encode()
