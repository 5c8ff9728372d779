import { servicePrincipals } from "../../control-plane";
import { changeServicePrincipal, createServicePrincipal } from "./directory-records";
import { forgetPrincipal } from "./forget-principal";
import { scimOperations } from "./scim-operations";
import { accountServicePrincipal } from "./scim-rendering";
import { requireAccountAdmin } from "./workspace-access";

export const accountServicePrincipalsService = scimOperations("iam.AccountServicePrincipalsV2", {
  noun: "Service principal",
  patchable: ["displayName", "externalId", "active", "roles"],
  requireReader: requireAccountAdmin,
  requireWriter: requireAccountAdmin,
  list: (call) => call.store.list(servicePrincipals).map(({ value }) => accountServicePrincipal(call, value)),
  get(call, id) {
    const identity = call.store.get(servicePrincipals, id);
    return identity && accountServicePrincipal(call, identity);
  },
  create: (call, given) => accountServicePrincipal(call, createServicePrincipal(call.store, given)),
  replace(call, id, wanted) {
    const identity = call.store.get(servicePrincipals, id);
    if (identity) changeServicePrincipal(call.store, identity, wanted);
  },
  remove: (call, id) => forgetPrincipal(call.store, id),
});
