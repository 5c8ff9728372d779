"""The access model as the design has it, in verbs: who may do what, in which stage. Nothing else grants anything."""

# With what lies in a catalog.
PASS = "pass through it"
KNOW = "know of it"
READ = "read it"
WRITE = "write rows and files"
MAKE = "make tables and models"
ADD = "add schemas and volumes"
TEND = "register versions and move aliases"
GOVERN = "change, delete and grant"
KEEP = "do all of that with what they made"

# With what is in a workspace.
LOOK = "look at a project's objects"
RUN = "start and stop jobs"
RETRAIN = "start the training job"
QUERY = "query endpoints"
SERVE = "change endpoints"
LOG = "log runs to the experiment"
VISIT = "read the project's folder"
SQL = "use the warehouse"
COMPUTE = "make job clusters"
EXPLORE = "make interactive clusters"
SECRETS = "read the environment's secrets"
ADMINISTER = "administer the workspace"

_EVERY_STAGE = ("development", "staging", "production")
_WORK = {KNOW, READ, WRITE, MAKE, ADD}
_READ = {KNOW, READ}


def _always(*verbs):
    return {stage: set(verbs) for stage in _EVERY_STAGE}


# Roles: two groups of people; platform admins; the projects' run identities, for what is not their project's; the
# identities that CI deploys as, and previews pull requests as; and the one that the retraining webhook starts jobs as.
DATA = {
    "data scientists": {"development": _WORK, "staging": _READ, "production": _READ},
    "ML engineers": {"development": _WORK, "staging": _READ, "production": _READ},
    "platform admins": _always(*_WORK, TEND, GOVERN),
    "runners": _always(KNOW),
    "deployment": _always(*_WORK, TEND, GOVERN),
    "preview": _always(PASS),
    "retraining": _always(),
}

# What a run identity may do with its project's own schema besides.
OWN_DATA = {KNOW, READ, WRITE, MAKE, TEND, KEEP}

# There are interactive clusters in development only, whoever asks.
_ADMINISTER = {"development": {ADMINISTER, EXPLORE}, "staging": {ADMINISTER}, "production": {ADMINISTER}}
_DEVELOP = {LOOK, RUN, QUERY, LOG, VISIT, SQL, COMPUTE, EXPLORE}

WORKSPACE = {
    "data scientists": {"development": _DEVELOP, "staging": {LOOK, VISIT}, "production": {LOOK, VISIT}},
    "ML engineers": {
        "development": _DEVELOP,
        "staging": {LOOK, VISIT, RUN, SQL, COMPUTE},
        "production": {LOOK, VISIT},
    },
    "platform admins": _ADMINISTER,
    "runners": _always(SQL, COMPUTE, SECRETS),
    "deployment": _ADMINISTER,
    "preview": _always(),
    "retraining": _always(RETRAIN),
}

# What a run identity may do with its project's own objects besides.
OWN_OBJECTS = {SERVE, QUERY, LOG, VISIT}
