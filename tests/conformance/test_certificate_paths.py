"""OpenSSL, the JDK's PKIX and we judge the same chains: good ones, and ones with one fault each."""

import subprocess
from base64 import b64encode
from dataclasses import replace

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from piilint.certs.identity import CertificateInfo
from piilint.certs.trust import TrustStore
from piilint.certs.validate import validate
from piilint.sandbox.pki import Pki
from tests.certs.chains import DAY, INTER, LEAF, NOW, ROOT, Chain, Link, chain

UNKNOWN = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\x00")


def constraints(**subtrees):
    return (
        x509.NameConstraints(**{"permitted_subtrees": None, "excluded_subtrees": None, **subtrees}),
        True,
    )


def policies(*numbers):
    found = [x509.PolicyInformation(x509.ObjectIdentifier(number), None) for number in numbers]
    return (x509.CertificatePolicies(found), False)


HERE = x509.DirectoryName(x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "NO")]))
EXPLICIT = (x509.PolicyConstraints(0, None), True)
ANY = policies("2.5.29.32.0")
EXPIRED = {"start": NOW - 30 * DAY, "end": NOW - DAY}

GOOD = {
    "root and leaf": [ROOT, LEAF],
    "three levels": [ROOT, INTER, LEAF],
    "four levels": [ROOT, INTER, replace(INTER, name="issuing"), LEAF],
    "a path length that is kept": [ROOT, replace(INTER, length=0), LEAF],
    "no key identifiers": [replace(each, key_ids=False) for each in (ROOT, INTER, LEAF)],
    "an unknown extension": [ROOT, INTER, replace(LEAF, extra=((UNKNOWN, False),))],
    "a name inside of the constraint": [
        ROOT, replace(INTER, extra=(constraints(permitted_subtrees=[HERE]),)), LEAF,
    ],
    "a policy that is asked for": [
        ROOT, replace(INTER, extra=(ANY, EXPLICIT)), replace(LEAF, extra=(policies("1.2.3.4"),)),
    ],
    "a leaf without basic constraints": [ROOT, INTER, replace(LEAF, ca=None)],
    "another order of what is given": [ROOT, replace(INTER, name="issuing"), INTER, LEAF],
}  # fmt: skip

BAD = {
    "the leaf has expired": [ROOT, INTER, replace(LEAF, **EXPIRED)],
    "the leaf is not valid yet": [ROOT, INTER, replace(LEAF, start=NOW + DAY)],
    "the intermediate has expired": [ROOT, replace(INTER, **EXPIRED), LEAF],
    "the intermediate is not valid yet": [ROOT, replace(INTER, start=NOW + DAY), LEAF],
    "the root has expired": [replace(ROOT, **EXPIRED), INTER, LEAF],
    "the leaf's signature is forged": [ROOT, INTER, replace(LEAF, forged=True)],
    "the intermediate's signature is forged": [ROOT, replace(INTER, forged=True), LEAF],
    "the intermediate is missing": [ROOT, replace(INTER, left_out=True), LEAF],
    "the intermediate is no authority": [ROOT, replace(INTER, ca=False), LEAF],
    "the intermediate has no basic constraints": [ROOT, replace(INTER, ca=None), LEAF],
    "the intermediate may not sign certificates": [
        ROOT, replace(INTER, usage=("digital_signature",)), LEAF,
    ],
    "the path is longer than allowed": [
        ROOT, replace(INTER, length=0), replace(INTER, name="issuing"), LEAF,
    ],
    "the issuer's name is another": [ROOT, INTER, replace(LEAF, issuer="somebody")],
    "an unknown critical extension": [ROOT, INTER, replace(LEAF, extra=((UNKNOWN, True),))],
    "an unknown critical extension in the intermediate": [
        ROOT, replace(INTER, extra=((UNKNOWN, True),)), LEAF,
    ],
    "a name outside of the constraint": [
        ROOT,
        replace(INTER, extra=(constraints(permitted_subtrees=[HERE]),)),
        replace(LEAF, country="SE"),
    ],
    "a name that is excluded": [
        ROOT, replace(INTER, extra=(constraints(excluded_subtrees=[HERE]),)), LEAF,
    ],
    "no policy where one is asked for": [ROOT, replace(INTER, extra=(ANY, EXPLICIT)), LEAF],
}  # fmt: skip


def chains():
    made = {name: (True, chain(links)) for name, links in GOOD.items()}
    made |= {name: (False, chain(links)) for name, links in BAD.items()}
    for family in ("Buypass", "Commfides"):
        leaf, *others, root = Pki.create()["test", family].issue().chain
        made[f"as {family} has them"] = (True, Chain(root, leaf, tuple(others)))
    other, _ = Link(name="root of the same name").made(None, None)
    made["another root"] = (False, chain(GOOD["three levels"], anchor=other))
    return made


def ours(each):
    info = CertificateInfo(each.leaf, (each.leaf, *each.others), ())
    return validate(info, TrustStore([each.anchor, *each.others], table=()), "sandbox", at=NOW).ok


def openssl(each, folder):
    (folder / "root.pem").write_bytes(each.anchor.public_bytes(Encoding.PEM))
    (folder / "leaf.pem").write_bytes(each.leaf.public_bytes(Encoding.PEM))
    more = []
    if each.others:
        (folder / "others.pem").write_bytes(
            b"".join(c.public_bytes(Encoding.PEM) for c in each.others)
        )
        more = ["-untrusted", "others.pem"]
    command = ["openssl", "verify", "-no-CApath", "-no-CAstore", "-CAfile", "root.pem"]
    done = subprocess.run(
        [*command, "-policy", "1.2.3.4", *more, "-attime", str(int(NOW.timestamp())), "leaf.pem"],
        cwd=folder, capture_output=True, check=False,
    )  # fmt: skip
    return done.returncode == 0


def jdks(java, made):
    lines = [
        " ".join(
            [
                NOW.isoformat().replace("+00:00", "Z"),
                *(
                    b64encode(c.public_bytes(Encoding.DER)).decode()
                    for c in (each.anchor, each.leaf, *each.others)
                ),
            ]
        )
        for each in made
    ]
    return [line == "true" for line in java.run("Paths.java", text="\n".join(lines)).split()]


def test_they_judge_alike(java, interop, tmp_path):
    made = chains()
    in_java = jdks(java, [each for _, each in made.values()])
    verdicts = {
        name: (good, openssl(each, tmp_path), by_java, ours(each))
        for (name, (good, each)), by_java in zip(made.items(), in_java, strict=True)
    }
    assert {name: found for name, found in verdicts.items() if len(set(found)) > 1} == {}
    said = subprocess.run(["openssl", "version"], capture_output=True, text=True, check=True)
    result = (
        f"the same verdict on {len(GOOD) + 2} good chains and {len(BAD) + 1} with one fault each"
    )
    interop.record("certification paths", "OpenSSL verify", said.stdout.split()[1], result)
    interop.record("certification paths", "PKIX of the JDK", java.version, result)
