from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piilint.detect import Page, classify, find
from piilint.detect.identity import ENTITIES, RULE_OF_2032, account_holds
from piilint.detect.normalise import normalise
from tests.detect.generators import AT, broken, fh_number, identity_number, identity_numbers
from tests.detect.marked import found, search

N = identity_number(17, 5, 1979, mark=80)
D, M, Y, TAIL = N[:2], N[2:4], N[4:6], N[6:]
HIGH = [("NO_FODSELSNUMMER", "high")]


@pytest.mark.parametrize(
    ("number", "kind", "synthetic"),
    [
        (identity_number(1, 2, 1990), "fodselsnummer", False),
        (identity_number(1, 2, 1990, d=40), "d-number", False),
        (identity_number(1, 2, 1990, mark=40), "h-number", False),
        (identity_number(1, 2, 1990, mark=80), "fodselsnummer", True),
        (identity_number(1, 2, 1990, mark=65), "fodselsnummer", True),
        (identity_number(31, 12, 1990, d=40, mark=40), "d-number", False),
        (identity_number(31, 12, 1990, d=40, mark=80), "d-number", True),
        (identity_number(31, 12, 1990, d=40, mark=65), "d-number", True),
        (identity_number(29, 2, 2000, mark=80, first=500), "fodselsnummer", True),
        (fh_number("80000001"), "fh-number", False),
        (fh_number("91234501"), "fh-number", False),
    ],
)
def test_kinds(number: str, kind: str, synthetic: bool):
    identity = classify(number, AT)
    assert identity is not None
    assert (identity.kind, identity.synthetic, identity.rule) == (kind, synthetic, "today")


@pytest.mark.parametrize(
    "digits",
    [
        "",
        "1" * 10,
        "1" * 12,
        "0101901234x",
        "٠١٠١٩٠١٢٣٤٥",
        *("32019012345", "00019012345", "30029012345", "29020112345", "72019012345"),
        *("01139012345", "01539012345", "01799012345", "01939012345"),
        broken(fh_number()),
    ],
)
def test_no_identity_number(digits: str):
    assert classify(digits, AT) is None


def test_leap_day_of_year_00_is_plausible():
    assert classify("29020012345", AT) is not None


@pytest.mark.parametrize(
    ("year", "first", "born"),
    [(1979, 0, 1979), (1960, 900, 1960), (1870, 500, 1870), (2003, 500, 2003), (2003, 900, 2003)],
)
def test_birth_date_by_individual_number(year: int, first: int, born: int):
    identity = classify(identity_number(2, 3, year, mark=80, first=first), AT)
    assert identity is not None
    assert identity.born == date(born, 3, 2)


@pytest.mark.parametrize(
    ("number", "at"),
    [
        (identity_number(2, 3, 1979, remainder=1), AT),
        (identity_number(2, 3, 1979), RULE_OF_2032),
        (identity_number(2, 3, 1945, first=600), AT),
        (identity_number(2, 3, 2035, first=500), AT),
        (fh_number(), AT),
    ],
)
def test_birth_date_that_cannot_be_read(number: str, at: date):
    identity = classify(number, at)
    assert identity is not None
    assert identity.born is None


@pytest.mark.parametrize("remainder", [1, 2, 3])
def test_rule_of_2032(remainder: int):
    number = identity_number(1, 2, 1990, remainder=remainder)
    assert found(f"[[{number}]]") == [("NO_FODSELSNUMMER", "medium")]
    assert found(f"[[{number}]]", at=RULE_OF_2032) == HIGH
    assert search(number)[0].rests_on == ("check-digits-2032",)


@pytest.mark.parametrize(
    "written",
    [
        "[[{n}]]",
        "[[{d}{m}{y} {tail}]]",
        "[[{d}{m}{y}-{tail}]]",
        "[[{d}{m}{y}.{tail}]]",
        "[[{d}{m}{y}/{tail}]]",
        "[[{d}{m}{y}_{tail}]]",
        "[[{d}{m}{y} - {tail}]]",
        "[[{d}.{m}.{y} {tail}]]",
        "[[{d}.{m}.{y}-{tail}]]",
        "[[{d} {m} {y} {tail}]]",
        "[[{d}.{m}.19{y} {tail}]]",
        "[[{d}{m}{y}\n{tail}]]",
        "SAK-[[{n}]]-2024",
        "sak[[{n}]]b",
        "2024/[[{n}]]/1",
        "12-[[{n}]]",
        "kontrakt_[[{n}]].pdf",
        "https://example.com/?fnr=[[{n}]]&a=1",
        "æ[[{n}]]å",
        "fnr: [[{n}]].",
        "ref 7 [[{d}{m}{y} {tail}]] 12",
    ],
)
def test_ways_of_writing(written: str):
    assert found(written.format(n=N, d=D, m=M, y=Y, tail=TAIL)) == HIGH


def test_spelled_out():
    assert found(f"[[{' '.join(N)}]]") == HIGH


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        (f"{N[:6]}\u00a0{TAIL}", 0, 12),
        (f"{N[:6]}\u2009{TAIL}", 0, 12),
        (f"{N[:6]}\u2013{TAIL}", 0, 12),
        (f"a\u200b{N[:3]}\u200b{N[3:]}\u200b.", 2, 14),
        ("".join(chr(0xFF10 + int(c)) for c in N), 0, 11),
        ("".join(chr(0x0660 + int(c)) for c in N), 0, 11),
        (f"\u00ad\u2066{N}\u2069", 2, 13),
    ],
)
def test_ways_of_writing_that_are_normalised(written: str, start: int, end: int):
    normalised = normalise(written)
    (evidence,) = search(normalised.text)
    assert evidence.confidence == "high"
    assert normalised.span(evidence.start, evidence.end) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        f"1{N}",
        f"{N}1",
        f"00000000-0000-4000-8000-a{N}",
        f"00000000-0000-4000-8000-{N}b",
        f"deadbeefdeadbeef{N}cafe0",
        f"{N}{'a' * 53}",
        f"+{N}",
        f"{N[:5]} {N[5:]}",
        f"{N[:6]}:{TAIL}",
        f"{N[:6]}    {TAIL}",
        fh_number()[:-1] + str((int(fh_number()[-1]) + 1) % 10),
    ],
)
def test_not_a_number_of_its_own(text: str):
    assert not {e.entity for e in search(text)} & set(ENTITIES.values())


def test_failed_check_digits_are_low():
    (evidence,) = search(broken(identity_number(1, 2, 1990)))
    assert (evidence.confidence, evidence.rests_on) == ("low", ("check-digits-failed",))


def test_synthetic_says_so():
    assert search(N)[0].rests_on == ("check-digits", "synthetic")
    assert search(identity_number(1, 2, 1990))[0].rests_on == ("check-digits",)


def test_written_as_an_account_or_called_one_it_is_one():
    assert found(f"[[{N[:4]}.{N[4:6]}.{N[6:]}]]") == [("NO_BANK_ACCOUNT", "high")]
    assert found(f"kontonr [[{N}]]") == [("NO_BANK_ACCOUNT", "high")]
    assert found(f"[[{N}]]", label="account-number") == [("NO_BANK_ACCOUNT", "high")]
    assert found(f"konto for fnr [[{N}]]") == HIGH


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (identity_number(1, 2, 1990, remainder=1), "NO_BANK_ACCOUNT"),
        (fh_number(), "NO_BANK_ACCOUNT"),
        (identity_number(1, 2, 1990), "NO_FODSELSNUMMER"),
    ],
)
def test_beside_a_word_of_money_what_holds_by_chance_is_an_account(number: str, told: str):
    assert [e.entity for e in search(f"depositum_{number}.pdf")] == [told]
    assert search(f"lån, fnr {number}")[0].entity != "NO_BANK_ACCOUNT"


def test_all_that_hold_are_accounts_too():
    assert account_holds(N)


def test_inside_an_address_both_are_told():
    entities = {(e.entity, e.start, e.end) for e in search(f"{N}@example.com")}
    assert entities == {("EMAIL_ADDRESS", 0, 23), ("NO_FODSELSNUMMER", 0, 11)}


def test_not_across_fields():
    assert find(Page([N[:6], TAIL], ["a", "b"], AT)) == []


AROUND = st.text("abcæøåXYZ :;,()?&=\n\t", max_size=30)


@settings(max_examples=200)
@given(identity_numbers(remainders=(0, 1, 2, 3)), AROUND, AROUND, st.sampled_from(("", " ", "-")))
def test_generated_numbers_are_found_where_they_stand(made, before, after, separator):
    digits, entity, synthetic = made
    written = digits[:6] + separator + digits[6:]
    page = Page(["title", before + written + after, "x"], ["a", "reference", "b"], AT)
    (evidence,) = (e for e in find(page) if e.entity != "PERSON")  # a few letters may be a name
    start = page.starts[1] + len(before)
    assert (evidence.start, evidence.end) == (start, start + len(written))
    assert evidence.entity == entity
    assert evidence.confidence in ("high", "medium")
    assert ("synthetic" in evidence.rests_on) is synthetic


@settings(max_examples=200)
@given(st.integers(0, 10**11 - 1), st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_any_digits_are_classified_or_not(number: int, at: date):
    identity = classify(f"{number:011}", at)
    assert identity is None or identity.born is None or identity.born <= at
