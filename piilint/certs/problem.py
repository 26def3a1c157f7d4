"""A certificate problem as an exception, in the words of its rule."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from piilint.catalog import Catalog
from piilint.errors import CertificateError
from piilint.model import Finding
from piilint.resources import data_folder

__all__ = ["CertificateProblem", "catalog"]


@lru_cache(maxsize=2)
def catalog(language: str = "en") -> Catalog:
    """The shipped rules, whose texts the certificate and connection findings are made of."""
    return Catalog.load(
        data_folder("rules") / "posten-signering", "nb" if language == "nb" else "en"
    )


class CertificateProblem(CertificateError):  # noqa: N818  named for what it is, as SubmissionRejected
    """A certificate or key store that cannot be loaded or used, with the rule that says why.

    ``values`` fill the places of the rule's text: names of algorithms, aliases and file names,
    never a password or a key.
    """

    def __init__(
        self, rule: str, *, path: str = "", values: Mapping[str, object] | None = None
    ) -> None:
        self.rule = rule
        self.path = path
        self.values = dict(values or {})
        finding = self.finding()
        where = f"{path}: " if path else ""
        super().__init__(f"{where}{finding.message} {finding.help} ({rule})")

    def finding(self, language: str = "en") -> Finding:
        """The same as a finding."""
        return catalog(language).finding(self.rule, path=self.path, values=self.values)
