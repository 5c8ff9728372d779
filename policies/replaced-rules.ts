import type { Finding } from "./finding";
import type { ResourceType } from "./resource-types";
import type { LookedAt, PolicyResource, RuleText } from "./rule";

/** It looked at all that its successor looks at. */
export const everything: LookedAt = () => true;

/** It looked at resources of these types. */
export const resourcesOf =
  (...types: ResourceType[]): LookedAt =>
  (resource) =>
    types.some((type) => type === resource?.type);

/** It looked at resources that have one of these properties, whether or not its value is known yet. */
export const resourcesWith =
  (...properties: string[]): LookedAt =>
  (resource) =>
    resource !== undefined && properties.some((property) => property in resource.props);

/** It looked at this property. */
export const propertyAt =
  (path: string): LookedAt =>
  (_, property) =>
    property === path;

/** The replaced rules that would have found this, as a member of the finding; nothing where there is none. */
export function formerly(
  { replaces = {} }: Pick<RuleText, "replaces">,
  resource: PolicyResource | undefined,
  property: string | undefined,
): Pick<Finding, "formerly"> {
  const ids = Object.entries(replaces).flatMap(([id, lookedAt]) => (lookedAt(resource, property) ? [id] : []));
  return ids.length === 0 ? {} : { formerly: ids };
}
