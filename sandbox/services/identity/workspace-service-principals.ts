import { calledWorkspace, requireWorkspaceAdmin } from "../../authority/workspace/caller";
import { setEntitlements } from "../../authority/workspace/entitlements";
import { assign, dismissAdministrator, everyoneIn, isIn, memberIds } from "../../authority/workspace/members";
import { ApiError, type Call, type ServicePrincipal, servicePrincipals } from "../../control-plane";
import { createServicePrincipal, findServicePrincipal, servicePrincipalsNamed } from "./directory-records";
import { forgetMember } from "./forget-principal";
import { scimOperations } from "./scim-operations";
import { changeInWorkspace, entitlementsIn } from "./workspace-changes";
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
    return known.map(({ value }) => value);
  },
  named: {
    applicationid: (call, id) => present(call, servicePrincipalsNamed.applicationid(call, id)),
    displayname: (call, name) => present(call, servicePrincipalsNamed.displayname(call, name)),
  },
  get: (call, id) => (isIn(call, calledWorkspace(call), id) ? call.store.get(servicePrincipals, id) : undefined),
  show: workspaceServicePrincipal,
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
    setEntitlements(store, workspace.id, identity.id, entitlementsIn(given));
    return identity;
  },
  replace: (call, id, wanted, before) =>
    changeInWorkspace(call, id, wanted, before, ["applicationId", "displayName", "externalId", "active"]),
  remove(call, id) {
    const workspace = calledWorkspace(call);
    forgetMember(call.store, workspace.id, id);
    dismissAdministrator(call.store, workspace, id);
  },
});

/** Those of them that are in the called workspace. */
function present(call: Call, identities: ServicePrincipal[]): ServicePrincipal[] {
  const workspace = calledWorkspace(call);
  return identities.filter(({ id }) => isIn(call, workspace, id));
}
