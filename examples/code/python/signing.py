"""Consents of members, signed in the portal."""

import hashlib
import logging

from piilint import Document, Notifications, PortalJob, PortalSigner

log = logging.getLogger(__name__)


def consent(member, pdf):
    """Nothing to object to."""
    signer = PortalSigner(
        personal_identification_number=member.fnr,
        notifications=Notifications(email=member.email),
    )
    log.info("consent of member number %s", member.number)
    return PortalJob(
        title=f"Consent of {member.name}",
        nonsensitive_title="Consent",
        documents=[Document(title=f"Consent of {member.name}", content=pdf, name="consent.pdf")],
        signers=[signer],
        reference=f"member-{member.number}",
    )


def _key(value):
    return hashlib.sha256(value.encode()).hexdigest()[:12]


def withdrawal(member, pdf, signers):
    """Planted: a hash of an identity number is undone in half a minute, and a name of a file."""
    return PortalJob(
        title="Withdrawal",
        documents=[Document(title="Withdrawal", content=pdf, name=f"{member.last_name}.pdf")],
        signers=signers,
        reference=_key(member.fnr),
    )
