import { namedPrincipal, namedPrincipalId } from "../../authority/objects/principals";
import { calledWorkspace, requireWorkspaceAdmin } from "../../authority/workspace/caller";
import { administratorIds, memberIds } from "../../authority/workspace/members";
import { ApiError, type Behaviour, type Call, malformedRequest, notFound, type Service } from "../../control-plane";
import {
  allGroups,
  changeAdministrators,
  changeLocalMembers,
  createLocalGroup,
  groupsNamed,
  isLocal,
  removeGroup,
  type ShownGroup,
} from "./workspace-groups";

interface OfGroup {
  group_name: string;
}

/** A user or service principal, or a group. */
interface OfMember {
  user_name?: string;
  group_name?: string;
}

const create: Behaviour<OfGroup> = ({ group_name: name }, call) => {
  requireWorkspaceAdmin(call);
  if (groupsNamed(call, name.toLowerCase()).length > 0) {
    throw new ApiError(400, "RESOURCE_ALREADY_EXISTS", `Group with name ${name} already exists.`);
  }
  return { group_name: createLocalGroup(call, { displayName: name }).displayName };
};

const list: Behaviour = (_request, call) => {
  requireWorkspaceAdmin(call);
  return { group_names: allGroups(call).map(nameOf) };
};

const listMembers: Behaviour<OfGroup> = ({ group_name: name }, call) => {
  requireWorkspaceAdmin(call);
  return { members: membersOf(call, existing(call, name)).flatMap((id) => memberIn(call, id) ?? []) };
};

/** The groups that somebody is in directly. */
const listParents: Behaviour<OfMember> = (request, call) => {
  requireWorkspaceAdmin(call);
  const id = memberId(call, request);
  return {
    group_names: allGroups(call)
      .filter((group) => membersOf(call, group).includes(id))
      .map(nameOf),
  };
};

const addMember: Behaviour<OfMember & { parent_name: string }> = ({ parent_name: parent, ...request }, call) => {
  requireWorkspaceAdmin(call);
  const id = memberId(call, request);
  changeMembers(call, existing(call, parent), (members) => [...new Set([...members, id])]);
  return {};
};

const removeMember: Behaviour<OfMember & { parent_name: string }> = ({ parent_name: parent, ...request }, call) => {
  requireWorkspaceAdmin(call);
  const id = memberId(call, request);
  changeMembers(call, existing(call, parent), (members) => members.filter((member) => member !== id));
  return {};
};

const remove: Behaviour<OfGroup> = ({ group_name: name }, call) => {
  requireWorkspaceAdmin(call);
  const group = existing(call, name);
  removeGroup(call, typeof group === "string" ? "" : group.id);
  return {};
};

const nameOf = (group: ShownGroup): string => (typeof group === "string" ? group : group.displayName);

function existing(call: Call, name: string): ShownGroup {
  const group = groupsNamed(call, name.toLowerCase()).find((each) => nameOf(each) === name);
  if (group === undefined) throw notFound(`Group ${name} does not exist.`);
  return group;
}

function membersOf(call: Call, group: ShownGroup): string[] {
  if (typeof group !== "string") return group.members;
  const workspace = calledWorkspace(call);
  return [...(group === "admins" ? administratorIds(call.store, workspace) : memberIds(call.store, workspace))];
}

/** Service principals are named as users here, by their application ids: this API is older than they are. */
function memberIn(call: Call, id: string): OfMember | undefined {
  const found = namedPrincipal(call.store, calledWorkspace(call).id, id);
  if (!found) return undefined;
  const { group_name, user_name = found.service_principal_name } = found;
  return group_name === undefined ? { ...(user_name === undefined ? {} : { user_name }) } : { group_name };
}

function memberId(call: Call, { user_name, group_name }: OfMember): string {
  return namedPrincipalId(call, {
    ...(user_name === undefined ? {} : { user_name }),
    ...(group_name === undefined ? {} : { group_name }),
  });
}

/** @throws ApiError 400, as the documentation of identity federation has it, for a group of the account. */
function changeMembers(call: Call, group: ShownGroup, changed: (members: string[]) => string[]): void {
  const members = changed(membersOf(call, group));
  if (group === "admins") changeAdministrators(call, members);
  else if (typeof group !== "string" && isLocal(call, group)) changeLocalMembers(call, group, members);
  else {
    throw malformedRequest(`Group membership cannot be updated as ${nameOf(group)} can only be managed in account.`);
  }
}

/** The API for groups that was there before SCIM; workspace admins still use it, and only they may. */
export const legacyGroupsService: Service = {
  "iam.LegacyGroups.Create": create,
  "iam.LegacyGroups.List": list,
  "iam.LegacyGroups.ListMembers": listMembers,
  "iam.LegacyGroups.ListParents": listParents,
  "iam.LegacyGroups.AddMember": addMember,
  "iam.LegacyGroups.RemoveMember": removeMember,
  "iam.LegacyGroups.Delete": remove,
};
