"""What keeps Presidio and the libraries below it from the network."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from presidio_analyzer.predefined_recognizers import EmailRecognizer
from tldextract import TLDExtract

__all__ = ["OfflineEmailRecognizer", "hub_offline", "is_hub_model"]

_SWITCHES = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")


class OfflineEmailRecognizer(EmailRecognizer):
    """Presidio's own, with the list of public suffixes that tldextract ships.

    Presidio's asks the network for the list at first use and has no setting for it.
    """

    _extract = TLDExtract(cache_dir=None, suffix_list_urls=())

    def validate_result(self, pattern_text: str) -> bool:
        """Whether the domain ends in a public suffix."""
        return bool(self._extract(pattern_text).fqdn)


@contextmanager
def hub_offline() -> Iterator[None]:
    """Keep Hugging Face's hub from being asked for models, and whether they are the newest."""
    if find_spec("huggingface_hub") is None:
        yield
        return
    from huggingface_hub import constants

    before = {name: os.environ.get(name) for name in _SWITCHES}
    was = constants.HF_HUB_OFFLINE
    os.environ.update(dict.fromkeys(_SWITCHES, "1"))
    constants.HF_HUB_OFFLINE = True
    try:
        yield
    finally:
        constants.HF_HUB_OFFLINE = was
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def is_hub_model(name: object) -> bool:
    """Whether a model of Hugging Face's hub lies here, in a folder or in the hub's cache."""
    if not isinstance(name, str):
        return False
    if Path(name).is_dir():
        return True
    if find_spec("huggingface_hub") is None:
        return False
    from huggingface_hub import try_to_load_from_cache

    return isinstance(try_to_load_from_cache(name, "config.json"), str)
