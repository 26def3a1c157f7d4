"""Presidio as a detector: other countries' identifiers, language models, a user's recognisers.

Nothing of Presidio is imported before :func:`load` is called.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from piilint.errors import MissingExtraError
from piilint.model import Confidence

if TYPE_CHECKING:
    from piilint.detect.presidio.detector import Deep

__all__ = ["Choice", "OnTrouble", "Trouble", "load", "require"]


class Trouble(NamedTuple):
    """What kept Presidio from searching a text fully."""

    kind: Literal["failed", "timeout", "too-long"]
    name: str
    """Of the recogniser, and of its pattern; for a text that is too long, of nothing."""


OnTrouble = Callable[[Trouble], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a rule pack takes from Presidio; its ``deep.toml``."""

    recognizers: tuple[str, ...]
    """Class names of predefined recognisers."""
    entities: Mapping[str, str]
    """Presidio's name of an entity to the pack's, where they differ; to ``""`` for none."""
    scores: Mapping[Confidence, float]
    """The least score of each confidence; what is below them all is not told."""

    @classmethod
    def read(cls, file: Path) -> Choice:
        """The choice of a shipped pack, which the tests have validated."""
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        return cls(
            recognizers=tuple(table["recognizers"]),
            entities=table["entities"],
            scores=table["scores"],
        )

    def entity(self, entity: str) -> str | None:
        """The pack's name of an entity; None where the pack leaves it out."""
        return self.entities.get(entity, entity) or None

    def confidence(self, score: float) -> Confidence | None:
        """What a score is worth; None for nothing."""
        for confidence, least in self.scores.items():
            if score >= least:
                return confidence
        return None


def require() -> None:
    """Say what to install where Presidio is not; raises MissingExtraError."""
    if find_spec("presidio_analyzer") is None or find_spec("spacy") is None:
        raise MissingExtraError(
            "This needs Presidio, which is not installed. "
            "Install it with: pip install 'piilint[deep]'"
        )


def load(choice: Choice, *, recognizers: Path | None = None, nlp: Path | None = None) -> Deep:
    """Load Presidio with the pack's recognisers and the user's; takes seconds, makes no call.

    Args:
        choice: what the rule pack takes from Presidio.
        recognizers: the user's recognisers, a YAML file in Presidio's format.
        nlp: the user's NLP engine, a YAML file in Presidio's format; without it texts are
            split into words and no model is loaded.

    Raises:
        MissingExtraError: where Presidio is not installed.
        ConfigurationError: for a file that cannot be used and a model that is not installed.
    """
    require()
    from piilint.detect.presidio.detector import Deep

    return Deep(choice, recognizers, nlp)
