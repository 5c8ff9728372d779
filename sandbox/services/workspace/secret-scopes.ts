import { isWorkspaceAdmin, principalIdsOf } from "../../authority/workspace/caller";
import { SYSTEM_GROUPS, systemGroupId } from "../../authority/workspace/members";
import {
  ApiError,
  type Behaviour,
  type Call,
  invalidParameter,
  notFound,
  permissionDenied,
  type Service,
  WorkspaceObjects,
  workspaceIdOf,
} from "../../control-plane";
import { hasAccess } from "../arm/access-control";
import { ArmResources } from "../arm/resources";
import { secrets } from "./secret";

/** The vault whose secrets a scope shows. */
interface KeyVault {
  /** ARM resource id of the vault. */
  resource_id: string;
  /** The vault's own address, for example `https://NAME.vault.azure.net/`. */
  dns_name: string;
}

/** What a principal may do with a scope's secrets, the weakest first: each includes those before it. */
export const SECRET_LEVELS = ["READ", "WRITE", "MANAGE"] as const;

export type SecretLevel = (typeof SECRET_LEVELS)[number];

/** A named set of secrets with an access control list. */
export interface SecretScope {
  name: string;
  backend_type: "DATABRICKS" | "AZURE_KEYVAULT";
  keyvault_metadata?: KeyVault;
  /** Levels by the principals' ids. */
  acl: Record<string, SecretLevel>;
}

/** By name in lower case: names that differ only in case are one. */
export const secretScopes = new WorkspaceObjects<SecretScope>("workspace.secret-scope");

const MAXIMUM_SCOPES = 100;
/** As "Secret scopes" in the service's documentation has it: no slash, by which a key could be read as another scope's. */
const NAME = /^[\w.@-]{1,128}$/;
const VAULT_ID = /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.KeyVault\/vaults\/([^/]+)$/i;

/** The name of a scope, or the key of a secret. @throws ApiError 400 */
export function requireSecretName(what: string, name: string): void {
  if (NAME.test(name)) return;
  throw invalidParameter(
    `${what} '${name}' is not valid: it consists of alphanumeric characters, dashes, underscores, periods and @, ` +
      "and has at most 128 of them.",
  );
}

export function putScope(call: Call, scope: SecretScope): void {
  secretScopes.put(call, scope.name.toLowerCase(), scope);
}

/** The scope, if it exists and the caller has `level` on it. @throws ApiError 404 or 403 */
export function scopeFor(call: Call, name: string, level: SecretLevel): SecretScope {
  const scope = secretScopes.get(call, name.toLowerCase());
  if (!scope) throw notFound(`Scope ${name} does not exist!`);
  if (!permits(call, scope, level)) {
    throw permissionDenied(`User ${call.principal.name} does not have ${level} permission on scope ${name}`);
  }
  return scope;
}

function permits(call: Call, scope: SecretScope, level: SecretLevel): boolean {
  if (isWorkspaceAdmin(call)) return true;
  const wanted = SECRET_LEVELS.indexOf(level);
  return [...principalIdsOf(call)].some((id) => {
    const held = scope.acl[id];
    return held !== undefined && SECRET_LEVELS.indexOf(held) >= wanted;
  });
}

interface CreateScope {
  scope: string;
  initial_manage_principal?: string;
  scope_backend_type?: SecretScope["backend_type"];
  backend_azure_keyvault?: KeyVault;
}

const create: Behaviour<CreateScope> = (request, call) => {
  const { scope: name, initial_manage_principal: manager, backend_azure_keyvault: vault } = request;
  requireSecretName("Scope name", name);
  if (secretScopes.has(call, name.toLowerCase())) {
    throw new ApiError(400, "RESOURCE_ALREADY_EXISTS", `Scope ${name} already exists!`);
  }
  if (secretScopes.all(call).length >= MAXIMUM_SCOPES) {
    throw new ApiError(400, "RESOURCE_LIMIT_EXCEEDED", `A workspace has at most ${MAXIMUM_SCOPES} secret scopes.`);
  }
  const backend = request.scope_backend_type ?? "DATABRICKS";
  putScope(call, {
    name,
    backend_type: backend,
    ...(backend === "AZURE_KEYVAULT" ? { keyvault_metadata: checkedVault(call, vault) } : withoutVault(vault)),
    acl: { [managerId(call, manager)]: "MANAGE" },
  });
  return undefined;
};

function managerId(call: Call, manager: string | undefined): string {
  if (manager === undefined || manager === "") return call.principal.id;
  if (manager === SYSTEM_GROUPS.users) return systemGroupId(workspaceIdOf(call), SYSTEM_GROUPS.users);
  throw invalidParameter(`initial_manage_principal can only be '${SYSTEM_GROUPS.users}', got '${manager}'.`);
}

/**
 * The vault, of which the scope shows every secret with the rights that Databricks itself has there: so whoever makes the
 * scope must be able to change the vault, whatever they administer.
 */
function checkedVault(call: Call, vault: KeyVault | undefined): KeyVault {
  if (!vault) throw invalidParameter("A scope of an Azure Key Vault takes backend_azure_keyvault.");
  const name = VAULT_ID.exec(vault.resource_id)?.[1];
  if (!name) throw invalidParameter(`${vault.resource_id} is not the resource id of a key vault.`);
  const host = URL.canParse(vault.dns_name) ? new URL(vault.dns_name) : undefined;
  if (host?.protocol !== "https:" || host.hostname.split(".")[0] !== name.toLowerCase()) {
    throw invalidParameter(
      `${vault.dns_name} is not the address of key vault ${name}: it looks like https://${name}.vault.azure.net/.`,
    );
  }
  const resources = new ArmResources(call.store, call.account);
  if (!hasAccess(call, resources, vault.resource_id, "Microsoft.KeyVault/vaults/write")) {
    throw permissionDenied(
      `${call.principal.name} does not have the Contributor role on the key vault ${vault.resource_id}.`,
    );
  }
  return vault;
}

function withoutVault(vault: KeyVault | undefined): Record<string, never> {
  if (vault) throw invalidParameter("backend_azure_keyvault takes scope_backend_type AZURE_KEYVAULT.");
  return {};
}

const list: Behaviour = (_request, call) => {
  const scopes = secretScopes
    .all(call)
    .filter((scope) => permits(call, scope, "READ"))
    .map(({ acl: _acl, ...scope }) => scope);
  return { scopes };
};

const remove: Behaviour<{ scope: string }> = ({ scope: name }, call) => {
  scopeFor(call, name, "MANAGE");
  secrets.removeAll(call, [name.toLowerCase()]);
  secretScopes.remove(call, name.toLowerCase());
  return undefined;
};

export const secretScopesService: Service = {
  "workspace.Secrets.CreateScope": create,
  "workspace.Secrets.ListScopes": list,
  "workspace.Secrets.DeleteScope": remove,
};
