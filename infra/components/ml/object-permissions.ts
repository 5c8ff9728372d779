import * as databricks from "@pulumi/databricks";
import type * as pulumi from "@pulumi/pulumi";
import type { ObjectKind } from "../../../databricks/workspace-objects";

/** A principal and what it may do with an object. */
export interface AccessEntry {
  /** One of the three, as the permissions API tells them apart. */
  principal: { groupName: pulumi.Input<string> } | { servicePrincipalName: pulumi.Input<string> };
  level: string;
}

/** By kind of object, who may do what with it. */
export type ObjectAccess<Kind extends ObjectKind> = { readonly [kind in Kind]: readonly AccessEntry[] };

/** The property of the resource that names the object: `{ jobId: job.id }`. */
type ObjectReference = Omit<Partial<databricks.PermissionsArgs>, "accessControls">;

/**
 * The one list of an object's permissions. Who is not on it, and neither owns the object nor administers the workspace,
 * cannot even see it.
 */
export function permit(
  name: string,
  object: ObjectReference,
  access: readonly AccessEntry[],
  options: pulumi.CustomResourceOptions,
): databricks.Permissions | undefined {
  if (access.length === 0) return undefined;
  const accessControls = access.map(({ principal, level }) => ({ ...principal, permissionLevel: level }));
  return new databricks.Permissions(`${name}-permissions`, { ...object, accessControls }, options);
}
