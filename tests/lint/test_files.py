"""Choosing files: what is read, what is passed by and why, and what git says has changed."""

import os
import subprocess
from pathlib import Path

import pytest

from piilint.lint.files import Candidate, Passed, Selection, shown_name
from tests.cli.test_check import piilint
from tests.lint.messages import portal_request

FOUND = portal_request("ola@example.com")


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=t", "-c", "user.email=t@example.com", *arguments],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip


def write(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def listed(folder: Path, *arguments: str) -> tuple[list[str], list[str]]:
    done = piilint("check", "--list-files", *arguments, cwd=folder)
    return done.stdout.splitlines(), done.stderr.splitlines()


def test_what_a_walk_reads_and_passes_by(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            ".gitignore": b"out/\n*.log.xml\n",
            "piilint.toml": b'exclude = ["vendor/", "*.bak.xml"]\n',
            "a.xml": FOUND,
            "b.txt": FOUND,
            "c.txt": b"words",
            "d.bin": b"\0\1\2" + FOUND,
            "e.md": FOUND,
            "f.log.xml": FOUND,
            "g.bak.xml": FOUND,
            "out/a.xml": FOUND,
            "vendor/a.xml": FOUND,
            "node_modules/a.xml": FOUND,
            "report.html": b"<!DOCTYPE html><p>portal-signature-job-request",
            "sub/u.txt": FOUND.decode().encode("utf-16"),
        },
    )
    (tmp_path / "link.xml").symlink_to("/etc/hostname")
    (tmp_path / "again").symlink_to("sub")
    os.mkfifo(tmp_path / "pipe.xml")
    read, passed = listed(tmp_path)
    assert read == ["a.xml", "b.txt", "sub/u.txt"]
    assert passed == [
        ".gitignore: passed by (no-message)",
        "again: passed by (link)",
        "c.txt: passed by (no-message)",
        "d.bin: passed by (binary)",
        "e.md: passed by (only-when-named)",
        "f.log.xml: passed by (ignored)",
        "g.bak.xml: passed by (excluded)",
        "link.xml: passed by (link)",
        "out: passed by (ignored)",
        "piilint.toml: passed by (no-message)",
        "pipe.xml: passed by (special)",
        "report.html: passed by (no-message)",
        "vendor: passed by (excluded)",
    ]
    summary = piilint("check", cwd=tmp_path).stdout.splitlines()[-2:]
    assert summary[0].startswith("3 files checked: 3 errors")
    assert summary[1] == (
        "Passed by: 1 binary file, 2 excluded, 2 ignored by .gitignore, 2 links not followed, "
        "4 without a message, 1 read only when named, 1 no regular file"
    )


def test_a_link_that_stays_in_the_tree_is_followed(tmp_path: Path) -> None:
    write(tmp_path, {"sub/a.xml": FOUND})
    (tmp_path / "b.xml").symlink_to("sub/a.xml")
    assert listed(tmp_path) == (["b.xml", "sub/a.xml"], [])


def test_that_nothing_was_read_is_said(tmp_path: Path) -> None:
    done = piilint("check", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "No file was read, so nothing was checked\n")


def test_a_named_file_is_read_once_whatever_it_is(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": FOUND, "piilint.toml": b'exclude = ["*.md"]\n', "d.bin": b"\0"})
    assert listed(tmp_path, "a.md", "./a.md", str(tmp_path / "a.md")) == (["a.md"], [])
    assert piilint("check", "d.bin", cwd=tmp_path).returncode == 2


def test_exclude_holds_for_named_files_where_it_is_forced(tmp_path: Path) -> None:
    write(tmp_path, {"sub/a.xml": FOUND, "piilint.toml": b'exclude = ["sub/"]\n'})
    assert piilint("check", "sub/a.xml", cwd=tmp_path).returncode == 1
    done = piilint("check", "--force-exclude", "sub/a.xml", cwd=tmp_path)
    assert (done.returncode, "1 excluded" in done.stdout) == (0, True)
    forced = ("--force-exclude", "--stdin-filename", "sub/a.xml", "-")
    assert piilint("check", *forced, stdin=FOUND, cwd=tmp_path).returncode == 0


def test_names_are_relative_to_the_configuration(tmp_path: Path) -> None:
    write(tmp_path, {"sub/a.xml": FOUND, "piilint.toml": b""})
    assert piilint("check", "a.xml", cwd=tmp_path / "sub").stdout.startswith("sub/a.xml:1:")
    assert piilint("check", cwd=tmp_path / "sub").stdout.startswith("sub/a.xml:1:")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a b.xml", "a b.xml"),
        ("blåbær.xml", "blåbær.xml"),
        ("a\x1b[31m.xml", "a\\x1b[31m.xml"),
        ("a\nb.xml", "a\\nb.xml"),
        ("a\udcff.xml", "a\\udcff.xml"),
        ("../a.xml", "../a.xml"),
    ],
)
def test_a_name_cannot_pass_for_more_than_a_name(tmp_path: Path, name: str, shown: str) -> None:
    base = tmp_path / "base"
    path = Path(name) if name.startswith("..") else base / name
    assert shown_name(path, base).endswith(shown)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    write(tmp_path, {"old.xml": FOUND, "kept.xml": portal_request(), "gone.xml": FOUND})
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "one")
    return tmp_path


def test_since_reads_what_a_branch_changed(repository: Path) -> None:
    git(repository, "checkout", "-q", "-b", "work")
    write(repository, {"new.xml": FOUND, "kept.xml": FOUND, "sub/æ.xml": FOUND})
    (repository / "gone.xml").unlink()
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "two")
    git(repository, "checkout", "-q", "main")
    write(repository, {"other.xml": FOUND})
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "three")
    git(repository, "checkout", "-q", "work")
    assert listed(repository, "--since", "main")[0] == ["kept.xml", "new.xml", "sub/æ.xml"]
    write(repository, {"untracked.xml": FOUND})
    assert "untracked.xml" in listed(repository, "--since", "main")[0]
    assert listed(repository, "--since", "main", "sub")[0] == ["sub/æ.xml"]
    assert listed(repository / "sub", "--since", "main")[0] == ["æ.xml"]


@pytest.mark.parametrize("revision", ["missing", "--output=x", "HEAD:old.xml"])
def test_a_revision_that_git_does_not_know_is_an_error(repository: Path, revision: str) -> None:
    done = piilint("check", f"--since={revision}", cwd=repository)
    assert (done.returncode, done.stdout) == (2, "")
    assert "fetch-depth: 0" in done.stderr
    assert not (repository / "x").exists()


def test_outside_of_a_repository_git_cannot_be_asked(tmp_path: Path) -> None:
    done = piilint("check", "--staged", cwd=tmp_path, GIT_CEILING_DIRECTORIES=str(tmp_path.parent))
    assert (done.returncode, done.stdout) == (2, "")
    assert "no repository" in done.stderr


def test_staged_reads_what_is_about_to_be_committed(repository: Path) -> None:
    write(repository, {"kept.xml": FOUND, "new.xml": portal_request()})
    git(repository, "add", "kept.xml", "new.xml")
    write(repository, {"kept.xml": portal_request(), "new.xml": FOUND, "untracked.xml": FOUND})
    (repository / "link.xml").symlink_to("old.xml")
    git(repository, "add", "link.xml")
    done = piilint("check", "--staged", cwd=repository)
    assert done.returncode == 1
    assert done.stdout.startswith("kept.xml:1:")
    assert "2 files checked: 1 error" in done.stdout
    assert "no regular file" in done.stdout


def test_git_is_asked_through_a_link_too(
    repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    link = tmp_path_factory.mktemp("links") / "link"
    link.symlink_to(repository)
    write(repository, {"new.xml": FOUND, "x/new.xml": FOUND, "piilint.toml": b'exclude = ["x/"]'})
    git(repository, "add", ".")
    for option in (["--staged"], ["--since", "main"]):
        done = piilint("check", *option, cwd=link, PWD=str(link))
        assert done.stdout.startswith("new.xml:1:"), done.stdout
        assert "1 file checked" in done.stdout
        assert "1 excluded" in done.stdout


def test_staged_works_before_the_first_commit(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    write(tmp_path, {"a.xml": FOUND})
    git(tmp_path, "add", ".")
    assert piilint("check", "--staged", cwd=tmp_path).returncode == 1


def test_a_selection_is_whole_only_where_it_walks_all(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    assert Selection(paths=[str(tmp_path)], base=tmp_path).whole
    assert not Selection(paths=[str(tmp_path / "sub")], base=tmp_path).whole
    assert not Selection(paths=["-"], base=tmp_path).whole
    assert not Selection(paths=[str(tmp_path)], base=tmp_path, staged=True).whole
    assert not Selection(paths=[str(tmp_path)], base=tmp_path, since="main").whole


def test_a_folder_that_cannot_be_read_is_a_candidate_that_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sub").mkdir()
    scan = os.scandir

    def refuse(folder: str) -> object:
        if str(folder).endswith("sub"):
            raise PermissionError(13, "Permission denied")
        return scan(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    found = list(Selection(paths=[str(tmp_path)], base=tmp_path).candidates())
    assert [type(each) for each in found] == [Candidate]
    assert not isinstance(found[0], Passed)
    assert found[0].failure == "Permission denied"
