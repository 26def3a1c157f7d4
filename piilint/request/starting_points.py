"""What ``piilint job new`` writes: a job of each flow to start from.

The identity number in them is a synthetic one of the tax administration's, and nobody's.
"""

from __future__ import annotations

__all__ = ["STARTING_POINTS"]

_COMMON = """\
# Shown on the signing pages only: may hold personal data.
title = "Employment contract"
# description = "A personal message to the signers."

# Comes back in statuses and in the subject line of e-mails: no personal data here.
reference = "case-2026-0001"

# The organisation that sends. Numbers stand in quotes.
[sender]
organization_number = "984661185"

# One to twenty documents, 10 MiB together. The path is relative to this file.
[[documents]]
title = "Contract"
content = "contract.pdf"
"""

_PORTAL = f"""\
# A job in the portal flow: signers are told by e-mail or SMS, and sign when it suits them.
flow = "portal"

# Shown in e-mail and SMS to the signers: no personal data here.
nonsensitive_title = "Contract"

# required_authentication = 4
# identifier_in_signed_documents = "NAME"
# polling_queue = "contracts"

{_COMMON}
# One to ten signers, each with an identity number in quotes ...
[[signers]]
personal_identification_number = "17819099936"
# order = 1
# signature_type = "AUTHENTICATED_ELECTRONIC_SIGNATURE"
# on_behalf_of = "SELF"

# ... and told at these addresses, or at addresses that are looked up.
[signers.notifications]
email = "signer@example.com"
# sms = "99999999"

# [[signers]]
# identified_by_contact_information = true
# [signers.notifications]
# email = "other@example.com"

# Open for 90 days at most (7776000 seconds); 30 days where nothing is said.
# [availability]
# activation_time = 2030-01-01T08:00:00+01:00
# available_seconds = 864000
"""

_DIRECT = f"""\
# A job in the direct flow: signers are sent to the service from your own pages.
flow = "direct"

# required_authentication = 4
# identifier_in_signed_documents = "NAME"
# status_retrieval_method = "POLLING"
# polling_queue = "contracts"

{_COMMON}
# One to ten signers, by an identity number in quotes or by an identifier of your own.
[[signers]]
personal_identification_number = "17819099936"
# signature_type = "AUTHENTICATED_ELECTRONIC_SIGNATURE"
# on_behalf_of = "SELF"

# [[signers]]
# signer_identifier = "signer-2"

# Where the signer's browser is sent afterwards: no personal data in these.
[exit_urls]
completion_url = "https://www.example.com/signed"
rejection_url = "https://www.example.com/rejected"
error_url = "https://www.example.com/failed"
"""

STARTING_POINTS = {"direct": _DIRECT, "portal": _PORTAL}
