"""The native detectors in Presidio's form; :mod:`piilint.presidio` is the way to them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar

from presidio_analyzer import AnalysisExplanation, LocalRecognizer, RecognizerResult

from piilint.detect import DETECTORS, Detector, Page, find, normalise
from piilint.detect import context as words
from piilint.detect.plain import plain_text
from piilint.errors import UsageError
from piilint.model import Confidence, Evidence

__all__ = [
    "LANGUAGES",
    "NoBankAccountRecognizer",
    "NoDufNumberRecognizer",
    "NoIdentityNumberRecognizer",
    "NoPersonalTextRecognizer",
    "NoPhoneRecognizer",
    "NoVehicleRegistrationRecognizer",
    "NordicIdentityNumberRecognizer",
    "recognizers",
]

LANGUAGES = ("nb", "nn", "no")
"""Norwegian as engines call it: bokmål, nynorsk, and either."""

_SCORES: dict[Confidence, float] = {"high": 1.0, "medium": 0.6, "low": 0.35}


_NUMBERS = tuple(detector for detector in DETECTORS if detector is not plain_text)
"""What is a number's place is settled between all of them: an account may look like a person's."""


class _Native(LocalRecognizer):
    """A detector of piilint's in Presidio's form.

    Args:
        supported_language: the code that the engine knows Norwegian by.
        supported_entities: what to look for, of :attr:`ENTITIES`; all of them by default.
        context: words that make Presidio surer; without them those of the detector, which
            looks for them itself.
    """

    COUNTRY_CODE: ClassVar[str | None] = "no"
    ENTITIES: ClassVar[tuple[str, ...]] = ()
    CONTEXT: ClassVar[str] = ""
    DETECTORS: ClassVar[tuple[Detector, ...]] = _NUMBERS

    def __init__(
        self,
        supported_language: str = "nb",
        *,
        supported_entities: list[str] | None = None,
        context: list[str] | None = None,
        name: str | None = None,
        version: str = "1.0.0",
        country_code: str | None = None,
    ) -> None:
        super().__init__(
            supported_entities=supported_entities or list(self.ENTITIES),
            supported_language=supported_language,
            context=context or [word.rstrip("*") for word in self.CONTEXT.split()],
            name=name,
            version=version,
            country_code=country_code,
        )

    def load(self) -> None:
        """Word lists are read when a text first needs them."""

    def analyze(
        self,
        text: str,
        entities: list[str],
        nlp_artifacts: object = None,
    ) -> list[RecognizerResult]:
        """What the detector sees in a text, of the entities that are asked for."""
        del nlp_artifacts
        return [
            self._result(seen, *span)
            for seen, span in self._find(text)
            if not entities or seen.entity in entities
        ]

    def validate_result(self, pattern_text: str) -> bool | None:
        """Whether check digits hold; None for what has none. Other than a number is false."""
        seen = [one for one, span in self._find(pattern_text) if span == (0, len(pattern_text))]
        reasons = {reason for one in seen for reason in one.rests_on}
        if "check-digits" in reasons or "check-digits-2032" in reasons:
            return True
        return None if seen and "check-digits-failed" not in reasons else False

    def to_dict(self) -> dict[str, Any]:
        """What :meth:`from_dict` makes the same recogniser of."""
        return {**super().to_dict(), "context": list(self.context)}

    def _find(self, text: str) -> list[tuple[Evidence, tuple[int, int]]]:
        plain = normalise(text)
        page = Page([plain.text], [""], datetime.now(UTC).date())
        return [
            (seen, plain.span(seen.start, seen.end))
            for seen in find(page, detectors=self.DETECTORS)
            if seen.entity in self.supported_entities
        ]

    def _result(self, seen: Evidence, start: int, end: int) -> RecognizerResult:
        score = _SCORES[seen.confidence]
        reasons = ", ".join(seen.rests_on)
        failed = "check-digits-failed" in seen.rests_on
        held = any(each in seen.rests_on for each in ("check-digits", "check-digits-2032"))
        explanation = AnalysisExplanation(
            recognizer=self.name,
            original_score=score,
            pattern_name=seen.detector,
            validation_result=True if held else False if failed else None,
            textual_explanation=f"Detected by {self.name}, resting on: {reasons}",
        )
        metadata: dict[str, object] = {
            RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
            RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
        }
        if "context" in seen.rests_on:
            metadata[RecognizerResult.IS_SCORE_ENHANCED_BY_CONTEXT_KEY] = True
        return RecognizerResult(
            entity_type=seen.entity,
            start=start,
            end=end,
            score=score,
            analysis_explanation=explanation,
            recognition_metadata=metadata,
        )


class NoIdentityNumberRecognizer(_Native):
    """National identity numbers, D-, H- and FH-numbers, by both rules for check digits."""

    ENTITIES = ("NO_FODSELSNUMMER", "NO_D_NUMBER", "NO_H_NUMBER", "NO_FH_NUMBER")
    CONTEXT = words.IDENTITY


class NoDufNumberRecognizer(_Native):
    """The immigration service's numbers."""

    ENTITIES = ("NO_DUF_NUMBER",)
    CONTEXT = words.DUF


class NordicIdentityNumberRecognizer(_Native):
    """Swedish, Danish and Finnish identity numbers in Norwegian texts."""

    COUNTRY_CODE = None
    ENTITIES = ("SE_PERSONNUMMER", "DK_CPR", "FI_PERSONAL_IDENTITY_CODE")
    CONTEXT = f"{words.SWEDISH} {words.DANISH}"


class NoBankAccountRecognizer(_Native):
    """Norwegian bank accounts."""

    ENTITIES = ("NO_BANK_ACCOUNT",)
    CONTEXT = words.ACCOUNT


class NoPhoneRecognizer(_Native):
    """Phone numbers as they are written in Norway."""

    ENTITIES = ("PHONE_NUMBER",)
    CONTEXT = words.PHONE


class NoVehicleRegistrationRecognizer(_Native):
    """Number plates."""

    ENTITIES = ("NO_VEHICLE_REGISTRATION",)
    CONTEXT = words.PLATE


class NoPersonalTextRecognizer(_Native):
    """Names by gazetteer, street addresses, birth dates, special categories."""

    ENTITIES = (
        "PERSON",
        "STREET_ADDRESS",
        "DATE_OF_BIRTH",
        "HEALTH",
        "TRADE_UNION",
        "RELIGION",
        "POLITICS",
        "ETHNICITY",
        "SEXUALITY",
        "BIOMETRIC",
        "CRIMINAL_RECORD",
    )
    DETECTORS = (plain_text,)


_ALL: tuple[type[_Native], ...] = (
    NoIdentityNumberRecognizer,
    NoDufNumberRecognizer,
    NordicIdentityNumberRecognizer,
    NoBankAccountRecognizer,
    NoPhoneRecognizer,
    NoVehicleRegistrationRecognizer,
    NoPersonalTextRecognizer,
)


def recognizers(language: str = "nb") -> list[LocalRecognizer]:
    """A recogniser of each kind, for the code that the engine knows Norwegian by.

    Raises :class:`~piilint.errors.UsageError` for another language.
    """
    if language not in LANGUAGES:
        raise UsageError(
            f"The recognisers are for Norwegian; language must be {', '.join(LANGUAGES)}."
        )
    return [kind(supported_language=language) for kind in _ALL]
