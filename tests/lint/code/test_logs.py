"""What must not be logged, and dumps of whole messages."""

import pytest

from tests.lint.code.check import NAMESPACE, found

PYTHON = (
    f"from piilint import DirectJob\n# {NAMESPACE}\ndef x(log, job, signer, person, user): {{}}"
)
JAVA = "import no.digipost.signature.client.direct.*;\nclass A {{ void x(DirectSigner who, String job, UUID id) {{ {} }} }}"
CSHARP = "using Digipost.Signature.Api.Client.Core;\nclass A {{ void X(ClientConfiguration configuration) {{ {} }} }}"

LOGGED = [
    ("a.py", PYTHON, "log.info('%s', signer)", "signer"),
    ("a.py", PYTHON, "log.debug(f'for {person.fnr}')", "person.fnr"),
    ("a.py", PYTHON, "print(job)", "job"),
    ("A.java", JAVA, 'log.info("{}", who);', "who"),
    ("A.java", JAVA, 'LOGGER.warn("for " + person.getEmail());', "person.getEmail()"),
]
NOT_LOGGED = [
    ("a.py", PYTHON, "log.info('%s', job.reference)"),
    ("a.py", PYTHON, "log.info('%d signers', len(signer))"),
    ("a.py", PYTHON, "log.info('by %s', user.username)"),
    ("a.py", PYTHON, "catalog.info(person.fnr)"),
    ("A.java", JAVA, 'log.info("job {}", job);'),
    ("A.java", JAVA, 'log.info("job {}", id);'),
]
DUMPED = [
    ("A.java", JAVA, "ClientConfiguration.builder(k).enableDocumentBundleDiskDump(dir).build();", "enableDocumentBundleDiskDump"),
    ("A.cs", CSHARP, "configuration.LogRequestAndResponse = true;", "true"),
    ("A.cs", CSHARP, "configuration.EnableDocumentBundleDiskDump(dir);", "EnableDocumentBundleDiskDump"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "around", "call", "place"), LOGGED)
def test_signers_jobs_and_what_tells_of_them_in_a_log(name, around, call, place):
    assert found(name, around.format(call)) == [("PII901", "log", place)]


@pytest.mark.parametrize(("name", "around", "call"), NOT_LOGGED)
def test_what_may_be_logged(name, around, call):
    assert found(name, around.format(call)) == []


@pytest.mark.parametrize(("name", "around", "call", "place"), DUMPED)
def test_logging_of_whole_messages_switched_on(name, around, call, place):
    assert found(name, around.format(call)) == [("PII902", "log", place)]


def test_logging_of_whole_messages_switched_off():
    assert found("A.cs", CSHARP.format("configuration.LogRequestAndResponse = false;")) == []
