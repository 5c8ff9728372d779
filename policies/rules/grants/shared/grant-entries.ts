import { spelledForApi } from "../../../../databricks/privileges";
import { GRANTED_BY, type GrantedProperty } from "../../../../databricks/securables";
import type { PolicyResource } from "../../../rule";

/** Resources that grant privileges: `Grants` says all that is granted on a securable, `Grant` what one principal holds. */
export const GRANTING = ["databricks:index/grant:Grant", "databricks:index/grants:Grants"] as const;

export type GrantingResource = PolicyResource<(typeof GRANTING)[number]>;

const PROPERTIES = Object.keys(GRANTED_BY) as GrantedProperty[];

/** One principal's privileges on one securable. */
export interface GrantEntry {
  principal: string;
  /** As the API spells them. */
  privileges: string[];
  /** Path of the property that names the principal. */
  principalPath: string;
  /** Path of the property that lists the privileges. */
  privilegesPath: string;
}

/**
 * What a resource grants, one principal after the other: where a preview does not know one of them, those before it have
 * been looked at.
 */
export function* entriesOf({ props }: GrantingResource): Generator<GrantEntry> {
  if ("principal" in props) {
    yield entry(props, "");
    return;
  }
  for (const [index, each] of (props.grants ?? []).entries()) yield entry(each, `grants[${index}].`);
}

const entry = ({ principal, privileges }: Pick<GrantEntry, "principal" | "privileges">, path: string): GrantEntry => ({
  principal: principal ?? "",
  privileges: (privileges ?? []).map(spelledForApi),
  principalPath: `${path}principal`,
  privilegesPath: `${path}privileges`,
});

/** What a resource grants on; its name is not read, since a preview may not know it yet. */
export function securableKind({ props }: GrantingResource): GrantedProperty | undefined {
  const named = PROPERTIES.filter((kind) => kind in props);
  return named.length === 1 ? named[0] : named.find((kind) => Boolean(props[kind]));
}

/** The name by which a resource names what it grants on: Unity Catalog does not tell letter cases apart. */
export function securableName(resource: GrantingResource): string {
  const kind = securableKind(resource);
  return kind === undefined ? "" : (resource.props[kind] ?? "").toLowerCase();
}
