import { users } from "../../control-plane";
import { changeUser, createUser } from "./directory-records";
import { forgetPrincipal } from "./forget-principal";
import { scimOperations } from "./scim-operations";
import { accountUser } from "./scim-rendering";
import { requireAccountAdmin } from "./workspace-access";

export const accountUsersService = scimOperations("iam.AccountUsersV2", {
  noun: "User",
  patchable: ["userName", "displayName", "externalId", "active", "name", "emails", "roles"],
  requireReader: requireAccountAdmin,
  requireWriter: requireAccountAdmin,
  list: (call) => call.store.list(users).map(({ value }) => accountUser(call, value)),
  get(call, id) {
    const user = call.store.get(users, id);
    return user && accountUser(call, user);
  },
  create: (call, given) => accountUser(call, createUser(call.store, given)),
  replace(call, id, wanted) {
    const user = call.store.get(users, id);
    if (user) changeUser(call.store, user, wanted);
  },
  remove: (call, id) => forgetPrincipal(call.store, id),
});
