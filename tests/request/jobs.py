"""Ready jobs for the tests, and a PDF to go with them."""

from io import BytesIO

import pikepdf

from piilint.request.jobs import (
    DirectJob,
    DirectSigner,
    Document,
    ExitUrls,
    NotificationsUsingLookup,
    PortalJob,
    PortalSigner,
)

NUMBER = "17819099936"
"""A synthetic identity number of the tax administration's kind."""

A4 = (595.28, 841.89)


def make_pdf(change=None, size=A4, **save) -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=size)
    if change is not None:
        change(pdf)
    out = BytesIO()
    pdf.save(out, static_id=True, fix_metadata_version=False, **save)
    return out.getvalue()


PDF = make_pdf()


def document(**fields) -> Document:
    return Document(**{"title": "Contract", "content": PDF, **fields})


def portal_signer(**fields) -> PortalSigner:
    return PortalSigner(
        **{
            "personal_identification_number": NUMBER,
            "notifications_using_lookup": NotificationsUsingLookup(),
            **fields,
        }
    )


def portal_job(**fields) -> PortalJob:
    return PortalJob(
        **{
            "title": "Employment contract",
            "nonsensitive_title": "Contract",
            "documents": [document()],
            "signers": [portal_signer()],
            **fields,
        }
    )


def direct_job(**fields) -> DirectJob:
    url = "https://www.example.com/{}".format
    return DirectJob(
        **{
            "title": "Employment contract",
            "documents": [document()],
            "signers": [DirectSigner(signer_identifier="signer-1")],
            "exit_urls": ExitUrls(
                completion_url=url("signed"), rejection_url=url("rejected"), error_url=url("failed")
            ),
            **fields,
        }
    )
