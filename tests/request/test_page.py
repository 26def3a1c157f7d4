"""docs/jobs.md: its Python runs, and its table is the models'."""

import re

import pytest

from piilint.lint.rulepack import RulePack
from piilint.request import jobs
from tests.reference import CHECKOUT
from tests.request.jobs import PDF

PAGE = (CHECKOUT / "docs" / "jobs.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(\w+)\.(\w+)` \| (?:(request|manifest): `([^`]+)`|[^|]+) \| (\S+) \|", re.M)  # noqa: FURB167
ROWS = ROW.findall(PAGE)
MODELS = [getattr(jobs, name) for name in jobs.__all__]


def test_the_python_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "contract.pdf").write_bytes(PDF)
    blocks = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert len(blocks) == 6
    exec("\n".join(blocks), {})
    assert (tmp_path / "audit.jsonl").read_text().count("\n") == 2


def test_every_field_has_its_row():
    own = {
        (model.__name__, name)
        for model in MODELS
        for name in model.model_fields
        if not any(name in base.model_fields for base in model.__bases__ if base in MODELS)
    }
    assert {(row[0], row[1]) for row in ROWS} == own


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}.{row[1]}")
def test_the_class_is_the_rule_packs(row):
    model, _, message, path, class_ = row
    specs = {spec.path: spec.field_class for spec in RulePack.load().field_table()}
    flows = {"Direct": ["direct"], "Portal": ["portal"]}.get(model[:6], ["direct", "portal"])
    paths = [f"/{flow}-signature-job-{message}/{path}" for flow in flows]
    found = {specs[path] for path in paths if path in specs}
    assert found == (set() if class_ == "-" else {class_})
