import { z } from "zod";

const identityName = z.string().min(1);

/** The account as it is before Lakestage touches it: `seed.yaml`, or a file of your own in its place. */
export const seedSchema = z.strictObject({
  account: z.strictObject({ id: z.uuid(), name: z.string() }),
  azure: z.strictObject({
    tenantId: z.uuid(),
    subscriptions: z.array(z.strictObject({ id: z.uuid(), name: z.string() })).min(1),
    /** Applications of the directory that role assignments may name, by object id, for example Databricks' own. */
    applications: z.array(z.strictObject({ objectId: z.uuid(), displayName: z.string() })).default([]),
  }),
  metastore: z.strictObject({
    id: z.uuid(),
    name: z.string(),
    region: z.string(),
    /** A group or an identity: the metastore's administrators. */
    owner: identityName,
  }),
  users: z.array(z.strictObject({ userName: z.email(), displayName: z.string() })).default([]),
  servicePrincipals: z
    .array(
      z.strictObject({
        applicationId: z.uuid(),
        displayName: z.string(),
        /** Azure roles on every subscription of the sandbox. */
        azureRoles: z.array(z.enum(["Owner", "Contributor", "Reader", "User Access Administrator"])).default([]),
      }),
    )
    .default([]),
  groups: z
    .array(
      z.strictObject({
        displayName: z.string(),
        /** User names, application ids' display names, and groups. */
        members: z.array(identityName).default([]),
        /** Account roles of all members. */
        roles: z.array(z.enum(["account_admin"])).default([]),
      }),
    )
    .default([]),
  /** Display name of the service principal as which `lakestage` deploys into the sandbox. */
  deployer: identityName,
  /** The address from which everybody calls, as IP access lists see it. Default: the loopback address. */
  callerAddress: z.ipv4().optional(),
});

export type Seed = z.infer<typeof seedSchema>;
