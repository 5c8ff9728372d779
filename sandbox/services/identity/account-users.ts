import { requireAccountAdmin } from "../../authority/account/roles";
import { users, usersByName } from "../../control-plane";
import { changeUser, createUser } from "./directory-records";
import { forgetPrincipal } from "./forget-principal";
import { scimOperations } from "./scim-operations";
import { accountUser } from "./scim-rendering";

export const accountUsersService = scimOperations("iam.AccountUsersV2", {
  noun: "User",
  patchable: ["userName", "displayName", "externalId", "active", "name", "emails", "roles"],
  requireReader: requireAccountAdmin,
  requireWriter: requireAccountAdmin,
  list: (call) => call.store.list(users).map(({ value }) => value),
  named: { username: (call, name) => call.store.list(usersByName.of(name)).map(({ value }) => value) },
  get: (call, id) => call.store.get(users, id),
  show: accountUser,
  create: (call, given) => createUser(call.store, given),
  replace(call, id, wanted) {
    const user = call.store.get(users, id);
    if (user) changeUser(call.store, user, wanted);
  },
  remove: (call, id) => forgetPrincipal(call.store, id),
});
