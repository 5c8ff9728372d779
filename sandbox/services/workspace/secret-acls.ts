import { namedPrincipal, principalIdByName } from "../../authority/objects/principals";
import { type Behaviour, notFound, type Service, workspaceIdOf } from "../../control-plane";
import { putScope, type SecretLevel, scopeFor } from "./secret-scopes";

interface AclAddress {
  scope: string;
  /** A user name, a service principal's application id, or a group. */
  principal: string;
}

const put: Behaviour<AclAddress & { permission: SecretLevel }> = ({ scope: name, principal, permission }, call) => {
  const scope = scopeFor(call, name, "MANAGE");
  const acl = { ...scope.acl, [principalIdByName(call, principal)]: permission };
  putScope(call, { ...scope, acl });
  return undefined;
};

const get: Behaviour<AclAddress> = ({ scope: name, principal }, call) => {
  const { acl } = scopeFor(call, name, "MANAGE");
  const permission = acl[principalIdByName(call, principal)];
  if (!permission) throw notFound(`Failed to get secret acl for principal ${principal} for scope ${name}.`);
  return { principal, permission };
};

const list: Behaviour<{ scope: string }> = ({ scope: name }, call) => {
  const { acl } = scopeFor(call, name, "MANAGE");
  const items = Object.entries(acl).flatMap(([id, permission]) => {
    const { user_name, service_principal_name, group_name } = namedPrincipal(call.store, workspaceIdOf(call), id) ?? {};
    const principal = user_name ?? service_principal_name ?? group_name;
    return principal ? [{ principal, permission }] : [];
  });
  return { items };
};

const remove: Behaviour<AclAddress> = ({ scope: name, principal }, call) => {
  const scope = scopeFor(call, name, "MANAGE");
  const id = principalIdByName(call, principal);
  const { [id]: removed, ...acl } = scope.acl;
  if (!removed)
    throw notFound(`Failed to delete secret acl for principal ${principal} for scope ${name}: there is none.`);
  putScope(call, { ...scope, acl });
  return undefined;
};

export const secretAclsService: Service = {
  "workspace.Secrets.PutAcl": put,
  "workspace.Secrets.GetAcl": get,
  "workspace.Secrets.ListAcls": list,
  "workspace.Secrets.DeleteAcl": remove,
};
