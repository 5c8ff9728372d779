import { ApiError } from "../../control-plane";

/** An element of a SCIM list such as `members` or `entitlements`. */
export interface ComplexValue {
  value?: string | undefined;
  display?: string | undefined;
  primary?: boolean | undefined;
  type?: string | undefined;
  $ref?: string | undefined;
}

/** A user, service principal or group as SCIM carries it; each kind uses the attributes that it has. */
export interface ScimObject {
  id?: string | undefined;
  schemas?: string[] | undefined;
  account_id?: string | undefined;
  userName?: string | undefined;
  applicationId?: string | undefined;
  displayName?: string | undefined;
  externalId?: string | undefined;
  active?: boolean | undefined;
  name?: { givenName?: string | undefined; familyName?: string | undefined } | undefined;
  emails?: ComplexValue[] | undefined;
  roles?: ComplexValue[] | undefined;
  members?: ComplexValue[] | undefined;
  groups?: ComplexValue[] | undefined;
  entitlements?: ComplexValue[] | undefined;
  meta?: { resourceType?: string | undefined } | undefined;
}

export type ScimAttribute = keyof ScimObject;

/** The `value`s of a list. Clients write an empty list as one element without a value. */
export const valuesOf = (list: ComplexValue[] | undefined): string[] => [
  ...new Set((list ?? []).flatMap(({ value }) => (value ? [value] : []))),
];

/** A list of values as SCIM writes it; SCIM leaves an empty one out. */
export const asList = (values: readonly string[]): ComplexValue[] | undefined =>
  values.length > 0 ? values.map((value) => ({ value })) : undefined;

/** SCIM's own kinds of refusal; they travel as `scimType`. */
type ScimType = "invalidFilter" | "invalidPath" | "invalidSyntax" | "invalidValue" | "mutability" | "noTarget";

export const scimError = (type: ScimType, message: string): ApiError => new ApiError(400, type, message);
