"""The Norwegian recognisers for any Presidio analyser.

    from piilint.presidio import recognizers
    for recognizer in recognizers("nb"):
        analyzer.registry.add_recognizer(recognizer)

They are the detectors of :mod:`piilint.detect`, in Presidio's form; nothing is defined twice.
Once this module is imported, a recogniser file names them like Presidio's own. Importing it
raises :class:`~piilint.errors.MissingExtraError` where Presidio is not installed.
"""

from __future__ import annotations

from piilint.detect.presidio import require

require()

from piilint.detect.presidio.native import (  # noqa: E402 - what is missing is said first
    LANGUAGES,
    NoBankAccountRecognizer,
    NoDufNumberRecognizer,
    NoIdentityNumberRecognizer,
    NoPersonalTextRecognizer,
    NoPhoneRecognizer,
    NordicIdentityNumberRecognizer,
    NoVehicleRegistrationRecognizer,
    recognizers,
)

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
