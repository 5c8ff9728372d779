import type { Exemption } from "../../exemptions";
import type { Finding } from "../../finding";
import { ADVICE, ALWAYS, ONLY_IN_PRODUCTION, resourceRule, stackRule } from "../../rule";
import type { LocatedFinding, Report } from "../report";

/** Everything that markup could take for its own. */
export const NASTY = `<b>&amp; "two" | \`three\` @lakestage [four](five) *six* ]]> \u0007\u001B[31m`;

const TEXT = { why: "It leaks. Much does.", remediation: "Set `it` to false.", example: "it: false" };

const vaults = resourceRule({
  ...TEXT,
  id: "LSTEST001",
  title: "Vaults cannot be purged",
  severity: "critical",
  references: ["WAF:SE", "CKV_AZURE_110"],
  enforcement: ALWAYS,
  types: ["azure-native:keyvault:Vault"],
  check() {},
});

const timeouts = resourceRule({
  ...TEXT,
  id: "LSTEST002",
  title: "Jobs end",
  severity: "medium",
  references: ["WAF:RE"],
  enforcement: ADVICE,
  types: ["databricks:index/job:Job"],
  check() {},
});

const owners = stackRule({
  ...TEXT,
  id: "LSTEST003",
  title: "Production has an owner",
  severity: "low",
  references: ["WAF:OE"],
  enforcement: ONLY_IN_PRODUCTION,
  types: [],
  check() {},
});

export const VAULT: Finding = {
  rule: vaults.id,
  urn: "urn:pulumi:prod::lakestage::lakestage:azure:KeyVault$azure-native:keyvault:Vault::key-vault-vault",
  property: "properties.enablePurgeProtection",
  message: "the vault can be purged",
  outcome: "violation",
  level: "mandatory",
};

const jobIn = (stack: string): LocatedFinding => ({
  rule: timeouts.id,
  urn: `urn:pulumi:${stack}::lakestage::lakestage:ml:ProjectJob$databricks:index/job:Job::training`,
  property: "timeoutSeconds",
  message: `it runs for ever: ${NASTY}`,
  outcome: "violation",
  level: "advisory",
  origin: { file: "projects/_defaults.yaml", line: 9, column: 19 },
});

const ownerOf = (stack: string): LocatedFinding => ({
  rule: owners.id,
  urn: `urn:pulumi:${stack}::lakestage::pulumi:pulumi:Stack::lakestage-${stack}`,
  message: "nobody owns the stack",
  outcome: "violation",
  level: "mandatory",
  origin: { file: "projects/flight-delay.yaml", line: 2, column: 1 },
});

const exemption = (line: number, own: Pick<Exemption, "rule" | "urn" | "expires">): Exemption => ({
  ...own,
  reason: `The old tool needs it. ${NASTY}`,
  owner: "data-platform",
  at: { file: "policies/exemptions.yaml", line, column: 5 },
});

/** A report with something of every kind: a vault that can be purged, and jobs without an end in two stacks. */
export const sampleReport = (others: Partial<Report> = {}): Report => ({
  stacks: [
    { name: "prod", stage: "production" },
    { name: "dev.flight-delay", stage: "development" },
    { name: "prod.flight-delay", stage: "production" },
  ],
  rules: [vaults, timeouts, owners],
  resources: 159,
  findings: [
    { ...VAULT, origin: { file: "Pulumi.prod.yaml", line: 3, column: 1 } },
    jobIn("dev.flight-delay"),
    jobIn("prod.flight-delay"),
  ],
  undetermined: [{ ...ownerOf("prod"), outcome: "undetermined", message: "the vault is not known yet" }],
  exempted: [
    {
      finding: ownerOf("prod.flight-delay"),
      exemption: exemption(2, { rule: owners.id, urn: "urn:pulumi:prod.flight-delay::*", expires: "2027-01-31" }),
    },
  ],
  expired: [exemption(8, { rule: vaults.id, urn: "*::key-vault-vault", expires: "2026-11-20" })],
  unused: [exemption(14, { rule: timeouts.id, urn: "*::no-such-job", expires: "2027-02-28" })],
  ...others,
});

/** A report on an estate that keeps all rules. */
export const cleanReport = (): Report =>
  sampleReport({ findings: [], undetermined: [], exempted: [], expired: [], unused: [] });
