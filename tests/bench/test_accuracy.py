from bench.accuracy.__main__ import main, measure, native
from bench.accuracy.corpus import CORPUS, Label, Row


def row(text: str, *labels: Label) -> Row:
    return Row(id="x", domain="x", field="reference", text=text, labels=labels)


def test_a_label_is_met_by_overlap_and_entity():
    person = Label(entity="PERSON", start=6, end=18)
    by_entity, by_field = measure([row("sak - Kari Nordmann", person)], native)
    assert by_entity.row(["PERSON"]) == (1, 1.0, 1.0)
    assert by_field.row(["reference"]) == (1, 1.0, 1.0)


def test_what_no_label_covers_is_a_false_alarm():
    street = Label(entity="STREET_ADDRESS", start=0, end=3)
    by_entity, _ = measure([row("sak - Kari Nordmann", street)], native)
    assert by_entity.row(["PERSON"]) == (0, 1.0, 0.0)
    assert by_entity.row(["STREET_ADDRESS"]) == (1, 0.0, 1.0)


def test_the_developing_part_is_printed_as_a_table(capsys):
    assert main([str(CORPUS / "plain" / "develop.jsonl")]) == 0
    printed = capsys.readouterr().out
    assert "| PERSON |" in printed
    assert "| nonsensitive-title |" in printed


def test_the_developing_part_reaches_what_is_aimed_at():
    from bench.accuracy.corpus import read

    rows = read(CORPUS / "plain" / "develop.jsonl")
    by_entity, _ = measure(rows, native)
    assert by_entity.row(["PERSON"])[1] >= 0.95
    assert by_entity.row(by_entity.found)[2] >= 0.97
