import type * as pulumi from "@pulumi/pulumi";
import {
  ACCESS,
  ADMIN_ACCESS,
  type EnvironmentSettings,
  ROLES,
  type Role,
  type RoleAccess,
  SNAPSHOT_ACCESS,
} from "../config";
import type { EnvironmentGroups } from "./environment-groups";
import type { EnvironmentPrincipals } from "./principals";
import type { SnapshotSource } from "./snapshot-sources";

/** Whom the access model's roles stand for. */
export interface People {
  groups: EnvironmentGroups;
  principals: EnvironmentPrincipals;
  /** Environments of whose tables this one gets snapshots: their identities write here. */
  sources: readonly SnapshotSource[];
}

interface Holder {
  /** As privileges and permissions name it: a group by its name, a service principal by its application id. */
  name: pulumi.Input<string>;
  /** As the account numbers it. */
  id: pulumi.Input<string>;
}

/** A principal with all that the access model lets it do in the environment. */
export interface RoleHolder extends Holder {
  /** The spelling of resource names: `data-scientists`. */
  key: string;
  rights: RoleAccess;
}

/** Everyone who holds rights in an environment. */
export function roleHolders({ environment }: EnvironmentSettings, { groups, principals }: People): RoleHolder[] {
  const { deployment, runners, snapshots } = principals;
  const holders: Record<Role, Holder> = {
    dataScientists: groups.dataScientists,
    mlEngineers: groups.mlEngineers,
    runners: { name: runners.displayName, id: runners.id },
    deployment: { name: deployment.identity.clientId, id: deployment.servicePrincipal.id },
  };
  return [
    ...ROLES.map((role) => ({ key: kebab(role), ...holders[role], rights: ACCESS[environment.stage][role] })),
    { key: "platform-admins", ...groups.platformAdmins, rights: ADMIN_ACCESS },
    ...(snapshots
      ? [{ key: "snapshots", name: snapshots.displayName, id: snapshots.id, rights: SNAPSHOT_ACCESS.source }]
      : []),
  ];
}

/** `dataScientists` → `data-scientists` */
const kebab = (role: string): string => role.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
