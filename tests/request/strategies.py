"""Jobs of every kind, for property tests."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st

from piilint.request.jobs import (
    Availability,
    DirectJob,
    DirectSigner,
    Document,
    ExitUrls,
    Notifications,
    NotificationsUsingLookup,
    PortalJob,
    PortalSigner,
    Sender,
)
from piilint.request.types import (
    AuthenticationLevel,
    IdentifierInSignedDocuments,
    OnBehalfOf,
    SignatureType,
    StatusRetrievalMethod,
)

_XML = st.characters(
    codec="utf-8",
    blacklist_categories=("Cs",),
    blacklist_characters=[chr(code) for code in range(32) if chr(code) not in "\t\n\r"]
    + ["\ufffe", "\uffff"],
)
_SAMPLES = st.sampled_from(["æøå ÆØÅ", "😀", "\r\n\t", " ", "<&>\"']]>", "a\u0301", "\x85\u2028"])


def texts(low: int, high: int) -> st.SearchStrategy[str]:
    edge = st.builds(
        lambda character, length: character * length, _XML, st.sampled_from((low, high))
    )
    free = st.text(_XML, min_size=low, max_size=high)
    return st.one_of(free, edge, _SAMPLES.filter(lambda text: low <= len(text) <= high))


def maybe(strategy):
    return st.none() | strategy


NUMBERS = st.text("0123456789", min_size=11, max_size=11)
NAMES = st.text(_XML, min_size=4, max_size=100).filter(
    lambda name: not set(name) & set("/\\:") and name[0] != "." and name.isprintable()
)
EMAILS = st.from_regex(r"[a-zæøå0-9+.]{1,20}@[a-z]{1,20}\.(no|example)", fullmatch=True)
PHONES = st.from_regex(r"(\+47 ?)?[0-9]{8}", fullmatch=True)
URLS = st.builds("https://www.example.com/{}".format, st.text("abcæ%?=&/#'", max_size=400))
OFFSETS = st.integers(-24 * 60 + 1, 24 * 60 - 1).map(
    lambda minutes: timezone(timedelta(minutes=minutes))
)
TIMES = st.datetimes(
    datetime(2, 1, 1),  # noqa: DTZ001  # hypothesis adds the zone
    datetime(9998, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC) | OFFSETS,
)

NOTIFICATIONS = (
    st.tuples(maybe(EMAILS), maybe(PHONES))
    .filter(any)
    .map(lambda both: Notifications(email=both[0], sms=both[1]))
)
LOOKUP = st.builds(NotificationsUsingLookup, sms=st.booleans())
WAYS = st.one_of(
    NOTIFICATIONS.map(lambda way: {"notifications": way}),
    LOOKUP.map(lambda way: {"notifications_using_lookup": way}),
)
ABOUT_SIGNER = {
    "signature_type": maybe(st.sampled_from(SignatureType)),
    "on_behalf_of": maybe(st.sampled_from(OnBehalfOf)),
}


@st.composite
def portal_signers(draw):
    about = {name: draw(strategy) for name, strategy in ABOUT_SIGNER.items()}
    order = draw(maybe(st.integers(0, 9)))
    if draw(st.booleans()):
        who = {"personal_identification_number": draw(NUMBERS), **draw(WAYS)}
    else:
        who = {"identified_by_contact_information": True, "notifications": draw(NOTIFICATIONS)}
    return PortalSigner(order=order, **who, **about)


@st.composite
def direct_signers(draw):
    about = {name: draw(strategy) for name, strategy in ABOUT_SIGNER.items()}
    if draw(st.booleans()):
        return DirectSigner(personal_identification_number=draw(NUMBERS), **about)
    return DirectSigner(signer_identifier=draw(texts(1, 80)), **about)


def _identity(signer):
    return (
        signer.personal_identification_number
        or getattr(signer, "signer_identifier", None)
        or str(signer.notifications).lower()
    )


@st.composite
def _common(draw, signers):
    title = draw(texts(1, 80))
    legacy = draw(st.booleans())
    names = draw(st.lists(maybe(NAMES), min_size=1, max_size=1 if legacy else 20))
    given = [name for name in names if name is not None]
    names = names if len(set(given)) == len(given) else [None] * len(names)
    documents = [
        Document(
            title=title if legacy else draw(texts(1, 80)),
            content=b"%PDF",
            name=name,
            media_type=draw(st.sampled_from(["application/pdf", "text/plain"])),
        )
        for name in names
    ]
    chosen = draw(st.lists(signers, min_size=1, max_size=10, unique_by=_identity))
    identifiers = [None]
    if all(signer.personal_identification_number for signer in chosen):
        identifiers.append(IdentifierInSignedDocuments.PERSONAL_IDENTIFICATION_NUMBER_AND_NAME)
    if all(signer.signature_type is not SignatureType.ADVANCED for signer in chosen):
        identifiers += [IdentifierInSignedDocuments.NAME]
        identifiers += [IdentifierInSignedDocuments.DATE_OF_BIRTH_AND_NAME]
    return {
        "title": title,
        "legacy": legacy,
        "documents": documents,
        "signers": chosen,
        "sender": Sender(organization_number=draw(st.text("0123456789", min_size=9, max_size=9))),
        "reference": draw(maybe(texts(0, 50))),
        "description": draw(maybe(texts(0, 220))),
        "polling_queue": draw(maybe(texts(0, 100))),
        "required_authentication": draw(maybe(st.sampled_from(AuthenticationLevel))),
        "identifier_in_signed_documents": draw(st.sampled_from(identifiers)),
    }


@st.composite
def portal_jobs(draw):
    return PortalJob(
        nonsensitive_title=draw(maybe(texts(1, 80))),
        availability=draw(
            maybe(
                st.builds(
                    Availability,
                    activation_time=maybe(TIMES),
                    available_seconds=maybe(st.integers(0, 7_776_000)),
                )
            )
        ),
        **draw(_common(portal_signers())),
    )


@st.composite
def direct_jobs(draw):
    return DirectJob(
        exit_urls=draw(
            st.builds(ExitUrls, completion_url=URLS, rejection_url=URLS, error_url=URLS)
        ),
        status_retrieval_method=draw(maybe(st.sampled_from(StatusRetrievalMethod))),
        **draw(_common(direct_signers())),
    )


JOBS = st.one_of(portal_jobs(), direct_jobs())
