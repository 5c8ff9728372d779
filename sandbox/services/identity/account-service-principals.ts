import { requireAccountAdmin } from "../../authority/account/roles";
import { servicePrincipals } from "../../control-plane";
import { changeServicePrincipal, createServicePrincipal, servicePrincipalsNamed } from "./directory-records";
import { forgetPrincipal } from "./forget-principal";
import { scimOperations } from "./scim-operations";
import { accountServicePrincipal } from "./scim-rendering";

export const accountServicePrincipalsService = scimOperations("iam.AccountServicePrincipalsV2", {
  noun: "Service principal",
  patchable: ["displayName", "externalId", "active", "roles"],
  requireReader: requireAccountAdmin,
  requireWriter: requireAccountAdmin,
  list: (call) => call.store.list(servicePrincipals).map(({ value }) => value),
  named: servicePrincipalsNamed,
  get: (call, id) => call.store.get(servicePrincipals, id),
  show: accountServicePrincipal,
  create: (call, given) => createServicePrincipal(call.store, given),
  replace(call, id, wanted) {
    const identity = call.store.get(servicePrincipals, id);
    if (identity) changeServicePrincipal(call.store, identity, wanted);
  },
  remove: (call, id) => forgetPrincipal(call.store, id),
});
