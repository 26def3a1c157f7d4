"""What keeps a job from being made: limits of the service, and messages that are not valid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache

from lxml import etree

from piilint.catalog import Catalog
from piilint.errors import JobError, JobProblem
from piilint.lint.parse import UnreadableError, parse
from piilint.request.jobs import Job
from piilint.request.write import manifest_element, request_element
from piilint.resources import data_folder
from piilint.schema.limits import problems
from piilint.schema.problem import SchemaProblem
from piilint.schema.tree import qualified
from piilint.schema.xsd import MessageSchema

__all__ = ["parse_message", "refusals"]


_MOST_PROBLEMS = 50
"""Problems of one message that are told; whoever has more has another file than was meant."""


@cache
def _catalog() -> Catalog:
    return Catalog.load(data_folder("rules") / "posten-signering")


@cache
def _schema() -> MessageSchema:
    return MessageSchema.load(data_folder("schemas"))


def refusals(job: Job) -> tuple[JobProblem, ...]:
    """The limits beyond which the service refuses a job. What is milder is the gate's to tell."""
    return tuple(
        _described(problem)
        for problem in _broken_limits(job)
        if _catalog()[problem.rule].severity == "error"
    )


def _broken_limits(job: Job) -> Iterator[SchemaProblem]:
    sizes = {
        document.name or "": len(document.content)
        for document in job.documents
        if isinstance(document.content, bytes)
    }
    known = sizes if len(sizes) == len(job.documents) else None
    now = datetime.now(UTC)
    yield from problems(request_element(job), at=now)
    yield from problems(manifest_element(job), at=now, documents=known)


def parse_message(data: bytes, name: str) -> etree._Element:
    """The root element of a message, valid by its schema.

    Raises:
        JobError: where it is none, or another message than the one named.
    """
    unreadable = None
    try:
        root = parse(data).root
    except UnreadableError as error:
        unreadable = error
    if unreadable is not None:
        finding = _catalog().finding(unreadable.rule, path="", values=unreadable.values)
        problem = JobProblem(
            location=(), message=finding.message, rule=finding.rule, line=unreadable.line
        )
        raise JobError(f"{name} cannot be read", (problem,))
    if root.tag != qualified(name):
        expected = JobProblem(location=(), message=f"its root element is not {name}")
        raise JobError("this is another message", (expected,))
    if not _schema().accepts(root):
        found = _schema().problems(root)[:_MOST_PROBLEMS]
        raise JobError(f"{name} breaks its schema", tuple(map(_described, found)))
    return root


def _described(problem: SchemaProblem) -> JobProblem:
    finding = _catalog().finding(problem.rule, path="", values=problem.values)
    return JobProblem(
        location=_location(problem), message=f"{finding.message}. {finding.help}", rule=finding.rule
    )


_PLURAL = {"signer": "signers", "document": "documents"}
_FIELD_OF_ATTRIBUTE = {"href": "name", "mime": "media_type"}


def _location(problem: SchemaProblem) -> tuple[str | int, ...]:
    """The way to a job's field from the element that is written of it."""
    steps: list[str | int] = []
    if problem.attribute is not None:
        steps.append(_FIELD_OF_ATTRIBUTE.get(problem.attribute, problem.attribute))
    element: etree._Element | None = problem.element
    while element is not None and element.getparent() is not None:
        name = etree.QName(element).localname
        if name in _PLURAL:
            steps += [_number(element), _PLURAL[name]]
        elif name not in _PLURAL.values():
            steps.append(name.replace("-", "_"))
        element = element.getparent()
    return tuple(reversed(steps))


def _number(element: etree._Element) -> int:
    return sum(1 for _ in element.itersiblings(element.tag, preceding=True))
