"""The recipes for hooks and pipelines, run as they stand: a bad request stops them, a good one not."""

import json
import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

import pytest
import yaml
from junitparser import JUnitXml

from .lint.messages import portal_request
from .reference import CHECKOUT

BAD = portal_request("ola@example.com")
GOOD = portal_request()
TOOLS = Path(sys.executable).parent
PLAIN = {
    name: value
    for name, value in os.environ.items()
    if not name.startswith(("GIT_", "PRE_COMMIT", "PIP_REQUIRE")) and name != "CI"
} | {
    "GIT_AUTHOR_NAME": "t", "GIT_AUTHOR_EMAIL": "t@example.com",
    "GIT_COMMITTER_NAME": "t", "GIT_COMMITTER_EMAIL": "t@example.com",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
}  # fmt: skip


def run(
    *command: str | Path, cwd: Path, code: int | None = 0, **environment: str
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False,
        env=PLAIN | environment, timeout=600,
    )  # fmt: skip
    if code is not None:
        assert done.returncode == code, done.stdout + done.stderr
    return done


def block(page: str, start: str) -> str:
    """The first fenced block of a page below a text, without its fences."""
    text = (CHECKOUT / page).read_text(encoding="utf-8")
    found = re.search(r"^```\w*\n(.*?)^```$", text[text.index(start) :], re.MULTILINE | re.DOTALL)
    assert found, f"{page}: {start}"
    return found[1]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as it stands in the work tree, as a repository with a tag."""
    folder = tmp_path_factory.mktemp("project") / "piilint"
    listed = run("git", "ls-files", "-co", "--exclude-standard", "-z", cwd=CHECKOUT).stdout
    for name in listed.split("\0"):
        if name and (CHECKOUT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(CHECKOUT / name, folder / name)
    run("git", "init", "-q", "-b", "main", cwd=folder)
    run("git", "add", "-A", "-f", cwd=folder)
    run("git", "commit", "-q", "-m", "all", cwd=folder)
    run("git", "tag", "v0.1.0", cwd=folder)
    return folder


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a build machine: a Python of its own, before all else on the PATH."""
    folder = tmp_path_factory.mktemp("machine")
    venv.create(folder, with_pip=True)
    return folder / "bin"


def user_repository(folder: Path) -> Path:
    run("git", "init", "-q", "-b", "main", cwd=folder)
    (folder / "old.xml").write_bytes(BAD)
    (folder / "notes.txt").write_text("words")
    run("git", "add", "-A", cwd=folder)
    run("git", "commit", "-q", "-m", "old", cwd=folder)
    return folder


@pytest.mark.slow
def test_the_readme_installs_a_hook_that_stops_what_is_new(
    repository: Path, tmp_path: Path
) -> None:
    user = tmp_path / "user"
    user.mkdir()
    user_repository(user)
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "piilint").write_text(f'#!/bin/sh\nexec {sys.executable} -m piilint "$@"\n')
    (tools / "piilint").chmod(0o755)
    places = {
        "PATH": f"{tools}:{TOOLS}:{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(tmp_path / "pre-commit"),
        "PYTHONPATH": str(CHECKOUT),
    }
    script = block("README.md", "<!-- ci: hook -->").replace("/path/to/piilint", str(repository))
    run("bash", "-e", "-c", script, cwd=user, **places)
    del places["PYTHONPATH"]  # the hook has its own

    def commit(name: str, data: bytes) -> subprocess.CompletedProcess[str]:
        (user / name).write_bytes(data)
        run("git", "add", "-A", cwd=user)
        return run("git", "commit", "-q", "-m", name, cwd=user, code=None, **places)

    assert commit("good.xml", GOOD).returncode == 0
    bad = commit("bad.xml", BAD)
    assert bad.returncode == 1
    assert "bad.xml:1:" in bad.stdout + bad.stderr
    assert "PII201" in bad.stdout + bad.stderr
    assert "ola@" not in bad.stdout + bad.stderr
    assert commit("bad.xml", GOOD).returncode == 0
    assert commit("broken.xml", b"<a").returncode == 1
    (user / "broken.xml").unlink()
    (user / "piilint.toml").write_text('baseline = "piilint-baseline.jsonl"\nexclude = ["x/"]\n')
    (user / "x").mkdir()
    assert commit("x/bad.xml", BAD).returncode == 0, "exclude holds for the hook"
    everything = run("pre-commit", "run", "--all-files", cwd=user, code=None, **places)
    assert everything.returncode == 0, everything.stdout
    config = user / ".pre-commit-config.yaml"
    config.write_text(config.read_text().replace("id: piilint", "id: piilint-staged"))
    assert commit("template.txt", BAD).returncode == 1


def test_the_hooks_are_what_pre_commit_expects() -> None:
    run(TOOLS / "pre-commit", "validate-manifest", ".pre-commit-hooks.yaml", cwd=CHECKOUT)
    for hook in yaml.safe_load((CHECKOUT / ".pre-commit-hooks.yaml").read_text()):
        assert hook["require_serial"] is True
        assert "--force-exclude" in hook["entry"].split()


@pytest.mark.parametrize(
    ("schema", "page", "start"),
    [
        ("vendor.github-actions", "action.yml", ""),
        ("vendor.github-workflows", "docs/ci.md", "## GitHub"),
        ("vendor.gitlab-ci", "docs/ci.md", "## GitLab"),
        ("vendor.azure-pipelines", "docs/ci.md", "## Azure"),
    ],
)
def test_recipes_fit_their_schemas(schema: str, page: str, start: str, tmp_path: Path) -> None:
    file = tmp_path / "recipe.yml"
    file.write_text(block(page, start) if start else (CHECKOUT / page).read_text())
    more = {
        "vendor.azure-pipelines": ["--regex-variant", "nonunicode"],  # as the schema is written
        "vendor.gitlab-ci": ["--data-transform", "gitlab-ci"],
    }.get(schema, [])
    run(TOOLS / "check-jsonschema", "--builtin-schema", schema, *more, file, cwd=tmp_path)


def recipe(start: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(block("docs/ci.md", start))
    return found


def project(folder: Path, data: bytes) -> Path:
    (folder / "templates").mkdir(parents=True)
    (folder / "templates/a b.xml").write_bytes(data)
    return folder


@pytest.mark.slow
def test_the_steps_of_the_action(repository: Path, machine: Path, tmp_path: Path) -> None:
    action = yaml.safe_load((CHECKOUT / "action.yml").read_text())
    for name, data, code in (("bad", BAD, 1), ("good", GOOD, 0), ("broken", GOOD[:-9], 2)):
        folder = project(tmp_path / name, data)
        outputs = tmp_path / f"{name}.outputs"
        outputs.write_text("")
        given = {f"inputs.{key}": value["default"] for key, value in action["inputs"].items()}
        given |= {
            "inputs.paths": "templates\n",
            "inputs.options": "--fail-on warning --select PII,REQ",
        }
        codes = []
        for step in action["runs"]["steps"]:
            if "run" not in step:
                assert (folder / "piilint.sarif").exists(), "what is uploaded"
                continue
            environment = {
                key: given[value.removeprefix("${{ ").removesuffix(" }}")]
                for key, value in step.get("env", {}).items()
            }
            done = run(
                "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"],
                cwd=folder, code=None, PATH=f"{machine}:{os.environ['PATH']}",
                GITHUB_ACTION_PATH=str(repository), GITHUB_OUTPUT=str(outputs), **environment,
            )  # fmt: skip
            codes.append(done.returncode)
            for line in outputs.read_text().splitlines():
                key, _, value = line.partition("=")
                given[f"steps.check.outputs.{key}"] = value
            if step.get("id") == "check" and name == "bad":
                assert done.stdout.startswith("::error file=templates/a b.xml,line=1,")
        assert codes == [0, 0, code], name
        assert json.loads((folder / "piilint.sarif").read_text())["version"] == "2.1.0"


@pytest.mark.slow
@pytest.mark.parametrize("system", ["GitLab", "Azure"])
@pytest.mark.parametrize(("data", "code"), [(BAD, 1), (GOOD, 0)], ids=["bad", "good"])
def test_the_scripts_of_pipelines(
    system: str, data: bytes, code: int, repository: Path, machine: Path, tmp_path: Path
) -> None:
    folder = project(tmp_path / "project", data)
    if system == "GitLab":
        job = recipe("## GitLab")["piilint"]
        scripts, files = job["script"], set(job["artifacts"]["reports"].values())
    else:
        steps = recipe("## Azure")["steps"]
        scripts = [step["script"] for step in steps if "script" in step]
        files = {step["inputs"]["testResultsFiles"] for step in steps if "condition" in step}
    done = run(
        "bash", "-e", "-c", "\n".join(scripts), cwd=folder, code=code,
        PATH=f"{machine}:{os.environ['PATH']}", PIILINT=str(repository),
    )  # fmt: skip
    assert "1 file checked" in done.stdout
    assert all((folder / file).exists() for file in files)
    assert JUnitXml.fromfile(str(folder / "piilint.xml")).failures == code
    if system == "GitLab":
        assert len(json.loads((folder / "gl-code-quality-report.json").read_text())) == code


def test_the_editors_examples_hand_over_what_is_in_the_window(tmp_path: Path) -> None:
    folder = project(tmp_path / "project", GOOD)
    task = json.loads(block("docs/editors.md", "## VS Code"))["tasks"][0]
    (tmp_path / "buffer.xml").write_bytes(b"\n" + BAD)
    command = (
        task["command"]
        .replace("${relativeFile}", "templates/a b.xml")
        .replace("${file}", str(tmp_path / "buffer.xml"))
        .replace("piilint", f"{sys.executable} -m piilint", 1)
    )
    done = run("sh", "-c", command, cwd=folder, code=1, PYTHONPATH=str(CHECKOUT))
    pattern = task["problemMatcher"]["pattern"]
    (found,) = filter(
        None, (re.match(pattern["regexp"], line) for line in done.stdout.splitlines())
    )
    assert found[pattern["file"]] == "templates/a b.xml"
    assert (found[pattern["line"]], found[pattern["severity"]]) == ("2", "error")
    assert found[pattern["code"]] == "PII201"
    from lxml import etree

    options = {
        each.get("name"): each.get("value")
        for each in etree.fromstring(block("docs/editors.md", "## IntelliJ")).iter("option")
    }
    arguments = (
        (options["arguments"] or "")
        .replace("$FileRelativePath$", "templates/a b.xml")
        .replace("$FilePath$", str(tmp_path / "buffer.xml"))
        .replace("piilint", f"{sys.executable} -m piilint", 1)
    )
    watched = run("sh", "-c", f"{options['program']} {arguments.replace('-c ', '-c ', 1)}",
                  cwd=folder, code=1, PYTHONPATH=str(CHECKOUT))  # fmt: skip
    assert watched.stdout == done.stdout
