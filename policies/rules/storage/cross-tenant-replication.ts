import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSSTOR013",
  title: "Storage replicates to no other tenant",
  why: `Object replication copies containers to another account as they change. Where other tenants are allowed, one policy
carries all data out, with nobody of ours able to follow.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Set `allowCrossTenantReplication: false`.",
  example: `new StorageAccount("lake", { ..., allowCrossTenantReplication: false });`,
  types: ["azure-native:storage:StorageAccount"],
  check({ props }, report) {
    // Absent, accounts from before the end of 2023 allow it.
    if (props.allowCrossTenantReplication !== false) {
      report(
        `replication to other tenants is ${props.allowCrossTenantReplication ? "allowed" : "not refused"}`,
        "allowCrossTenantReplication",
      );
    }
  },
  remedy: ({ props }) => ({ ...props, allowCrossTenantReplication: false }),
});
