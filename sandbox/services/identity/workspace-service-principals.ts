import { ApiError, servicePrincipals } from "../../control-plane";
import { createServicePrincipal, findServicePrincipal } from "./directory-records";
import { setEntitlements } from "./entitlements";
import { forgetMember } from "./forget-principal";
import { scimOperations } from "./scim-operations";
import { calledWorkspace, requireWorkspaceAdmin } from "./workspace-access";
import { changeInWorkspace } from "./workspace-changes";
import { assign, dismissAdministrator, everyoneIn, memberIds } from "./workspace-members";
import { workspaceServicePrincipal } from "./workspace-rendering";

/** The called workspace's identities for automation; as with users, a new one is added to the account too. */
export const workspaceServicePrincipalsService = scimOperations("iam.ServicePrincipalsV2", {
  noun: "Service principal",
  patchable: ["displayName", "active", "entitlements"],
  requireReader: () => {},
  requireWriter: requireWorkspaceAdmin,
  list(call) {
    const here = everyoneIn(call.store, calledWorkspace(call));
    const known = call.store.list(servicePrincipals).filter(({ key }) => here.has(key));
    return known.map(({ value }) => workspaceServicePrincipal(call, value));
  },
  get(call, id) {
    const here = everyoneIn(call.store, calledWorkspace(call)).has(id);
    const identity = here ? call.store.get(servicePrincipals, id) : undefined;
    return identity && workspaceServicePrincipal(call, identity);
  },
  create(call, given) {
    const { store } = call;
    const workspace = calledWorkspace(call);
    const identity =
      (given.applicationId && findServicePrincipal(store, given.applicationId)) ||
      createServicePrincipal(store, { ...given, roles: undefined });
    if (memberIds(store, workspace).has(identity.id)) {
      const message = `Service principal with application ID ${identity.applicationId} already exists.`;
      throw new ApiError(409, "RESOURCE_ALREADY_EXISTS", message);
    }
    assign(store, workspace.id, identity.id, "USER");
    setEntitlements(store, workspace.id, identity.id, given.entitlements);
    return workspaceServicePrincipal(call, identity);
  },
  replace: (call, id, wanted, before) =>
    changeInWorkspace(call, id, wanted, before, ["applicationId", "displayName", "externalId", "active"]),
  remove(call, id) {
    const workspace = calledWorkspace(call);
    forgetMember(call.store, workspace.id, id);
    dismissAdministrator(call.store, workspace, id);
  },
});
