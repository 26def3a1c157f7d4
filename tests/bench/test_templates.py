"""The templates' part of the accuracy bench, and that its aims are met on what is developed on."""

from bench.accuracy.templates_ import rows


def test_recall_and_precision_on_the_developing_part() -> None:
    *dialects, everything = rows("develop")
    assert len(dialects) >= 15
    assert everything.found == sum(score.found for score in dialects)
    assert everything.recall >= 0.95
    assert everything.precision >= 0.97
