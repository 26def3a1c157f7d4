"""The EU's Digital Signature Service validates our packages, with a throw-away root trusted.

What it says beside "passed" is listed with its key, and each is explained in docs/interop.md.
"""

import zipfile
from collections import defaultdict

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from piilint.bundle import signatures_xml
from piilint.sandbox.pki import Pki
from tests.bundle.packages import MANIFEST, PDF, members, now, packed
from tests.certs.responders import revocation_list

from .conftest import PAGE

pytestmark = pytest.mark.slow

MIMETYPE = {"mimetype": b"application/vnd.etsi.asic-e+zip"}
WARNINGS = {
    "ACCM_ANS",
    "ASCCM_AR_ANS_ANR",
    "BBB_XCV_AIA_PRES_ANS",
    "BBB_XCV_ISCGKU_ANS",
}
NO_MANIFEST = {"BBB_FC_IMFP_ASICE_ANS"}
NO_MIMETYPE = {"BBB_FC_ITMFP_ANS"}
OTHER_NAME = {"BBB_CV_DRNMND_ANS"}


def files(*names):
    documents = [(name, PDF + bytes([i]), "application/pdf") for i, name in enumerate(names)]
    return [*documents, ("manifest.xml", MANIFEST, "application/xml")]


PLAIN = files("document-1.pdf")
SEVERAL = files("avtale 1.pdf", "kj\u00f8p \u00e6\u00e5.pdf", "vedlegg.pdf")


@pytest.fixture(scope="module")
def said(maven, tmp_path_factory):
    """What DSS says of each package, with and without asking for the ODF manifest."""
    folder = tmp_path_factory.mktemp("dss")
    authority = Pki.create(crl_url="http://crl.example.test/list")["test", "Buypass"]
    organisation = authority.issue().organisation()

    def signed(chosen, **options):
        return members(chosen, signatures_xml(chosen, organisation, now(), **options))

    packages = {
        "plain": packed(signed(PLAIN)),
        "c14n11": packed(signed(PLAIN, c14n11=True)),
        "several": packed(signed(SEVERAL)),
        "mimetype": packed(MIMETYPE | signed(PLAIN), zipfile.ZIP_STORED),
        "changed": packed(signed(SEVERAL) | {SEVERAL[0][0]: PDF}),
        "surplus": packed(signed(PLAIN) | {"more.pdf": PDF}),
    }
    paths = []
    for name, content in packages.items():
        paths.append(folder / f"{name}.asice")
        paths[-1].write_bytes(content)
    root, lists = folder / "root.pem", folder / "lists"
    root.write_bytes(authority.root.public_bytes(Encoding.PEM))
    lists.mkdir()
    for number, (certificate, key) in enumerate(
        [(authority.root, authority.root_key), (authority.intermediate, authority.key)]
    ):
        (lists / str(number)).write_bytes(revocation_list(certificate.subject, key))
    dss = maven("dss")
    return {
        asked: parsed(dss.run("Validate.java", root, lists, str(asked).lower(), *paths))
        for asked in (True, False)
    }


def parsed(output):
    """By package: by keyword: the rest of the lines."""
    packages = {}
    for block in output.split("file ")[1:]:
        name, *lines = block.splitlines()
        packages[name.removesuffix(".asice")] = lines_by_key = defaultdict(list)
        for line in lines:
            key, _, rest = line.partition(" ")
            lines_by_key[key].append(rest)
    return packages


def keys(package, *kinds):
    return {line.split(" ")[0] for kind in kinds for line in package[kind]}


@pytest.mark.parametrize(
    ("name", "signed", "more"),
    [
        ("plain", PLAIN, NO_MIMETYPE),
        ("c14n11", PLAIN, NO_MIMETYPE),
        ("several", SEVERAL, NO_MIMETYPE | OTHER_NAME),
        ("mimetype", PLAIN, set()),
    ],
)
def test_our_packages_are_asic_e_with_xades_baseline_b(said, name, signed, more):
    package = said[False][name]
    assert package["container"] == ["ASiC-E"]
    assert package["format"] == ["XAdES-BASELINE-B"]
    assert package["intact"] == package["structure"] == ["true"]
    covered = [f"true true REFERENCE {each}" for each, _, _ in signed]
    assert package["covers"] == [*covered, "true true SIGNED_PROPERTIES -"]
    assert package["content"] == [each for each, _, _ in signed]
    assert package["indication"] == ["TOTAL_PASSED null"]
    assert package["error"] == []
    assert keys(package, "warning", "info") == WARNINGS | more


def test_what_the_standard_asks_for_beyond_the_service_is_the_odf_manifest(said, maven, interop):
    for package in ("plain", "c14n11", "several", "mimetype"):
        assert keys(said[True][package], "error") == NO_MANIFEST
    interop.record(
        "packages, as ASiC-E with XAdES", "the EU's DSS", maven("dss").version,
        "ASiC-E, XAdES baseline B, signature intact, all files covered, TOTAL_PASSED but for the "
        "ODF manifest that the service's packages do not have; every message is explained below",
    )  # fmt: skip


@pytest.mark.parametrize(("name", "intact"), [("changed", "false"), ("surplus", "true")])
def test_dss_objects_to_a_changed_file_and_to_one_that_is_not_signed(said, name, intact):
    package = said[False][name]
    assert package["intact"] == [intact]
    assert "BBB_CV_IAFS_ANS" in keys(package, "warning", "error")


def test_everything_that_dss_says_is_explained(said):
    explained = PAGE.read_text(encoding="utf-8")
    messages = {
        key
        for packages in said.values()
        for name in ("plain", "several", "mimetype")
        for key in keys(packages[name], "error", "warning", "info", "unqualified")
    }
    assert {key for key in messages if f"`{key}`" not in explained} == set()
