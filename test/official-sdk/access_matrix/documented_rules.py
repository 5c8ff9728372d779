"""Unity Catalog's documented rules on who may do what, in few lines, for what somebody holds by hand.

They are those of "Unity Catalog privileges and securable objects", of "Manage Unity Catalog object ownership", and what
the SDK's reference says each operation needs of its caller.
"""

from dataclasses import dataclass, field

# Never part of ALL PRIVILEGES.
_BY_NAME_ONLY = {"MANAGE", "EXTERNAL_USE_SCHEMA", "EXTERNAL_USE_LOCATION"}


def _around(securable):
    """`a.b.c` lies in `a.b`, which lies in `a`; the nearest first."""
    parts = securable.split(".")
    return [".".join(parts[:length]) for length in range(len(parts) - 1, 0, -1)]


@dataclass(frozen=True)
class Holding:
    """What somebody was given, by full name of the securable; directly or through any group."""

    title: str
    grants: dict = field(default_factory=dict)
    owns: frozenset = frozenset()

    def granted(self, privilege, securable):
        """Privileges are inherited by all that lies in what they were granted on."""
        return any(
            privilege in self.grants.get(each, ())
            or (privilege not in _BY_NAME_ONLY and "ALL_PRIVILEGES" in self.grants.get(each, ()))
            for each in (securable, *_around(securable))
        )

    def holds(self, privilege, securable):
        """An owner holds every privilege on what they own, but not on what lies in it."""
        return securable in self.owns or self.granted(privilege, securable)

    def passes(self, securable):
        """USE CATALOG and USE SCHEMA are gates: whatever is held within is of no use without."""
        gates = {0: "USE_CATALOG", 1: "USE_SCHEMA"}
        return all(self.holds(gates[outer.count(".")], outer) for outer in _around(securable))

    def may_use(self, privilege, securable):
        return self.passes(securable) and self.holds(privilege, securable)

    def may_modify(self, table):
        """Rows are changed by those who may read them, too."""
        return self.may_use("SELECT", table) and self.may_use("MODIFY", table)

    def may_manage(self, securable):
        """Owners manage what they own and all that lies in it; so do those with MANAGE."""
        owned = any(each in self.owns and self.passes(each) for each in (securable, *_around(securable)))
        return owned or (self.passes(securable) and self.granted("MANAGE", securable))

    def may_see(self, securable, privilege):
        """Who may use or manage it knows what it is like."""
        return self.may_use(privilege, securable) or self.may_manage(securable)

    def may_browse(self, securable, privilege):
        """BROWSE shows what it is like, gates or no gates, to those who ask for it."""
        return self.granted("BROWSE", securable) or self.may_see(securable, privilege)
