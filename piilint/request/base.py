"""What every model of a job has in common: strictness, and silence about its values."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import Any, NoReturn, Self, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from piilint.errors import JobError, JobProblem, UsageError
from piilint.model import mask

__all__ = ["Model"]

_T = TypeVar("_T")


class Model(BaseModel):
    """A frozen model that knows its fields, shows no value, and fails with :class:`JobError`."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    def __init__(self, /, **fields: object) -> None:
        _ours(type(self), lambda: super(Model, self).__init__(**fields))

    # Says that __init__ adds nothing that validation of a nested model must go through.
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]

    @classmethod
    def model_validate(cls, obj: object, **options: Any) -> Self:  # noqa: ANN401  # pydantic's
        """Pydantic's, failing with :class:`JobError`."""
        return _ours(cls, lambda: super(Model, cls).model_validate(obj, **options))

    @classmethod
    def model_validate_json(
        cls,
        json_data: str | bytes | bytearray,
        **options: Any,  # noqa: ANN401  # pydantic's
    ) -> Self:
        """Pydantic's, failing with :class:`JobError`."""
        return _ours(cls, lambda: super(Model, cls).model_validate_json(json_data, **options))

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with some fields changed. Unlike pydantic's, it is validated as a new one is."""
        if not update:
            return super().model_copy(deep=deep)
        return type(self)(
            **{name: getattr(self, name) for name in type(self).model_fields} | dict(update)
        )

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise UsageError(
            "This stays as it was validated. Make another with model_copy(update=...)."
        )

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        for name in type(self).model_fields:
            value = getattr(self, name)
            if value is not None:
                yield name, _shown(value)

    def __str__(self) -> str:
        return repr(self)


class _Bytes:
    """Stands for content in a ``repr``."""

    def __init__(self, length: int) -> None:
        self.length = length

    def __repr__(self) -> str:
        return f"<{self.length} bytes>"


def _shown(value: object) -> object:
    if isinstance(value, bytes):
        return _Bytes(len(value))
    if isinstance(value, str) and not isinstance(value, Enum):
        return mask(value)
    return Path(mask(str(value))) if isinstance(value, Path) else value


def _ours(model: type[BaseModel], make: Callable[[], _T]) -> _T:
    """What ``make`` makes; a validation error becomes ours, and leaves no trace of the input."""
    try:
        return make()
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
    problems = tuple(_problem(model, entry) for entry in found)
    raise JobError(f"this is no {model.__name__}", problems)


_MESSAGES = {
    "missing": "is missing",
    "string_too_long": "has more than {max_length} characters",
    "string_too_short": "has fewer than {min_length} characters",
    "sequence_str": "must be a list",
    "is_instance_of": "must be a list",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "string_unicode": "holds half of a surrogate pair, which XML cannot hold",
    "string_type": "must be a text",
    "int_type": "must be a whole number",
    "bool_type": "must be true or false",
    "datetime_type": "must be a date with time and zone",
    "timezone_aware": "needs a time zone",
    "enum": "must be one of {expected}",
}
"""Our words for pydantic's kinds of errors. What is not here has the wrong type or form."""


def _problem(model: type[BaseModel], error: ErrorDetails) -> JobProblem:
    kind, context, location = error["type"], error.get("ctx", {}), tuple(error["loc"])
    if kind == "extra_forbidden":
        message = _unknown(model, location)
        return JobProblem(location=location[:-1], message=message, key=str(location[-1]))
    if kind == "piilint":
        return JobProblem(location=location, message=error["msg"])
    if kind in {"string_too_short", "too_short"} and context["min_length"] == 1:
        return JobProblem(location=location, message="is empty")
    message = _MESSAGES.get(kind, "has the wrong type or form").format(**context)
    return JobProblem(location=location, message=message)


def _unknown(model: type[BaseModel], location: tuple[str | int, ...]) -> str:
    """What to say of a field that is not known: its name, being input, is not shown."""
    for step in location[:-1]:
        if isinstance(step, str):
            model = _model_in(model.model_fields[step].annotation) or model
    known = sorted(model.model_fields)
    close = difflib.get_close_matches(str(location[-1]), known, 1)
    hint = f": did you mean {close[0]}?" if close else f"; known are {', '.join(known)}"
    return f"has a field that is not known{hint}"


def _model_in(annotation: object) -> type[BaseModel] | None:
    """The model that a field's annotation speaks of, inside of tuples and options."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)
