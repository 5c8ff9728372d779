import { z } from "zod";
import { addressCount, addressRange, beginsAtItsFirst, overlap } from "../../../azure/address-ranges";
import { emailAddress, setOf, wholeNumber } from "./formats";

/** Ranges that no virtual network can have. */
const KEPT_BY_AZURE = ["127.0.0.0/8", "169.254.0.0/16", "168.63.129.16/32", "224.0.0.0/4", "255.255.255.255/32"];

function canBeANetworks(cidr: string): boolean {
  const wanted = addressRange(cidr);
  return !KEPT_BY_AZURE.map(addressRange).some((kept) => wanted && kept && overlap(wanted, kept));
}

/** The environment's virtual network. */
export const network = z.strictObject({
  cidr: z
    .cidrv4("must be an IPv4 network such as 10.10.0.0/20")
    .refine((value) => addressCount(value) <= 65_536 && addressCount(value) >= 256, "must be between /16 and /24")
    .refine(beginsAtItsFirst, "must begin with its first address, as 10.10.0.0/20 does and 10.10.1.0/20 does not")
    .refine(
      canBeANetworks,
      "must be outside of what Azure keeps to itself: 127.0.0.0/8, 169.254.0.0/16, 168.63.129.16 and 224.0.0.0/4",
    )
    .describe("Address range, different for every environment. Fixed once the environment is deployed."),
  privateEndpoints: z
    .boolean()
    .default(true)
    .describe("Reach the workspace's control plane, the storage and the key vault over private endpoints only."),
  publicAccess: z
    .boolean()
    .default(true)
    .describe("Whether the workspace's pages and API answer on the internet too. Off needs privateEndpoints."),
  natGateway: z
    .boolean()
    .default(true)
    .describe(
      "Clusters leave for the internet by a NAT gateway, with one address. Off: your network gives the two cluster subnets another way out.",
    ),
});

/** The environment's storage account. */
export const storage = z.strictObject({
  redundancy: z
    .enum(["LRS", "ZRS", "GRS", "GZRS"])
    .default("LRS")
    .describe("Copies: in one building, in three zones, in two regions, or both."),
  softDeleteDays: wholeNumber(1, 365)
    .default(7)
    .describe("Days for which deleted files and containers can be restored."),
  temporaryDataDays: wholeNumber(1, 365)
    .optional()
    .describe("Adds a container for tests' temporary files, and deletes its files after so many days."),
});

/** The environment's key vault. */
export const keyVault = z.strictObject({
  softDeleteDays: wholeNumber(7, 90)
    .default(90)
    .describe("Days for which a deleted vault or key can be recovered. Fixed once the environment is deployed."),
  purgeProtection: z
    .boolean()
    .default(true)
    .describe(
      "Nobody can empty the vault's bin before its days are over. Azure does not let it be switched off again.",
    ),
  recoverDeleted: z
    .boolean()
    .default(false)
    .describe(
      "Recover the deleted vault of the same name instead of making a new one. For a stack that is made again.",
    ),
});

/** Logs of the workspace, the vault and the storage. */
export const monitoring = z.strictObject({
  logRetentionDays: wholeNumber(30, 730).default(30).describe("Days for which logs are kept. Azure includes 30."),
  dailyLimitGb: wholeNumber(1, 1000).optional().describe("Stop taking logs in for the day above so many gigabytes."),
});

/** Of a budget's warning (Microsoft.Consumption/budgets, `contactEmails`). */
export const MOST_TOLD = 50;

/** A warning before money runs out; it stops nothing. */
export const budget = z.strictObject({
  monthlyAmount: wholeNumber(1, 10_000_000).default(500).describe("In the subscription's currency."),
  warnAtPercent: setOf(wholeNumber(1, 1000))
    .min(1, "must name at least one percentage")
    .max(5, "must name at most five percentages: Azure allows no more")
    .default([80, 100])
    .describe("Percentages of the amount at which the people are told."),
  emails: setOf(emailAddress())
    .max(MOST_TOLD, `must name at most ${MOST_TOLD} addresses: Azure allows no more`)
    .optional()
    .describe(
      "Who is told, beside the subscription's owners. Default: those of notifications.email. Where that is nobody, nobody is told: Azure wants an address.",
    ),
});

/** Guards against deleting what cannot be made again. */
export const protection = z.strictObject({
  lock: z
    .boolean()
    .optional()
    .describe("Azure refuses to delete anything in the resource group. Default: in production only."),
  deletion: z
    .boolean()
    .optional()
    .describe("Pulumi refuses to delete storage, vault, workspace and catalog. Default: in production only."),
  forceDestroy: z
    .boolean()
    .optional()
    .describe("Deleting the catalog deletes the schemas and tables in it. Default: everywhere but in production."),
});
