"""Jobs in TOML: what they say, and the line of what is wrong with them."""

from datetime import date

import pytest

from piilint.cli import main
from piilint.detect.identity import classify
from piilint.errors import JobError
from piilint.request.jobfile import key_lines, load_job
from piilint.request.jobs import DirectJob, PortalJob
from piilint.request.starting_points import STARTING_POINTS
from tests.request.jobs import NUMBER, PDF

JOB = f"""\
flow = "portal"
title = "Contract"  # line 2
reference = '''
a'''

[sender]
organization_number = "984661185"

[[documents]]
title = "First"
content = "a.pdf"

[[documents]]
title = "Second"
content = "b.pdf"

[[signers]]
personal_identification_number = "{NUMBER}"
[signers.notifications]
email = "a@example.com"

[[signers]]
identified_by_contact_information = true
notifications = {{ email = "b@example.com" }}
"""


def written(folder, text):
    path = folder / "job.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_lines_of_keys():
    lines = key_lines(JOB)
    assert lines["flow",] == 1
    assert lines["reference",] == 3
    assert lines["sender", "organization_number"] == 7
    assert lines["documents", 0] == 9
    assert lines["documents", 1, "content"] == 15
    assert lines["signers", 0, "notifications", "email"] == 20
    assert lines["signers", 1, "notifications"] == 24
    assert key_lines('"a b" = 1\n c . d=2\n[ x . y ]\ne=3\n') == {
        ("a b",): 1,
        ("c", "d"): 2,
        ("x", "y"): 3,
        ("x", "y", "e"): 4,
    }


def test_a_job_file_is_a_job(tmp_path):
    job = load_job(written(tmp_path, JOB))
    assert isinstance(job, PortalJob)
    assert job.documents[1].content == tmp_path / "b.pdf"
    assert job.signers[0].personal_identification_number.reveal() == NUMBER


WRONG = {
    "a word for the flow": (("portal", "both"), 1, 'flow: must be "direct" or "portal"'),
    "an unknown key": (("title = \"C", "titel = \"C"), 2, "has a field that is not known: did you mean title?"),
    "a long title": (("Second", "S" * 81), 14, "documents[1].title: has more than 80 characters"),
    "no name for a table": (("[sender]", "[sendr]"), 6, "has a field that is not known: did you mean sender?"),
    "a number without quotes": (
        (f'"{NUMBER}"', NUMBER),
        18,
        "signers[0].personal_identification_number: must be a text of eleven digits, in quotes",
    ),
    "a number without quotes that begins with 0": (
        (f'"{NUMBER}"', "01013300001"),
        18,
        'an identity number stands in quotes: "..."',
    ),
    "inside an inline table": (
        ("b@example.com", "b at example.com"),
        24,
        "signers[1].notifications.email: must be one e-mail address and nothing else",
    ),
    "a limit": (('"b.pdf"', '"b.pdf"\nmedia_type = "text/html"'), 16, "documents[1].media_type: REQ216: "),
    "no TOML": (("title = ", "title "), 2, "is not TOML"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "line", "message"), WRONG.values(), ids=WRONG)
def test_problems_have_their_line(tmp_path, change, line, message):
    path = written(tmp_path, JOB.replace(*change))
    with pytest.raises(JobError) as caught:
        load_job(path)
    told = [str(problem) for problem in caught.value.problems]
    assert any(each.startswith(f"line {line}: {message}") for each in told), told
    assert NUMBER not in str(caught.value)
    assert caught.value.__context__ is None


def test_files_that_cannot_be_read(tmp_path):
    with pytest.raises(JobError, match="No such file"):
        load_job(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes("title = 'æ'".encode("latin-1"))
    with pytest.raises(JobError, match="not in UTF-8"):
        load_job(tmp_path / "latin.toml")


@pytest.mark.parametrize(("flow", "kind"), [("direct", DirectJob), ("portal", PortalJob)])
def test_a_new_job_can_be_turned_into_xml_at_once(tmp_path, capsys, monkeypatch, flow, kind):
    monkeypatch.chdir(tmp_path)
    assert main(["job", "new", "--flow", flow, "--output", "job.toml"]) == 0
    job = load_job(tmp_path / "job.toml")
    assert type(job) is kind
    assert main(["job", "xml", "job.toml"]) == 0
    assert capsys.readouterr().out.splitlines() == ["request.xml", "manifest.xml"]
    again = kind.from_xml(
        (tmp_path / "request.xml").read_bytes(),
        (tmp_path / "manifest.xml").read_bytes(),
        {"document-1.pdf": job.documents[0].content},
    )
    assert again == job
    assert main(["job", "xml", "job.toml"]) == 2
    assert main(["job", "xml", "job.toml", "--force"]) == 0


@pytest.mark.parametrize("flow", STARTING_POINTS)
def test_what_is_commented_out_is_right_too(tmp_path, flow):
    lines = STARTING_POINTS[flow].splitlines()
    full = [
        line.removeprefix("# ")
        if line.startswith(("# [", "# ")) and ("=" in line or "[" in line)
        else line
        for line in lines
    ]
    job = load_job(written(tmp_path, "\n".join(full)))
    assert len(job.signers) == 2
    assert job.description is not None


def test_the_number_in_a_new_job_is_nobodys():
    for text in STARTING_POINTS.values():
        assert NUMBER in text
    assert classify(NUMBER, date(2026, 11, 23)).synthetic


def test_a_job_without_sender_gets_one_on_the_command_line(tmp_path, capsys):
    lines = JOB.replace("[sender]\n", "").replace('organization_number = "984661185"\n', "")
    path = written(tmp_path, lines)
    assert main(["job", "xml", str(path), "--output", str(tmp_path)]) == 2
    assert "sender: is missing" in capsys.readouterr().err
    assert main(["job", "xml", str(path), "--output", str(tmp_path), "--sender", "984661185"]) == 0
    assert b"984661185" in (tmp_path / "manifest.xml").read_bytes()


def test_a_folder_that_is_not_there(tmp_path, capsys):
    path = written(tmp_path, JOB)
    (tmp_path / "a.pdf").write_bytes(PDF)
    assert main(["job", "xml", str(path), "--output", str(tmp_path / "none")]) == 2
    assert "cannot be written" in capsys.readouterr().err
