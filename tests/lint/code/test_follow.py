"""Values followed inside one file."""

import pytest

from tests.lint.code.check import found

PYTHON = "from piilint import PortalJob\nimport hashlib\n{}"

PERSONAL = {
    "a local": "def x(p):\n  ref = p.fnr\n  return PortalJob(reference=ref)",
    "two locals": "def x(p):\n  a = p.fnr\n  b = 'x' + a\n  return PortalJob(reference=b)",
    "a parameter's name": "def x(fnr):\n  return PortalJob(reference=fnr)",
    "a cut": "def x(p):\n  return PortalJob(reference=p.fnr[:6])",
    "a hash": "def x(p):\n  return PortalJob(reference=hashlib.sha256(p.fnr.encode()).hexdigest())",
    "a helper": "def ref(v):\n  return f'r-{v}'\ndef x(p):\n  return PortalJob(reference=ref(p.fnr))",
    "a helper of a helper": "def a(v):\n  return v.strip()\ndef b(v):\n  return a(v)\ndef x(p):\n  return PortalJob(reference=b(p.email))",
    "an attribute of the object": "class A:\n  def __init__(self, p):\n    self.ref = p.fnr\n  def x(self):\n    return PortalJob(reference=self.ref)",
    "one branch of two": "def x(p, case):\n  return PortalJob(reference=case.number if case else p.email)",
    "a name behind a loop": "def x(customers):\n  for c in customers:\n    yield PortalJob(reference=c.name)",
    "a key": "def x(row):\n  return PortalJob(reference=row['fnr'])",
    "a default": "def x(p):\n  return PortalJob(reference=p.number or p.email)",
}
HARMLESS = {
    "an opaque look-up": "def x(p, cases):\n  return PortalJob(reference=cases.id_for(p.fnr))",
    "a look-up into a local": "def x(p, cases):\n  case = cases.find_by_fnr(p.fnr)\n  return PortalJob(reference=case.number)",
    "a mapping by a key": "def x(p, numbers):\n  return PortalJob(reference=numbers[p.fnr])",
    "a length": "def x(p):\n  return PortalJob(reference=str(len(p.name)))",
    "an id of a person": "def x(person):\n  return PortalJob(reference=str(person.id))",
    "a name of another function": "def y(p):\n  ref = p.fnr\ndef x(ref):\n  return PortalJob(reference=ref)",
    "a company's name": "def x(company):\n  return PortalJob(reference=company.name)",
    "a condition": "def x(p, case):\n  return PortalJob(reference='a' if p.fnr else case.number)",
    "a name that is its own": "def x(ref):\n  ref = ref + '1'\n  return PortalJob(reference=ref)",
}


@pytest.mark.parametrize("text", PERSONAL.values(), ids=PERSONAL)
def test_what_will_hold_personal_data(text):
    assert [(rule, field) for rule, field, _ in found("a.py", PYTHON.format(text))] == [
        ("PII701", "reference")
    ]


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_what_tells_of_nobody(text):
    assert found("a.py", PYTHON.format(text)) == []
