"""The issuers' certificates that the service's environments rest on, by fingerprint.

The files themselves stay with their issuers; a fingerprint is a fact and enough to know them
by. A certificate that arrives over plain HTTP counts only if its fingerprint stands here.
Source: the issuers' published certificates, the service's documentation on trust stores.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

__all__ = [
    "ENVIRONMENTS",
    "TABLE",
    "TABLE_DATE",
    "Family",
    "KnownCertificate",
    "TrustEnvironment",
    "trust_environment",
]

TrustEnvironment = Literal["production", "test", "own"]
"""Which anchors count. ``own`` is for a stand-in of the service with certificates of its own
making: every root that its trust store holds and this table does not know."""

Family = Literal["Buypass", "Commfides", "Posten"]

ENVIRONMENTS: dict[str, TrustEnvironment] = {
    "production": "production",
    "test": "test",
    "difitest": "test",
    "difiqa": "test",
    "sandbox": "own",
}
"""The service's names of its environments, and the anchors that each rests on."""


def trust_environment(name: str) -> TrustEnvironment:
    """The anchors of an environment, named as the service names it.

    Raises :class:`~piilint.errors.UsageError` for a name that is none.
    """
    if name in ENVIRONMENTS:
        return ENVIRONMENTS[name]
    from piilint.errors import UsageError

    raise UsageError(f"there is no such environment; known are {', '.join(ENVIRONMENTS)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCertificate:
    """A certification authority's certificate that piilint knows."""

    environment: TrustEnvironment
    kind: Literal["root", "intermediate"]
    family: Family
    name: str
    """Common name of the subject."""
    valid_to: date
    needed: Literal["yes", "if-present", "no"]
    """Whether a trust store must hold it, may hold it, or should not."""
    sha256: str
    """Fingerprint of the certificate, lower-case hex."""
    key_id: str
    """Subject key identifier, lower-case hex."""
    url: str | None = None
    """Where its issuer publishes it, if anywhere."""


TABLE_DATE = date(2026, 11, 23)
"""The day the table was last held against the issuers' own."""

TABLE: tuple[KnownCertificate, ...] = (
    KnownCertificate(
        environment="production",
        kind="intermediate",
        family="Buypass",
        name="Buypass Class 3 CA G2 HT Business",
        valid_to=date(2040, 11, 10),
        needed="yes",
        sha256="0ef5cedce44265b112785b359a21141e20f553aada4c579404617b5ca6046be9",
        key_id="b0916abd4e8db2091984a9b676ad42f269e8f82f",
        url="http://crt.buypassca.com/BPCl3CaG2HTBS.cer",
    ),
    KnownCertificate(
        environment="production",
        kind="intermediate",
        family="Buypass",
        name="Buypass Class 3 CA G2 ST Business",
        valid_to=date(2040, 11, 10),
        needed="yes",
        sha256="45e05831cddac1f2b96dc8ca54620834c87649e9ffd3b26d7dad2ad07f807232",
        key_id="81459c2995663837ed3b544e8e32e5962179d564",
        url="http://crt.buypassca.com/BPCl3CaG2STBS.cer",
    ),
    KnownCertificate(
        environment="production",
        kind="root",
        family="Buypass",
        name="Buypass Class 3 Root CA G2 HT",
        valid_to=date(2045, 11, 10),
        needed="yes",
        sha256="ab936dfd7f171d3a3cbd08f9bebdc3f3baaabaa79df6a908f8a7b0128627f187",
        key_id="b81c9fedb4df9d014ccd74bf48780e70030bb90c",
        url="http://crt.buypassca.com/BPCl3RootCaG2HT.cer",
    ),
    KnownCertificate(
        environment="production",
        kind="root",
        family="Buypass",
        name="Buypass Class 3 Root CA G2 ST",
        valid_to=date(2045, 11, 10),
        needed="yes",
        sha256="f8c16c6b4fd45cb0672e16582b8805f1cafd0c48d866f4ed895b30e352a9faa6",
        key_id="175385266697c726120d9fdeccb44432ea94d4d1",
        url="http://crt.buypassca.com/BPCl3RootCaG2ST.cer",
    ),
    KnownCertificate(
        environment="production",
        kind="intermediate",
        family="Buypass",
        name="Buypass Class 3 CA 3",
        valid_to=date(2032, 9, 25),
        needed="if-present",
        sha256="c49c350e5a8205e063e74c554a994335b8435c996527d4ef1a2b0c7b51584b2d",
        key_id="ccc3f807b79c6d7a4ef5a72b1d05f9b3471c91d1",
    ),
    KnownCertificate(
        environment="production",
        kind="root",
        family="Buypass",
        name="Buypass Class 3 Root CA",
        valid_to=date(2040, 10, 26),
        needed="if-present",
        sha256="edf7ebbca27a2a384d387b7d4010c666e2edb4843e4c29b4ae1d5b9332e6b24d",
        key_id="47b8cdffe56feef8b2ec2f4e0ef925b08e3c6bc3",
    ),
    KnownCertificate(
        environment="production",
        kind="intermediate",
        family="Commfides",
        name="Commfides Legal Person - G3",
        valid_to=date(2041, 8, 14),
        needed="yes",
        sha256="318aa99dfbe3d5cf10bf1e3a5e8bd921d55c68a70901dadc2cb6ed77ac363501",
        key_id="f13448e0be61319c2316027a64f1a547c7e5e769",
    ),
    KnownCertificate(
        environment="production",
        kind="root",
        family="Commfides",
        name="Commfides Root CA - G3",
        valid_to=date(2051, 8, 9),
        needed="yes",
        sha256="5ad1a2b5dae0ce7daeb4d15e3676002da387ed852c1667b1a80543c474a41ec7",
        key_id="cae1e2e986ad81911f589a630006eef547940b56",
        url="http://crt.commfides.com/G3/CommfidesRootCA-G3.crt",
    ),
    KnownCertificate(
        environment="production",
        kind="intermediate",
        family="Commfides",
        name="CPN Enterprise SHA256 CLASS 3",
        valid_to=date(2024, 12, 31),
        needed="if-present",
        sha256="400a00e96d00edc0beb13ce2782ba67e49de6076b927844e31b782695500619d",
        key_id="92cd801c1ec1b9793cb5a88392c85c888d48ceb9",
    ),
    KnownCertificate(
        environment="production",
        kind="root",
        family="Commfides",
        name="CPN RootCA SHA256 Class 3",
        valid_to=date(2025, 1, 1),
        needed="if-present",
        sha256="c37912106489b99ed93dba644dfe6b95c2735339742bec01934ad4f62ac278f3",
        key_id="96865fe08c1a14c3a682e2e399a16135a21618e1",
    ),
    KnownCertificate(
        environment="production",
        kind="root",
        family="Posten",
        name="Digipost Root CA",
        valid_to=date(2050, 1, 1),
        needed="no",
        sha256="610db396c243c92501fe644416cf88d381952a5b3b5c137b3eb22cf33c9ae0ea",
        key_id="e1927eef4802b3d542713150692e3ba224b53ad1",
    ),
    KnownCertificate(
        environment="test",
        kind="intermediate",
        family="Buypass",
        name="Buypass Class 3 Test4 CA G2 HT Business",
        valid_to=date(2040, 11, 4),
        needed="yes",
        sha256="2c9e0ec146f148eda7c5dd05559ccd2261e0c0d66f638864fae21c7756de7210",
        key_id="359add628dd007cc558f8860f038263c192dc651",
        url="http://crt.test4.buypassca.com/BPCl3CaG2HTBS.cer",
    ),
    KnownCertificate(
        environment="test",
        kind="intermediate",
        family="Buypass",
        name="Buypass Class 3 Test4 CA G2 ST Business",
        valid_to=date(2040, 11, 4),
        needed="yes",
        sha256="2f36956beb4de4907a3a0fb09437d7d532f4a12504473a00c12ceb028df54a28",
        key_id="a7febb6c5988ad742e465e7a68f9d1bbbfcfb68b",
        url="http://crt.test4.buypassca.com/BPCl3CaG2STBS.cer",
    ),
    KnownCertificate(
        environment="test",
        kind="root",
        family="Buypass",
        name="Buypass Class 3 Test4 Root CA G2 HT",
        valid_to=date(2045, 11, 5),
        needed="yes",
        sha256="52a09cf14587d7a5be5f3dc64754125822faeea5d75d15fd961e63c6f63d3f70",
        key_id="44880af22388a725db6b91fb8a3e99c506a73f49",
        url="http://crt.test4.buypassca.com/BPCl3RootCaG2HT.cer",
    ),
    KnownCertificate(
        environment="test",
        kind="root",
        family="Buypass",
        name="Buypass Class 3 Test4 Root CA G2 ST",
        valid_to=date(2045, 11, 5),
        needed="yes",
        sha256="760637a0f7da3a3876f601f96b8cf2ceb4fef80b76bd6f052e7bcb0041da350d",
        key_id="50b3f93da0c726659bdaa8876fe9223da25e6b3f",
        url="http://crt.test4.buypassca.com/BPCl3RootCaG2ST.cer",
    ),
    KnownCertificate(
        environment="test",
        kind="intermediate",
        family="Buypass",
        name="Buypass Class 3 Test4 CA 3",
        valid_to=date(2032, 2, 16),
        needed="if-present",
        sha256="b761abd7a4c478b33be382be511943c20e50950b3b2899875a692e1bef2bdc1b",
        key_id="3faef5780b92a37020355f5afaf724a05201f041",
    ),
    KnownCertificate(
        environment="test",
        kind="root",
        family="Buypass",
        name="Buypass Class 3 Test4 Root CA",
        valid_to=date(2040, 10, 6),
        needed="if-present",
        sha256="2a8475824d9ba398170031b9b398222f857a59bdc5cc3b49005eafdb55955da4",
        key_id="edb4cf3f7b2318763ac6adb26b005d7ac688d6eb",
    ),
    KnownCertificate(
        environment="test",
        kind="intermediate",
        family="Commfides",
        name="Commfides Legal Person - G3 - TEST",
        valid_to=date(2041, 7, 10),
        needed="yes",
        sha256="94bb0e8701b61794d5d0c3154204571096b23c78b33c87e7f942097030e526d9",
        key_id="ab3d313590a0f76f29eaace88a7e776c9398c35c",
    ),
    KnownCertificate(
        environment="test",
        kind="root",
        family="Commfides",
        name="Commfides Root CA - G3 - TEST",
        valid_to=date(2051, 7, 8),
        needed="yes",
        sha256="97ea39029d946583d44539519a1f2cae4a40f9733d17dac18457246af5654325",
        key_id="a495c389a60d7682e452bbbbde051a3935b22117",
        url="http://crt.test.commfides.com/G3/CommfidesRootCA-G3-TEST.crt",
    ),
    KnownCertificate(
        environment="test",
        kind="intermediate",
        family="Commfides",
        name="Commfides CPN Enterprise-Norwegian SHA256 CA - TEST2",
        valid_to=date(2022, 10, 3),
        needed="if-present",
        sha256="566688d20da741f3b2ab0ba8885ff552da0320c1ce742e445f448d29e201a43b",
        key_id="4431efc9beede9628d9f84204d4a85ca7e547056",
    ),
    KnownCertificate(
        environment="test",
        kind="root",
        family="Commfides",
        name="CPN Root SHA256 CA - TEST",
        valid_to=date(2022, 10, 3),
        needed="if-present",
        sha256="4501b8951a592e25a0cfe1437f93a0773d249f08f1cb7693a232c79962df0013",
        key_id="1e900df52a6364a66a1f49515b98cfae7c214472",
    ),
    KnownCertificate(
        environment="test",
        kind="root",
        family="Posten",
        name="Digipost Test Root CA",
        valid_to=date(2050, 1, 1),
        needed="if-present",
        sha256="3fba0d228cbc8d7928433d7ab4628f0fd18663feff06a910addb241670879c12",
        key_id="ed40d27166d7f82ebacbc9c8bf0a3f5c6121ddfa",
    ),
)
