import { calledWorkspace, requireWorkspaceAdmin } from "../../authority/workspace/caller";
import {
  administratorIds,
  assign,
  dismissAdministrator,
  everyoneIn,
  isIn,
  SYSTEM_GROUPS,
  type SystemGroup,
  systemGroupWithId,
} from "../../authority/workspace/members";
import { type Call, type Group, groups, groupsByName, type Workspace } from "../../control-plane";
import { scimError, valuesOf } from "./scim-object";
import { scimOperations } from "./scim-operations";
import { changeInWorkspace } from "./workspace-changes";
import { systemGroup, workspaceGroup } from "./workspace-rendering";

const USE_THE_ACCOUNT =
  "In a workspace with identity federation, groups belong to the account: create and delete them with the account's " +
  "SCIM API, and let them into the workspace with a permission assignment.";

/** The groups of the called workspace: those of the account that were let in, those in them, and its system groups. */
export const workspaceGroupsService = scimOperations<Group | SystemGroup>("iam.GroupsV2", {
  noun: "Group",
  patchable: ["displayName", "members", "entitlements"],
  requireReader: () => {},
  requireWriter: requireWorkspaceAdmin,
  list(call) {
    const here = everyoneIn(call.store, calledWorkspace(call));
    const known = call.store.list(groups).filter(({ key }) => here.has(key));
    return [...Object.values(SYSTEM_GROUPS), ...known.map(({ value }) => value)];
  },
  named: {
    displayname(call, name) {
      const workspace = calledWorkspace(call);
      const known = call.store.list(groupsByName.of(name)).filter(({ key }) => isIn(call, workspace, key));
      return [...Object.values(SYSTEM_GROUPS).filter((each) => each === name), ...known.map(({ value }) => value)];
    },
  },
  get(call, id) {
    const workspace = calledWorkspace(call);
    const known = isIn(call, workspace, id) ? call.store.get(groups, id) : undefined;
    return systemGroupWithId(workspace.id, id) ?? known;
  },
  show: (call, group) => (typeof group === "string" ? systemGroup(call, group) : workspaceGroup(call, group)),
  create() {
    throw scimError("mutability", USE_THE_ACCOUNT);
  },
  replace(call, id, wanted, before) {
    const workspace = calledWorkspace(call);
    const system = systemGroupWithId(workspace.id, id);
    if (system === "admins") changeAdministrators(call, workspace, valuesOf(wanted.members));
    const ofTheAccount = system === "admins" ? (["displayName"] as const) : (["displayName", "members"] as const);
    changeInWorkspace(call, id, wanted, before, ofTheAccount);
  },
  remove() {
    throw scimError("mutability", USE_THE_ACCOUNT);
  },
});

/** Being in `admins` and having the permission ADMIN are the same thing; who leaves it stays as a user. */
function changeAdministrators(call: Call, workspace: Workspace, wanted: string[]): void {
  const { store } = call;
  const before = administratorIds(store, workspace);
  call.directory.requireMembers("", wanted);
  for (const id of wanted.filter((id) => !before.has(id))) assign(store, workspace.id, id, "ADMIN");
  for (const id of [...before].filter((id) => !wanted.includes(id))) {
    dismissAdministrator(store, calledWorkspace(call), id);
    assign(store, workspace.id, id, "USER");
  }
}
