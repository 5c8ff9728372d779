import { hasRoleOnServicePrincipal } from "../../authority/account/roles";
import { wasLetIn } from "../../authority/objects/principals";
import { areAdminsRestricted } from "../../authority/workspace/admin-restriction";
import { requireWorkspaceAdmin } from "../../authority/workspace/caller";
import {
  type Behaviour,
  type Call,
  notFound,
  permissionDenied,
  type Service,
  servicePrincipalsByApplication,
  workspaceIdOf,
} from "../../control-plane";
import { type PersonalToken, personalTokens } from "./personal-token";
import { makeToken, type NewToken } from "./personal-tokens";
import { requireTokenUse } from "./token-permissions";

type ById = { token_id: string };

/** A token as administrators see it: whose it is, who made it, and never its value. */
function shown(
  call: Call,
  { digest: _digest, made_with: _maker, principalId, createdById = principalId, ...token }: PersonalToken,
): object {
  const creator = call.directory.principal(createdById)?.name;
  return {
    ...token,
    owner_id: Number(principalId),
    created_by_id: Number(createdById),
    ...(creator === undefined ? {} : { created_by_username: creator }),
    workspace_id: workspaceIdOf(call),
  };
}

/** A token of a service principal, which makes none itself. */
const createOnBehalf: Behaviour<NewToken & { application_id: string }> = (
  { application_id: applicationId, ...request },
  call,
) => {
  requireWorkspaceAdmin(call);
  const id = call.store.find(servicePrincipalsByApplication.of(applicationId.toLowerCase()))?.key;
  const principal = id !== undefined && wasLetIn(call, id) ? call.directory.principal(id) : undefined;
  if (!principal) throw notFound(`Service principal with application ID ${applicationId} does not exist.`);
  if (areAdminsRestricted(call) && !hasRoleOnServicePrincipal(call, principal.name, "roles/servicePrincipal.user")) {
    throw permissionDenied(
      `Admins of this workspace are restricted (RESTRICT_TOKENS_AND_JOB_RUN_AS): ${call.principal.name} needs the role roles/servicePrincipal.user on ${principal.name}.`,
    );
  }
  requireTokenUse({ ...call, principal });
  const { token, value } = makeToken(call, principal.id, request);
  return { token_value: value, token_info: shown(call, token) };
};

const list: Behaviour<{ created_by_id?: number; created_by_username?: string }> = (
  { created_by_id: id, created_by_username: name },
  call,
) => {
  requireWorkspaceAdmin(call);
  const found = personalTokens.all(call).filter(({ principalId, createdById = principalId }) => {
    const isNamed = name === undefined || call.directory.principal(createdById)?.name === name.toLowerCase();
    return isNamed && (id === undefined || String(id) === createdById);
  });
  return { token_infos: found.map((token) => shown(call, token)) };
};

function existing(call: Call, id: string): PersonalToken {
  requireWorkspaceAdmin(call);
  const token = personalTokens.get(call, id);
  if (!token) throw notFound(`Token with ID ${id} does not exist`);
  return token;
}

const get: Behaviour<ById> = ({ token_id: id }, call) => ({ token_info: shown(call, existing(call, id)) });

const revoke: Behaviour<ById> = ({ token_id: id }, call) => {
  existing(call, id);
  personalTokens.remove(call, id);
  return undefined;
};

export const tokenManagementService: Service = {
  "settings.TokenManagement.CreateOboToken": createOnBehalf,
  "settings.TokenManagement.List": list,
  "settings.TokenManagement.Get": get,
  "settings.TokenManagement.Delete": revoke,
};
