"""Which children of an element are missing, surplus or in the wrong place.

A validator stops at the first child that does not fit. Here the children are aligned with
the content model, at the least cost in children that would have to be put in or taken
out, so that everything that is wrong with them is said at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from xmlschema.validators import XsdElement, XsdGroup

__all__ = ["ContentModel", "Edit"]

_OUT = 2
_IN = 2
_IN_LATER_BRANCH = 5
"""Putting in an element of a choice's later branch: the schema names the usual one first."""
_MOST_CHILDREN = 500
"""Aligned in full; no valid content has a tenth of it, so the rest is surplus in any case."""

END = ""
"""Stands for the end of the content where names of expected elements are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change that the children need.

    ``index`` is the child's place among the children; ``names`` are the elements that could
    stand there (``END`` for none more), or for a missing one, those of which one is missing.
    """

    kind: Literal["missing", "misplaced", "surplus", "unknown"]
    index: int
    names: tuple[str, ...]
    maximum: int = 0
    found: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    name: str
    target: int
    cost: int
    instead: tuple[str, ...]


class ContentModel:
    """A model group as an automaton whose states are numbered along its way."""

    def __init__(self, group: XsdGroup) -> None:
        self._steps: list[list[_Step]] = [[]]
        self._skips: list[list[int]] = [[]]
        self._end = self._repeated(group, 0, (), _IN)
        self._most = _occurrences(group)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all elements that the content may hold, in the schema's order."""
        return tuple(self._most)

    def edits(self, children: Sequence[str]) -> Iterator[Edit]:
        """What makes the children fit, in their order; nothing where they fit."""
        known: list[int] = []
        runs = dict.fromkeys(self._most, 0)
        previous = None
        for index, name in enumerate(children):
            if name not in self._most:
                continue
            runs[name] = runs[name] + 1 if name == previous else 1
            previous = name
            # One more than fit shows that there are too many; the others add nothing.
            if runs[name] <= self._most[name] + 1 and len(known) < _MOST_CHILDREN:
                known.append(index)
        trail = self._align([children[index] for index in known])
        yield from self._report(children, known, trail)

    def _report(
        self,
        children: Sequence[str],
        known: Sequence[int],
        trail: Sequence[tuple[int, _Step | None]],
    ) -> Iterator[Edit]:
        """Put the changes in words; ``trail`` is what :meth:`_align` returns."""
        out = [known[at] for at, step in trail if step is None]
        moved = {children[index] for index in out}
        kept = set(known).difference(out)
        counts: dict[str, int] = {}
        for name in children:
            counts[name] = counts.get(name, 0) + 1
        missing: dict[int, list[_Step]] = {}
        for at, step in trail:
            if step is not None and moved.isdisjoint((step.name, *step.instead)):
                place = known[at] if at < len(known) else len(children)
                missing.setdefault(place, []).append(step)
        state = 0
        surplus: set[str] = set()
        for index, name in enumerate(children):
            yield from _missing(index, missing)
            if index in kept:
                state = self._follow(state, name)
            elif name not in self._most:
                yield Edit(kind="unknown", index=index, names=self._expected(state))
            elif name in surplus:
                continue
            elif counts[name] > self._most[name]:
                surplus.add(name)
                yield Edit(
                    kind="surplus",
                    index=index,
                    names=self._expected(state),
                    maximum=self._most[name],
                    found=counts[name],
                )
            else:
                yield Edit(kind="misplaced", index=index, names=self._expected(state))
        yield from _missing(len(children), missing)

    def _repeated(
        self, item: XsdElement | XsdGroup, start: int, instead: tuple[str, ...], cost: int
    ) -> int:
        """Add a particle with all its occurrences; returns the state behind it."""
        if item.max_occurs is None:
            raise ValueError("the schema has an element without an upper bound")
        ends = [start] if item.min_occurs == 0 else []
        state = start
        for occurrence in range(1, item.max_occurs + 1):
            state = self._once(item, state, instead, cost)
            if occurrence >= item.min_occurs:
                ends.append(state)
        return self._joined(ends)

    def _once(
        self, item: XsdElement | XsdGroup, start: int, instead: tuple[str, ...], cost: int
    ) -> int:
        if isinstance(item, XsdElement):
            end = self._state()
            step = _Step(
                name=item.local_name, target=end, cost=cost, instead=instead or (item.local_name,)
            )
            self._steps[start].append(step)
            return end
        if item.model == "choice":
            heads = instead or _heads(item)
            costs = [cost, *[_IN_LATER_BRANCH] * (len(item) - 1)]
            return self._joined(
                [
                    self._repeated(part, start, heads, each)
                    for part, each in zip(_parts(item), costs, strict=True)
                ]
            )
        for part in _parts(item):
            start = self._repeated(part, start, instead, cost)
            if part.min_occurs:
                instead, cost = (), _IN
        return start

    def _state(self) -> int:
        self._steps.append([])
        self._skips.append([])
        return len(self._steps) - 1

    def _joined(self, ends: Sequence[int]) -> int:
        state = self._state()
        for end in ends:
            self._skips[end].append(state)
        return state

    def _align(self, children: Sequence[str]) -> list[tuple[int, _Step | None]]:
        """The changes of the cheapest way through the model, in order.

        Each is the index of a child and the step to put in before it, or None to take it out.
        """
        size = len(self._steps)
        far = 1 << 30
        costs = [0] + [far] * (size - 1)
        back: list[dict[int, tuple[int, int, _Step | None]]] = []
        came: dict[int, tuple[int, int, _Step | None]] = {}
        for at in range(len(children) + 1):
            for state in range(size):
                for target in self._skips[state]:
                    if costs[state] < costs[target]:
                        costs[target] = costs[state]
                        came[target] = (at, state, None)
                for step in self._steps[state]:
                    if costs[state] + step.cost < costs[step.target]:
                        costs[step.target] = costs[state] + step.cost
                        came[step.target] = (at, state, step)
            back.append(came)
            if at == len(children):
                break
            following = [cost + _OUT for cost in costs]
            came = {state: (at, state, None) for state in range(size)}
            for state in range(size):
                for step in self._steps[state]:
                    if step.name == children[at] and costs[state] < following[step.target]:
                        following[step.target] = costs[state]
                        came[step.target] = (at, state, step)
            costs = following
        return _traced(back, self._end)

    def _reachable(self, state: int) -> Iterator[int]:
        """The state and all that it can be left for without an element."""
        seen = {state}
        queue = [state]
        for here in queue:
            yield here
            new = [target for target in self._skips[here] if target not in seen]
            seen.update(new)
            queue.extend(new)

    def _follow(self, state: int, name: str) -> int:
        for here in self._reachable(state):
            for step in self._steps[here]:
                if step.name == name:
                    return step.target
        # An element that is missing stood between: go on behind the next one of that name.
        for here in range(state, len(self._steps)):
            for step in self._steps[here]:
                if step.name == name:
                    return step.target
        return state

    def _expected(self, state: int) -> tuple[str, ...]:
        names: dict[str, None] = {}
        end = False
        for here in self._reachable(state):
            names.update((step.name, None) for step in self._steps[here])
            end = end or here == self._end
        return (*names, END) if end else tuple(names)


def _traced(
    back: Sequence[dict[int, tuple[int, int, _Step | None]]], end: int
) -> list[tuple[int, _Step | None]]:
    trail: list[tuple[int, _Step | None]] = []
    at, state = len(back) - 1, end
    while (at, state) != (0, 0):
        before, previous, step = back[at][state]
        if before == at:
            if step is not None:
                trail.append((at, step))
        elif step is None:
            trail.append((before, None))
        at, state = before, previous
    return trail[::-1]


def _missing(index: int, missing: dict[int, list[_Step]]) -> Iterator[Edit]:
    for step in missing.get(index, ()):
        yield Edit(kind="missing", index=index, names=step.instead)


def _parts(group: XsdGroup) -> list[XsdElement | XsdGroup]:
    return [part for part in group if isinstance(part, XsdElement | XsdGroup)]


def _heads(item: XsdElement | XsdGroup) -> tuple[str, ...]:
    """The elements of which one must come first."""
    if isinstance(item, XsdElement):
        return (item.local_name,)
    parts = _parts(item)
    if item.model == "choice":
        return tuple(dict.fromkeys(name for part in parts for name in _heads(part)))
    return next((_heads(part) for part in parts if part.min_occurs), ())


def _occurrences(item: XsdElement | XsdGroup) -> dict[str, int]:
    """How often each element can occur at most."""
    times = item.max_occurs or 0
    if isinstance(item, XsdElement):
        return {item.local_name: times}
    counts: dict[str, int] = {}
    for part in _parts(item):
        for name, count in _occurrences(part).items():
            together = max if item.model == "choice" else int.__add__
            counts[name] = together(counts.get(name, 0), count)
    return {name: count * times for name, count in counts.items()}
