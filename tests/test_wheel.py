"""What a user installs: the wheel, built and used in another environment."""

import json
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from .lint.messages import portal_manifest, portal_request
from .reference import CHECKOUT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=CHECKOUT, check=True, capture_output=True,
    )  # fmt: skip
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_the_data_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in ("rules/posten-signering/rules.toml", "schemas/signing.xsd", "words/"):
        assert any(name.startswith(f"piilint/_data/{wanted}") for name in names), wanted
    assert "piilint/py.typed" in names
    tops = {name.split("/")[0] for name in names if ".dist-info" not in name}
    assert tops == {"piilint"}


def test_the_wheel_lints_in_another_environment(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "venv"
    venv.create(environment, with_pip=False)
    python = environment / "bin" / "python"
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(python), "install", "-q", str(wheel)],
        check=True,
    )
    (tmp_path / "request.xml").write_bytes(portal_request("ola@example.com"))
    (tmp_path / "manifest.xml").write_bytes(portal_manifest(number="x"))
    done = subprocess.run(
        [environment / "bin" / "piilint", "check", "--format", "json", "request.xml", "manifest.xml"],
        cwd=tmp_path, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    rules = [finding["rule"] for finding in json.loads(done.stdout)["findings"]]
    assert "PII201" in rules
    assert "REQ108" in rules
