import type * as pulumi from "@pulumi/pulumi";
import {
  ACCESS,
  ADMIN_ACCESS,
  type EnvironmentSettings,
  PREVIEW_ACCESS,
  type RoleAccess,
  SNAPSHOT_ACCESS,
} from "../config";
import type { EnvironmentPeople, Group, ServicePrincipal } from "./stack-outputs";

/** A principal with all that the access model lets it do in the environment. */
export interface RoleHolder {
  /** The spelling of resource names: `data-scientists`. */
  key: string;
  kind: "group" | "servicePrincipal";
  /** As privileges and permissions name it: a group by its name, a service principal by its application id. */
  name: pulumi.Input<string>;
  /** As the account numbers it: digits. */
  id: pulumi.Input<string>;
  rights: RoleAccess;
}

/** Everyone who holds rights in an environment. */
export function roleHolders({ environment }: EnvironmentSettings, people: EnvironmentPeople): RoleHolder[] {
  const { dataScientists, deployment, mlEngineers, runners } = ACCESS[environment.stage];
  const { groups, snapshotsGroup } = people;
  return [
    groupHolder("data-scientists", groups.dataScientists, dataScientists),
    groupHolder("ml-engineers", groups.mlEngineers, mlEngineers),
    groupHolder("runners", people.runnersGroup, runners),
    servicePrincipalHolder("deployment", people.deployment, deployment),
    groupHolder("platform-admins", groups.platformAdmins, ADMIN_ACCESS),
    servicePrincipalHolder("preview", people.preview, PREVIEW_ACCESS),
    ...(snapshotsGroup ? [groupHolder("snapshots", snapshotsGroup, SNAPSHOT_ACCESS.source)] : []),
  ];
}

const groupHolder = (key: string, { id, name }: Group, rights: RoleAccess): RoleHolder => ({
  key,
  kind: "group",
  name,
  id,
  rights,
});

const servicePrincipalHolder = (
  key: string,
  { applicationId, id }: ServicePrincipal,
  rights: RoleAccess,
): RoleHolder => ({ key, kind: "servicePrincipal", name: applicationId, id, rights });
