"""The last few things that were asked for, in memory: what one page asks twice, or twenty readers at once, is made
once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

_Key = TypeVar("_Key", bound=Hashable)
_Held = TypeVar("_Held")


class LastOnes(Generic[_Key, _Held]):
    """At most so many things, safe among threads.  What is held is shared: it must not be changed by who gets it.

    A key says everything on which the thing depends: of a journal its folder and its head, of which the hash of the
    last entry is a part, so that nothing old is ever given for something new.
    """

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, Lock()
        self._held: OrderedDict[_Key, _Held] = OrderedDict()
        self._making: dict[_Key, Lock] = {}

    def of(self, key: _Key, make: Callable[[], _Held], holds: Callable[[_Held], bool] = lambda _: True) -> _Held:
        """What is held under a key and still holds; else it is made, while others who ask for the same wait.

        The one that nobody asked for the longest goes when there are too many.  Errors  those of `make`.
        """
        with self._lock:
            found = self._found(key)
            if found is not None and holds(found[0]):
                return found[0]
            making = self._making.setdefault(key, Lock())
        with making:
            with self._lock:
                found = self._found(key)
            if found is not None and holds(found[0]):
                return found[0]
            try:
                made = make()
                self._hold(key, made)
                return made
            finally:
                with self._lock:
                    self._making.pop(key, None)

    def _hold(self, key: _Key, made: _Held) -> None:
        with self._lock:
            self._held[key] = made
            self._held.move_to_end(key)
            while len(self._held) > self._most:
                self._held.popitem(last=False)

    def _found(self, key: _Key) -> tuple[_Held] | None:
        if key not in self._held:
            return None
        self._held.move_to_end(key)
        return (self._held[key],)
