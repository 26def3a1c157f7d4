"""Messages of the signing API held against their XML schema.

lxml says quickly whether a message is valid. Only what it refuses is explained, by
:mod:`piilint.schema.explain`, which loads xmlschema and takes its time.
"""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from lxml import etree

from piilint.schema.problem import SchemaProblem

if TYPE_CHECKING:
    from piilint.schema.explain import Explainer

__all__ = ["NAMESPACE", "ROOTS", "MessageSchema", "SchemaProblem"]

NAMESPACE = "http://signering.posten.no/schema/v1"

ROOTS = frozenset(
    {
        "direct-signature-job-manifest",
        "direct-signature-job-request",
        "direct-signature-job-response",
        "direct-signature-job-status-response",
        "direct-signer-response",
        "direct-signer-update-request",
        "error",
        "portal-signature-job-manifest",
        "portal-signature-job-request",
        "portal-signature-job-response",
        "portal-signature-job-status-change-response",
    }
)
"""Local names of the elements that a message can begin with."""


class MessageSchema:
    """The schema of all messages; one object serves any number of threads."""

    def __init__(self, entry: Path, schema: etree.XMLSchema) -> None:
        self._entry = entry
        self._schema = schema
        # lxml keeps one error log for each schema object, so it judges one message at a time.
        self._judging = Lock()
        self._explainer: Explainer | None = None
        self._explaining = Lock()

    @classmethod
    def load(cls, folder: Path) -> MessageSchema:
        """Read ``signing.xsd`` and what it includes from a folder; nothing else is read, ever."""
        entry = folder / "signing.xsd"
        return cls(entry, etree.XMLSchema(file=str(entry)))

    def accepts(self, root: etree._Element) -> bool:
        """Whether the element, with all that is below it, is a valid message.

        The element may stand inside of another document; what is around it is not judged.
        """
        with self._judging:
            return self._schema.validate(root)

    def problems(self, root: etree._Element) -> list[SchemaProblem]:
        """What keeps :meth:`accepts` from accepting the element, in document order.

        Never empty: where nothing can be said in particular, there is one ``REQ100``.
        The first call loads xmlschema and takes most of a second.
        """
        with self._explaining:
            if self._explainer is None:
                from piilint.schema.explain import Explainer

                self._explainer = Explainer(self._entry)
            problems = self._explainer.problems(root)
        return problems or [SchemaProblem(rule="REQ100", element=root)]
