"""The project's schema and the official one describe the same language."""

import random
from copy import deepcopy
from functools import cache
from itertools import product

import pytest
from lxml import etree
from xmlschema import XMLSchema10

from piilint.resources import data_folder
from piilint.schema.xsd import ROOTS, MessageSchema
from tests.reference import REFERENCE, needs_reference
from tests.schema.instances import NAMESPACE, Writer, constraints, faults, roots

OURS = data_folder("schemas") / "signing.xsd"
OFFICIAL = REFERENCE / "xsd" / "direct-and-portal.xsd"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
VALID = 2000
SAMPLE = 400
SURROUNDINGS = 4


@cache
def quick(path):
    return etree.XMLSchema(file=str(path))


@cache
def rich(path):
    return XMLSchema10(str(path), allow="local", use_fallback=False)


@cache
def broken(path):
    """Every fault, each in several random surroundings: (fault, message)."""
    chance = random.Random(2026)
    every = [each for each in faults(rich(path)) for _ in range(SURROUNDINGS)]
    return [(each, Writer(chance, each).message(each.way[0])) for each in every]


@cache
def valid(path):
    chance = random.Random(1)
    return [Writer(chance).message(chance.choice(roots(rich(path)))) for _ in range(VALID)]


@needs_reference
def test_every_constraint_of_the_official_schema_is_broken_at_least_once():
    stated = constraints(rich(OFFICIAL))
    met = {fault.key for fault, message in broken(OFFICIAL) if not quick(OFFICIAL)(message)}
    print(*sorted(label for key, label in stated.items() if key in met), sep="\n")  # noqa: T201 - the list, see with -s
    assert {label for key, label in stated.items() if key not in met} == set()
    assert len(stated) > 500


@needs_reference
def test_every_broken_message_is_refused_by_both():
    accepted = [
        (fault, which)
        for fault, message in broken(OFFICIAL)
        for which in (OURS, OFFICIAL)
        if quick(which)(message)
    ]
    assert accepted == []
    assert len(broken(OFFICIAL)) > 1500


@needs_reference
@pytest.mark.parametrize("source", [OURS, OFFICIAL], ids=["ours", "official"])
def test_every_valid_message_is_accepted_by_both(source):
    refused = [m for m in valid(source) for which in (OURS, OFFICIAL) if not quick(which)(m)]
    assert [etree.tostring(message) for message in refused] == []


@needs_reference
def test_they_agree_on_messages_with_several_faults():
    chance = random.Random(3)
    messages = [message for _, message in broken(OFFICIAL)]
    for message in map(deepcopy, chance.sample(messages, SAMPLE)):
        elements = list(message.iter())
        moved, to = chance.choice(elements), chance.choice(elements)
        if moved is not message and moved not in list(to.iterancestors()) and moved is not to:
            to.insert(chance.randint(0, len(to)), moved)
        assert quick(OURS)(message) == quick(OFFICIAL)(message), etree.tostring(message)


@needs_reference
def test_the_other_engine_agrees_on_a_sample():
    chance = random.Random(4)
    messages = [message for _, message in chance.sample(broken(OFFICIAL), SAMPLE)]
    for message in messages + valid(OFFICIAL)[:SAMPLE]:
        assert rich(OURS).is_valid(message) == rich(OFFICIAL).is_valid(message)


@needs_reference
def test_xsi_type_may_name_the_same_types():
    """A message can name a type, so names of types are part of the language."""
    names = {
        f"s:{name.rpartition('}')[2]}"
        for which in (OURS, OFFICIAL)
        for name in rich(which).maps.types
        if NAMESPACE in name
    }
    names |= {"xs:string", "xs:token", "xs:long", "xs:int", "xs:dateTime", "xs:anyType", "s:none"}
    accepted = 0
    for root, name in product(roots(rich(OFFICIAL)), sorted(names)):
        message = Writer(random.Random(5)).message(root)
        for element in message.iter():
            element.set(f"{{{XSI}}}type", name)
            verdict = quick(OFFICIAL)(message)
            assert quick(OURS)(message) == verdict, (element.tag, name)
            accepted += verdict
            del element.attrib[f"{{{XSI}}}type"]
    assert accepted > 20


@needs_reference
def test_the_same_elements_begin_a_message():
    def names(path):
        return {root.local_name for root in roots(rich(path))}

    assert names(OURS) == names(OFFICIAL) == ROOTS


EXAMPLES = sorted(
    path.relative_to(REFERENCE).as_posix()
    for folder in ("direct", "portal")
    for path in (REFERENCE / "examples" / folder).rglob("*.xml")
)


@needs_reference
@pytest.mark.parametrize("name", EXAMPLES)
def test_official_examples_are_valid(name):
    schema = MessageSchema.load(data_folder("schemas"))
    assert schema.accepts(etree.parse(REFERENCE / name).getroot())


@needs_reference
def test_there_are_official_examples():
    assert len(EXAMPLES) == 21
