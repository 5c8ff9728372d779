import { IN_PRODUCTION, stackRule } from "../../rule";
import { reportAccountsLacking } from "./shared/accounts-lacking";

/** A mistake made before a weekend is noticed within these. */
const FEWEST_DAYS = 7;

const POLICIES = [
  ["deleteRetentionPolicy", "files"],
  ["containerDeleteRetentionPolicy", "containers"],
] as const;

export const rule = stackRule({
  id: "LSSTOR017",
  title: "Deleted files and containers can be restored for at least a week",
  why: `A wrong VACUUM, a dropped external table or one call of an administrator removes files at once. Without soft delete
there is nothing to restore: a data lake has no versions of files.`,
  severity: "high",
  enforcement: IN_PRODUCTION,
  references: ["WAF:RE", "CKV2_AZURE_38"],
  remediation:
    "Set `storage.softDeleteDays` in `Pulumi.<environment>.yaml` to 7 or more; give other accounts BlobServiceProperties with both policies.",
  example: `config:
  lakestage:storage:
    softDeleteDays: 7`,
  types: ["azure-native:storage:BlobServiceProperties", "azure-native:storage:StorageAccount"],
  check(stack, report) {
    const services = stack.ofType("azure-native:storage:BlobServiceProperties");
    reportAccountsLacking(stack, { covered: services.length, missing: "soft delete" }, report);
    stack.each("azure-native:storage:BlobServiceProperties", (service) => {
      for (const [property, what] of POLICIES) {
        const policy = service.props[property];
        const days = policy?.days ?? 0;
        if (policy?.enabled !== true) report(`deleted ${what} cannot be restored`, service, `${property}.enabled`);
        else if (days < FEWEST_DAYS) {
          report(`deleted ${what} can be restored for ${days} days only`, service, `${property}.days`);
        }
        if (policy?.allowPermanentDelete) {
          report(`${what} can be deleted for good at once`, service, `${property}.allowPermanentDelete`);
        }
      }
    });
  },
});
