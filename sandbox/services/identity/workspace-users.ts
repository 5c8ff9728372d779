import { calledWorkspace, requireWorkspaceAdmin } from "../../authority/workspace/caller";
import { setEntitlements } from "../../authority/workspace/entitlements";
import { assign, dismissAdministrator, everyoneIn, isIn, memberIds } from "../../authority/workspace/members";
import { ApiError, users, usersByName } from "../../control-plane";
import { createUser, findUser } from "./directory-records";
import { forgetMember } from "./forget-principal";
import { scimOperations } from "./scim-operations";
import { changeInWorkspace, entitlementsIn } from "./workspace-changes";
import { workspaceUser } from "./workspace-rendering";

/** The people of the called workspace. Adding one that the account does not have adds it to the account too. */
export const workspaceUsersService = scimOperations("iam.UsersV2", {
  noun: "User",
  patchable: ["displayName", "active", "entitlements"],
  // Every member may see who else is there.
  requireReader: () => {},
  requireWriter: requireWorkspaceAdmin,
  list(call) {
    const here = everyoneIn(call.store, calledWorkspace(call));
    const known = call.store.list(users).filter(({ key }) => here.has(key));
    return known.map(({ value }) => value);
  },
  named: {
    username(call, name) {
      const workspace = calledWorkspace(call);
      const known = call.store.list(usersByName.of(name)).filter(({ key }) => isIn(call, workspace, key));
      return known.map(({ value }) => value);
    },
  },
  get: (call, id) => (isIn(call, calledWorkspace(call), id) ? call.store.get(users, id) : undefined),
  show: workspaceUser,
  create(call, given) {
    const { store } = call;
    const workspace = calledWorkspace(call);
    const user =
      (given.userName && findUser(store, given.userName)) || createUser(store, { ...given, roles: undefined });
    if (memberIds(store, workspace).has(user.id)) {
      throw new ApiError(409, "RESOURCE_ALREADY_EXISTS", `User with username ${user.userName} already exists.`);
    }
    assign(store, workspace.id, user.id, "USER");
    setEntitlements(store, workspace.id, user.id, entitlementsIn(given));
    return user;
  },
  replace: (call, id, wanted, before) =>
    changeInWorkspace(call, id, wanted, before, ["userName", "displayName", "externalId", "active"]),
  remove(call, id) {
    const workspace = calledWorkspace(call);
    forgetMember(call.store, workspace.id, id);
    dismissAdministrator(call.store, workspace, id);
  },
});
