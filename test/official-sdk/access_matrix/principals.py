"""Who is in the matrix, with the roles that each has in each environment."""

from dataclasses import dataclass

from .roles import DATA, KNOW, OWN_DATA, OWN_OBJECTS, READ, WORKSPACE
from .settings_files import ENVIRONMENTS, OTHER_PROJECT, PROJECT, PROJECT_UNDER_TEST, binding


@dataclass(frozen=True)
class Principal:
    # What the matrix calls it.
    title: str
    # Whose token is used.
    name: str
    # Roles of people, the same in every environment.
    roles: tuple = ()
    # The environment that an identity belongs to, and its role there.
    environment: str = ""
    role: str = ""
    # The project of a run identity.
    project: str = ""
    # Workspaces that it was let into by hand.
    let_into: tuple = ()

    def roles_in(self, environment):
        return (*self.roles, *([self.role] if environment == self.environment else []))

    def is_in(self, workspace):
        """Whether the principal was let into the workspace of that environment."""
        return bool(self.roles_in(workspace)) or workspace in self.let_into

    def may_with_data(self, catalog, workspace):
        """What the principal may do in the project's schema in that environment's catalog, from that workspace."""
        stage = ENVIRONMENTS[catalog].stage
        verbs = set().union(*(DATA[role][stage] for role in self.roles_in(catalog)))
        if self.project == PROJECT.name and catalog == self.environment:
            verbs |= OWN_DATA
        return verbs if binding(catalog, workspace) == "write" else verbs & {KNOW, READ}

    def may_in_workspace(self, workspace):
        """What the principal may do with the project's objects in that environment's workspace."""
        stage = ENVIRONMENTS[workspace].stage
        verbs = set().union(*(WORKSPACE[role][stage] for role in self.roles_in(workspace)))
        return verbs | (OWN_OBJECTS if self.project == PROJECT.name and workspace == self.environment else set())


def _identity(role, environment, title, name, project=""):
    return Principal(title, name, environment=environment, role=role, project=project)


SCIENTIST = Principal("data scientist", "data.scientist@lakestage.example", ("data scientists",))
ENGINEER = Principal("ML engineer", "ml.engineer@lakestage.example", ("ML engineers",))
BOTH = Principal(
    "data scientist and ML engineer", "scientist.engineer@lakestage.example", ("data scientists", "ML engineers")
)
NESTED = Principal(
    "data scientist by a group in a group in the group", "intern.data.scientist@lakestage.example", ("data scientists",)
)
OUTSIDER = Principal("user in no group", "outsider@lakestage.example")
ADMIN = Principal("platform admin", "platform.admin@lakestage.example", ("platform admins",))

PEOPLE = (SCIENTIST, ENGINEER, BOTH, NESTED, OUTSIDER, ADMIN)

RUNNERS = tuple(
    _identity("runners", each, f"{each}'s run identity", f"lakestage-{each}-{PROJECT_UNDER_TEST}", PROJECT_UNDER_TEST)
    for each in ENVIRONMENTS
)
OTHER_RUNNER = _identity(
    "runners", "prod", "another project's run identity", f"lakestage-prod-{OTHER_PROJECT}", OTHER_PROJECT
)
DEPLOYERS = tuple(
    _identity("deployment", each, f"{each}'s CI identity", f"lakestage-{each}-deployment") for each in ENVIRONMENTS
)
PREVIEWERS = tuple(
    _identity("preview", each, f"{each}'s preview identity", f"lakestage-{each}-preview") for each in ENVIRONMENTS
)
RETRAINING = _identity("retraining", "prod", "prod's retraining webhook", "lakestage-prod-retraining")

PRINCIPALS = (*PEOPLE, *RUNNERS, OTHER_RUNNER, *DEPLOYERS, *PREVIEWERS, RETRAINING)

# Nobody's role: given things by hand, one at a time.
GUEST = Principal("guest", "guest@lakestage.example")
# A group with the guest's group in it, and one that the guest is in besides.
GUESTS, OTHER_GUESTS = "access-matrix-guests", "access-matrix-other-guests"
