import { z } from "zod";
import { isRuntime, RUNTIMES_BY_AGE } from "../../../databricks/runtime-versions";
import { RESERVED_NAMES } from "../../../databricks/securables";
import { CONFIGURATION_KEYS, isSwitch, whyNoSwitch } from "../../../databricks/workspace-configuration";
import { listed, suggestion } from "../../../wording/nearest";
import {
  ANYWAY,
  displayName,
  emailAddress,
  ipv4Network,
  secretAddress,
  secretText,
  setOf,
  wholeNumber,
} from "./formats";

/** What an environment is for; the access model follows it. */
const STAGES = ["development", "staging", "production"] as const;

export const environment = z.strictObject({
  stage: z.enum(STAGES).describe("What the environment is for. It decides who may do what, and the defaults."),
});

/** In all IP access lists of a workspace together. */
const MOST_ADDRESSES = 1000;

/** The Databricks workspace. */
export const workspace = z.strictObject({
  customerManagedKeys: z
    .boolean()
    .default(false)
    .describe("Encrypt notebooks, queries and clusters' disks with a key of the environment's own vault."),
  ipAccessList: setOf(ipv4Network())
    .max(MOST_ADDRESSES, `must name at most ${MOST_ADDRESSES}: Databricks takes no more in a workspace`)
    .default([])
    .describe(
      "Addresses from which the workspace may be used: people's, and those of whoever deploys. Empty: from anywhere.",
    ),
  configuration: z
    .record(z.string(), z.union([z.boolean(), wholeNumber(1, 730)], "must be true, false, or days from 1 to 730"))
    .superRefine((given, context) => {
      for (const [key, value] of Object.entries(given)) {
        const message = configurationFault(key, value);
        if (message !== undefined) context.addIssue({ code: "custom", path: [key], message });
      }
    }, ANYWAY)
    .meta({ propertyNames: { enum: [...CONFIGURATION_KEYS].sort() } })
    .default({})
    .describe(
      "The workspace's own switches, by the API's names, such as enableResultsDownloading: false; " +
        "and maxTokenLifetimeDays, the days that a personal access token made from then on may live. " +
        "What is taken out goes back to what a new workspace has.",
    ),
});

/** The service refuses a key that it does not know, and with it all others. */
function configurationFault(key: string, value: boolean | number): string | undefined {
  if (!CONFIGURATION_KEYS.includes(key)) {
    const meant = suggestion(key, CONFIGURATION_KEYS);
    return whyNoSwitch(key) ?? `is no switch of a workspace${meant || NEW_SWITCH}`;
  }
  // What is neither is told of the value.
  if (typeof value !== "boolean" && typeof value !== "number") return undefined;
  if (isSwitch(key)) return typeof value === "boolean" ? undefined : "must be true or false";
  return typeof value === "number" ? undefined : "must be a number of days";
}

const NEW_SWITCH =
  ": take it out; one that is new at Databricks is added to databricks/workspace-configuration.ts first (docs/settings.md)";

/** The environment's catalog. */
export const unityCatalog = z.strictObject({
  catalog: z
    .string()
    .regex(
      /^[a-z][a-z0-9_]{0,62}$/,
      "must be lower-case letters, digits and underscores, beginning with a letter, at most 63 characters",
    )
    .refine(
      (name) => !RESERVED_NAMES.includes(name),
      `must be another than ${listed(RESERVED_NAMES)}, which are the service's own`,
    )
    .meta({ not: { enum: RESERVED_NAMES } })
    .optional()
    .describe("The catalog's name. Default: the environment's name."),
  readOnlyIn: setOf(z.string().meta({ namesAnother: true }))
    .default([])
    .describe("Environments whose people may read what is in this catalog. How, prodAccess says."),
  prodAccess: z
    .enum(["binding", "snapshot"])
    .default("binding")
    .describe(
      "binding: their workspaces read the catalog itself, and are deployed first. snapshot: they do not; " +
        "a job copies the tables that projects name (snapshots) into their catalogs, and they are deployed after it.",
    ),
});

const warehouseSizes = [
  "2X-Small",
  "X-Small",
  "Small",
  "Medium",
  "Large",
  "X-Large",
  "2X-Large",
  "3X-Large",
  "4X-Large",
] as const;

const sqlWarehouse = z.strictObject({
  size: z.enum(warehouseSizes).default("2X-Small").describe("Size of one cluster of the warehouse."),
  maxClusters: wholeNumber(1, 40).default(1).describe("Clusters that it may grow to under load."),
  autoStopMinutes: wholeNumber(5, 1440)
    .default(10)
    .describe("Idle minutes after which it stops; fewer than 10 only when it is serverless."),
  serverless: z
    .boolean()
    .default(false)
    .describe("Run in Databricks' own network: starts in seconds, but is outside the virtual network."),
});

/** What people and jobs may run on. */
export const compute = z.strictObject({
  sparkVersion: z
    .string()
    .superRefine((runtime, context) => {
      if (isRuntime(runtime)) return;
      const known = suggestion(runtime, RUNTIMES_BY_AGE);
      context.addIssue({
        code: "custom",
        message: `must be a runtime such as auto:latest-lts-ml or 16.4.x-cpu-ml-scala2.12${known}`,
      });
    })
    .default("auto:latest-lts-ml")
    .describe(
      "The runtime, as cluster policies name it: auto:latest-lts-ml, or a version such as 16.4.x-cpu-ml-scala2.12.",
    ),
  nodeTypes: setOf(z.string().regex(/^Standard_\w+$/, "must be a virtual machine size such as Standard_D4ds_v5"))
    .min(1, "must name at least one size")
    .default(["Standard_D4ds_v5", "Standard_D8ds_v5"])
    .describe("Virtual machine sizes that may be chosen; the first is the default."),
  maxWorkers: wholeNumber(1, 1000).default(4).describe("Workers that one cluster may have."),
  autoTerminationMinutes: wholeNumber(10, 1440)
    .default(30)
    .describe("Idle minutes after which an interactive cluster ends."),
  clustersPerUser: wholeNumber(1, 100).default(1).describe("Interactive clusters that one person may have."),
  warehouse: sqlWarehouse.prefault({}).describe("The environment's SQL warehouse."),
});

/** The secret scope that jobs read credentials from. */
export const secrets = z.strictObject({
  scope: z
    .string()
    .regex(/^[\w.@-]{1,128}$/, "must be letters, digits, dots, dashes, underscores and @")
    .default("lakestage")
    .describe("The scope's name."),
  backend: z
    .enum(["databricks", "keyVault"])
    .default("databricks")
    .describe("Where secrets are kept. keyVault needs a deployer that signs in through Microsoft Entra ID."),
});

/** Who hears of failures and alerts. */
export const notifications = z.strictObject({
  email: setOf(emailAddress()).default([]).describe("E-mail addresses."),
  slack: z.strictObject({ url: secretAddress() }).optional().describe("An incoming webhook of Slack."),
  teams: z.strictObject({ url: secretAddress() }).optional().describe("An incoming webhook of Microsoft Teams."),
  webhook: z
    .strictObject({
      url: secretAddress(),
      username: displayName().optional(),
      password: secretText().optional(),
    })
    .optional()
    .describe("Any other address that takes a POST."),
});

/** The webhook that starts a project's retraining. */
export const retraining = z.strictObject({
  coolDownMinutes: wholeNumber(1, 10_080)
    .default(360)
    .describe("Minutes after a run's start in which further alerts start no other."),
  callerAddresses: setOf(ipv4Network())
    .default([])
    .describe(
      "Addresses from which Azure's Logic Apps of the region call, as Microsoft lists them. They join workspace.ipAccessList, where that is set.",
    ),
});
