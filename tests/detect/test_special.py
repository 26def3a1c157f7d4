import pytest

from tests.detect.marked import found, search

HITS = [
    ("[[sykmeldingen]]", "HEALTH"),
    ("[[Uføretrygd]]", "HEALTH"),
    ("[[rusbehandling]]-2024.pdf", "HEALTH"),
    ("[[Barnevernssak]]", "HEALTH"),
    ("[[lungekreft]]", "HEALTH"),
    ("[[nedsatt funksjonsevne]]", "HEALTH"),
    ("[[sjukmelding]]", "HEALTH"),
    ("[[sick leave]]", "HEALTH"),
    ("[[Fagforeningskontingent]]", "TRADE_UNION"),
    ("[[Fellesforbundet]]", "TRADE_UNION"),
    ("[[shop steward]]", "TRADE_UNION"),
    ("[[Straffeattest]]", "CRIMINAL_RECORD"),
    ("[[vandelsattest]]", "CRIMINAL_RECORD"),
    ("[[asylsøknad]]", "ETHNICITY"),
    ("[[Partimedlemskap]]", "POLITICS"),
    ("[[KrFU]]", "POLITICS"),
    ("[[Dåpsattest]]", "RELIGION"),
    ("[[kjønnsbekreftende]]", "SEXUALITY"),
    ("[[fingeravtrykk]]", "BIOMETRIC"),
]

SILENT = [
    "sykehusinnkjøp",
    "Helse Sør-Øst RHF",
    "Helsesertifikat for hund",
    "Signering bekreftet",
    "SV: leiekontrakt",
    "Høyre side",
    "Politihuset",
    "samordna opptak",
    "midnattsol",
    "forsoning",
    "Rutine for politiattest",
    "Rammeavtale fysioterapi",
    "sykkelparkering",
    "ansiktet",
    "hestekrefter",
]


@pytest.mark.parametrize(("text", "entity"), HITS)
def test_inflections_and_compounds_are_met(text: str, entity: str):
    assert found(text) == [(entity, "medium")]


@pytest.mark.parametrize("text", SILENT)
def test_what_makes_a_word_harmless_is_known(text: str):
    assert [e.entity for e in search(text) if e.confidence != "low"] == []


def test_a_calm_neighbour_leaves_information():
    assert found("Rutine for [[politiattest]]") == [("CRIMINAL_RECORD", "low")]


def test_words_side_by_side_are_told_once():
    assert found("[[Psykiatrisk innleggelse]]") == [("HEALTH", "medium")]
