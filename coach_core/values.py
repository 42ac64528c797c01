"""``dataclass`` for values that are made all the time: frozen for the type checker, not paid for at run time.

A frozen dataclass sets each field through ``object.__setattr__``, which takes ten times as long as a plain one: a
fifth of a whole turn. mypy refuses every assignment to a field of a frozen class all the same, and the tests run with
classes that refuse it themselves (tests/conftest.py).

And the standard one compiles up to six methods for each class when it is imported, a fifth of a start. Here comparing,
hashing and showing need no code of their own, and ``__init__`` is compiled when the first value is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    import dataclasses
    from operator import attrgetter
    from reprlib import recursive_repr

    NONE = dataclasses.MISSING

    def dataclass(*, frozen: bool = False, eq: bool = True, repr: bool = True, slots: bool = False) -> object:
        """The standard one, with methods as quick; where values are to be frozen they are hashed as frozen ones are."""

        def made(kind: type) -> type:
            own = vars(kind)
            kind = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(kind)
            add = {"__init__": _first(kind)}
            if repr:
                add["__repr__"] = _shown
            if eq:
                add["__eq__"], hashed = _compared(kind)
                add["__hash__"] = hashed if frozen else None
            for name, method in add.items():
                if own.get(name) is None:
                    setattr(kind, name, method)
            return kind

        return made

    def _first(kind: type) -> object:
        """An ``__init__`` that puts the real one in its place."""

        def first(self: object, /, *args: object, **named: object) -> None:
            kind.__init__ = _init(kind)
            kind.__init__(self, *args, **named)

        return first

    def _init(kind: type) -> object:
        wanted, lines, known = ["self"], [], {"NONE": NONE}
        for f in dataclasses.fields(kind):
            name, made = f.name, f.default_factory is not NONE
            if made:
                known[f"make_{name}"], known[f"default_{name}"] = f.default_factory, NONE
            elif f.default is not NONE:
                known[f"default_{name}"] = f.default
            if f.init:
                wanted.append(f"{name}=default_{name}" if f"default_{name}" in known else name)
                value = f"make_{name}() if {name} is NONE else {name}" if made else name
            elif f"default_{name}" in known:
                value = f"make_{name}()" if made else f"default_{name}"
            else:
                continue  # set behind
            lines.append(f"self.{name} = {value}")
        if hasattr(kind, "__post_init__"):
            lines.append("self.__post_init__()")
        body = "\n ".join(lines or ["pass"])
        exec(f"def __init__({', '.join(wanted)}):\n {body}", known)  # noqa: S102 - names of our own fields
        return known["__init__"]

    def _compared(kind: type) -> tuple[object, object]:
        names = [f.name for f in dataclasses.fields(kind) if f.compare]
        values = attrgetter(*names, *names[: len(names) == 1]) if names else lambda _: ()  # always several

        def same(self: object, other: object) -> bool:
            return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

        def hashed(self: object) -> int:
            return hash(values(self))

        return same, hashed

    @recursive_repr()
    def _shown(self: object) -> str:
        told = (f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self) if f.repr)
        return f"{self.__class__.__qualname__}({', '.join(told)})"
