import { requireAccountAdmin } from "../../authority/account/roles";
import { groups, groupsByName } from "../../control-plane";
import { changeGroup, createGroup } from "./directory-records";
import { forgetPrincipal } from "./forget-principal";
import { valuesOf } from "./scim-object";
import { scimOperations } from "./scim-operations";
import { accountGroup } from "./scim-rendering";

export const accountGroupsService = scimOperations("iam.AccountGroupsV2", {
  noun: "Group",
  patchable: ["displayName", "externalId", "members", "roles"],
  requireReader: requireAccountAdmin,
  requireWriter: requireAccountAdmin,
  list: (call) => call.store.list(groups).map(({ value }) => value),
  named: { displayname: (call, name) => call.store.list(groupsByName.of(name)).map(({ value }) => value) },
  get: (call, id) => call.store.get(groups, id),
  show: accountGroup,
  create(call, given) {
    // Members are checked once the group is there; a refusal undoes both.
    const group = createGroup(call.store, given);
    call.directory.requireMembers(group.id, group.members);
    return group;
  },
  replace(call, id, wanted) {
    const group = call.store.get(groups, id);
    if (!group) return;
    call.directory.requireMembers(id, valuesOf(wanted.members));
    changeGroup(call.store, group, wanted);
  },
  remove: (call, id) => forgetPrincipal(call.store, id),
});
