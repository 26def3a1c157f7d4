import pytest

from piilint.detect.gazetteer import shipped
from piilint.detect.joined import cuts, loose_cuts
from tests.detect.marked import found, search

JOINED = [
    ("karihansen", (4,)),
    ("hansenkristoffer", (6,)),
    ("hansenkari", (6,)),
    ("annekristin", (4,)),
    ("larsivarbrekke", (4, 8)),
    ("nguyenvanlong", (6, 9)),
    ("kimyoungsoo", (3, 8)),
    ("khansen", (1,)),
]
WORDS = ["botanikeren", "karamellen", "halvparten", "skolemester", "kristianslyst", "parkering"]
SIGNERS = ["torgeirh", "hmyklebust", "mohammedali"]
NO_SIGNERS = ["hjemmelshaver", "radmann", "underleverandor", "kontaktperson", "prokurist", "tenant"]


@pytest.mark.parametrize(("word", "ends"), JOINED)
def test_a_word_of_names_is_cut_between_them(word: str, ends: tuple[int, ...]):
    assert cuts(word, shipped().listed) == ends


@pytest.mark.parametrize("word", WORDS)
def test_a_word_that_is_none_stays_whole(word: str):
    assert cuts(word, shipped().listed) == ()


@pytest.mark.parametrize("word", SIGNERS)
def test_where_only_a_signer_stands_less_is_enough(word: str):
    assert loose_cuts(word, shipped().listed)
    assert [one.entity for one in search(word, "signer-identifier")] == ["PERSON"]


@pytest.mark.parametrize("word", NO_SIGNERS)
def test_what_a_signer_is_called_by_is_no_name(word: str):
    assert search(word, "signer-identifier") == []


def test_a_name_before_may_take_the_first_piece():
    text = "protokoll-phuong-tranvan"
    assert [text[one.start : one.end] for one in search(text, "polling-queue")] == ["phuong-tran"]


USERS = [
    "user=k[[nordmann]]",
    "https://x.example/ok?opprettet_av=j[[kvamme]]&id=4",
    "owner=[[hansenk]]",
    "https://x.example/users/k[[nordmann]]/ok",
    "https://x.example/mappe/r[[solheim]]/pliktdel.pdf",
    "file:///C:/Users/s[[brekke]]/Desktop/avtale.pdf",
    "DOMAIN\\[[anitab]] eksporterte fila",
    "$LastChangedBy: g[[haugen]] $",
    "kart korrigert av k[[sandvik]]",
    "updated by k[[sandvik]]",
]
NO_USERS = [
    "user=testbruker",
    "login=idporten",
    "by=kristiansand",
    "kunde=nordlandsbanken",
    "https://x.example/api/signers/1",
    "knordmann",
]


@pytest.mark.parametrize("marked", USERS)
def test_after_a_users_key_less_is_enough_too(marked: str):
    assert found(marked, "completion-url") == [("PERSON", "medium")]


@pytest.mark.parametrize("word", NO_USERS)
def test_what_a_key_has_beside_users_is_no_name(word: str):
    assert search(word, "completion-url") == []
