"""One cell of the matrix, and how it is tried."""

from collections.abc import Callable
from dataclasses import dataclass

from databricks.sdk.errors import DatabricksError, NotFound, NotImplemented, PermissionDenied

ALLOWED, DENIED, ABSENT = "allowed", "denied", "absent"


class Unlisted(Exception):
    """A list came without what was looked for."""


class Refused(Exception):
    """An answer, that is no error to the SDK, said no."""


@dataclass(frozen=True)
class Action:
    """Something to try, with one call."""

    name: str
    # What is called: with a client of the principal, and with what the view is about.
    call: Callable
    # Verbs of which any allows it.
    verbs: frozenset = frozenset()
    # Whether it takes the workspace's warehouse besides.
    on_warehouse: bool = False
    # Takes back what the call did, as an administrator: with its client, what the view is about, and the call's result.
    undo: Callable | None = None
    # Of what is not there for somebody, a list says nothing.
    listing: bool = False


@dataclass(frozen=True)
class Cell:
    view: str
    principal: str
    securable: str
    action: str
    # ALLOWED, DENIED or ABSENT.
    expected: str
    attempt: Callable
    undo: Callable | None = None

    def disagreement(self):
        """Tries it; None where it went as expected, else how it went."""
        got = self._try()
        return None if got == self.expected else got

    def _try(self):
        try:
            result = self.attempt()
        except (PermissionDenied, Refused):
            return DENIED
        except (NotFound, Unlisted):
            return ABSENT
        except NotImplemented:
            # The sandbox says so of what it does not run, once it has been allowed.
            return ALLOWED
        except DatabricksError as error:
            return f"{type(error).__name__}: {error}"
        if self.undo:
            self.undo(result)
        return ALLOWED


def listed(wanted, found):
    """The answer of a list that must have all that is wanted."""
    missing = set(wanted) - set(found)
    if missing:
        raise Unlisted(", ".join(sorted(map(str, missing))))
