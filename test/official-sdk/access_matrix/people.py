"""Makes the users and groups of the matrix that the sandbox's account does not start with."""

from databricks.sdk.service.iam import ComplexValue, Patch, PatchOp, PatchSchema

from .clients import DEPLOYER, account_as, group_named
from .principals import BOTH, GUEST, GUESTS, NESTED, OTHER_GUESTS
from .settings_files import GROUPS

# Already among the data scientists, by the sandbox's seed.
_NESTED_GROUP = "senior-data-scientists"


def make_people():
    account = account_as(DEPLOYER)
    both, nested, guest = (account.users.create(user_name=each.name) for each in (BOTH, NESTED, GUEST))
    for group in (GROUPS["dataScientists"], GROUPS["mlEngineers"]):
        add_member(group, both.id)
    add_member(_NESTED_GROUP, _group("data-science-interns", nested.id).id)
    _group(GUESTS, _group("access-matrix-inner-guests", guest.id).id)
    _group(OTHER_GUESTS, guest.id)


def _group(name, member_id):
    return account_as(DEPLOYER).groups.create(display_name=name, members=[ComplexValue(value=member_id)])


def add_member(group, member_id):
    """Adds a user or a group to a group of the account."""
    _change_members(group, PatchOp.ADD, {"value": {"members": [{"value": member_id}]}})


def remove_member(group, member_id):
    _change_members(group, PatchOp.REMOVE, {"path": f'members[value eq "{member_id}"]'})


def _change_members(group, operation, what):
    account_as(DEPLOYER).groups.patch(
        group_named(group).id,
        operations=[Patch.from_dict({"op": operation.value, **what})],
        schemas=[PatchSchema.URN_IETF_PARAMS_SCIM_API_MESSAGES_2_0_PATCH_OP],
    )
