import { Access } from "../../authority/unity-catalog/access";
import { grantsOn, setGrants } from "../../authority/unity-catalog/grants";
import { grantable, includes, onlyReads, spelled } from "../../authority/unity-catalog/privileges";
import {
  described,
  isOfSystem,
  isSecurableType,
  lineageOf,
  recipientRef,
  type SecurableRef,
  securables,
} from "../../authority/unity-catalog/securables";
import {
  type Behaviour,
  type Call,
  compareKeys,
  type Entry,
  invalidParameter,
  page,
  permissionDenied,
  type Service,
} from "../../control-plane";
import { credentialNamed } from "./credential-names";

interface Target {
  securable_type: string;
  full_name: string;
}

interface Filtered extends Target {
  principal?: string;
  max_results?: number;
  page_token?: string;
}

interface PrivilegeAssignment {
  principal: string;
  privileges: string[];
}

export interface PermissionsChange {
  principal?: string;
  add?: string[];
  remove?: string[];
}

function targetOf({ securable_type: type, full_name: name }: Target, call: Call, access: Access): SecurableRef {
  const known = type.toLowerCase();
  if (!isSecurableType(known)) {
    const types = Object.keys(securables).join(", ");
    throw invalidParameter(`SECURABLE_TYPE ${type} is not one that the sandbox has: ${types}.`);
  }
  if (known === "credential") return credentialNamed(call.store, name);
  return { type: known, name: known === "metastore" ? access.metastoreId : name.toLowerCase() };
}

/**
 * Who manages a securable sees every grant on it; anybody else those to themselves and their groups. On a share they are
 * to recipients, and whoever may use it sees them.
 */
function mayKnow(call: Call, access: Access, securable: SecurableRef, principal: string): boolean {
  if (access.manages(securable)) return true;
  return securable.type === "share" ? access.may("USE_SHARE", securable) : call.principal.names.has(principal);
}

function assignmentsOn(call: Call, securable: SecurableRef): Entry<PrivilegeAssignment>[] {
  return Object.entries(grantsOn(call.store, securable))
    .map(([principal, privileges]) => ({ key: principal, value: { principal, privileges } }))
    .sort(byKey);
}

export const getPermissions: Behaviour<Filtered> = (request, call) => {
  const access = Access.of(call);
  const securable = targetOf(request, call, access);
  access.existing(securable);
  const known = assignmentsOn(call, securable)
    .filter(({ key }) => mayKnow(call, access, securable, key))
    .filter(({ key }) => request.principal === undefined || key === grantedName(call, securable, request.principal));
  const { items, nextToken } = page(known, { token: request.page_token, size: request.max_results });
  return { privilege_assignments: items, next_page_token: nextToken };
};

/** What grants call the principal; the name itself where nobody has it any more. A share is granted to recipients. */
const grantedName = (call: Call, { type }: SecurableRef, given: string): string =>
  type === "share" ? recipientRef(given).name : (call.directory.knownName(given) ?? given);

/** What grants call whom something is granted to. @throws ApiError for who does not exist, or is not the caller's to choose. */
function granteeName(call: Call, access: Access, { type }: SecurableRef, given: string): string {
  return type === "share" ? access.visible(recipientRef(given), "USE_RECIPIENT").name : call.directory.nameOf(given);
}

/** Whoever has both USE SHARE and SET SHARE PERMISSION grants on shares of others, too. */
function requireGranter(access: Access, securable: SecurableRef): void {
  access.existing(securable);
  const delegated = ["USE_SHARE", "SET_SHARE_PERMISSION"].every((privilege) => access.may(privilege, access.metastore));
  if (securable.type !== "share" || !delegated) access.grantable(securable);
}

/** In what is the service's own nobody is let do anything but read. */
function requireReading(securable: SecurableRef, privilege: string): void {
  if (isOfSystem(securable) && !onlyReads(privilege)) {
    throw permissionDenied(
      `${described(securable)} is owned by the system: ${spelled(privilege)} cannot be granted on it.`,
    );
  }
}

/** Adds what is inherited, each privilege with the securable on which it was granted. */
export const getEffectivePermissions: Behaviour<Filtered> = (request, call) => {
  const access = Access.of(call);
  const securable = targetOf(request, call, access);
  access.existing(securable);
  const effective = new Map<string, object[]>();
  for (const outer of lineageOf(securable, access.metastoreId)) {
    const inherited =
      outer.name === securable.name
        ? {}
        : { inherited_from_type: outer.type.toUpperCase(), inherited_from_name: outer.name };
    for (const [principal, privileges] of Object.entries(grantsOn(call.store, outer))) {
      if (!mayKnow(call, access, securable, principal)) continue;
      if (request.principal !== undefined && principal !== grantedName(call, securable, request.principal)) {
        continue;
      }
      const entry = effective.get(principal) ?? [];
      entry.push(...privileges.map((privilege) => ({ privilege, ...inherited })));
      effective.set(principal, entry);
    }
  }
  const assignments = [...effective].map(([principal, privileges]) => ({
    key: principal,
    value: { principal, privileges },
  }));
  const { items, nextToken } = page(assignments.sort(byKey), { token: request.page_token, size: request.max_results });
  return { privilege_assignments: items, next_page_token: nextToken };
};

export const updatePermissions: Behaviour<Target & { changes?: PermissionsChange[] }> = (request, call) => {
  const access = Access.of(call);
  const securable = targetOf(request, call, access);
  requireGranter(access, securable);
  const assignments = new Map(Object.entries(grantsOn(call.store, securable)));
  for (const { principal: given, add = [], remove = [] } of request.changes ?? []) {
    if (!given) throw invalidParameter("Each change needs a principal.");
    // A principal that no longer exists can be taken off, never added.
    const principal =
      add.length > 0 ? granteeName(call, access, securable, given) : grantedName(call, securable, given);
    const removed = remove.map((privilege) => grantable(privilege, securable));
    const added = add.map((privilege) => grantable(privilege, securable));
    for (const privilege of added) requireReading(securable, privilege);
    if (added.some((privilege) => removed.includes(privilege))) {
      throw invalidParameter(`Duplicate privileges to add and delete for principal ${principal}.`);
    }
    // Revoking ALL_PRIVILEGES revokes what it implies with it, and nothing else: the REVOKE statement's documentation.
    const kept = (assignments.get(principal) ?? []).filter((held) => !removed.some((gone) => includes(gone, held)));
    assignments.set(principal, [...new Set([...kept, ...added])].sort());
  }
  setGrants(call.store, securable, Object.fromEntries(assignments));
  return { privilege_assignments: assignmentsOn(call, securable).map(({ value }) => value) };
};

const byKey = (a: { key: string }, b: { key: string }): number => compareKeys(a.key, b.key);

export const permissionsService: Service = {
  "catalog.Grants.Get": getPermissions,
  "catalog.Grants.GetEffective": getEffectivePermissions,
  "catalog.Grants.Update": updatePermissions,
};
