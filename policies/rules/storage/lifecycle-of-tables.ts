import type { PropertiesOf } from "../../resource-types";
import { ALWAYS, resourceRule } from "../../rule";
import { isTemporary } from "./temporary-container";

type LifecycleRule = PropertiesOf<"azure-native:storage:ManagementPolicy">["policy"]["rules"][number];

export const rule = resourceRule({
  id: "LSSTOR022",
  title: "No lifecycle rule deletes or archives files of tables",
  why: `A table's log names its files for as long as it needs them, and age says nothing of that: the oldest file may hold
today's rows. Files that a lifecycle rule removes or archives break the table for all its readers, days later.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:RE"],
  remediation:
    "Limit the rule to temporary containers with `filters.prefixMatch`, such as `temporary/`; let VACUUM and predictive optimisation clean tables.",
  example: `config:
  lakestage:storage:
    temporaryDataDays: 7`,
  types: ["azure-native:storage:ManagementPolicy"],
  check({ props }, report) {
    for (const [index, lifecycle] of (props.policy?.rules ?? []).entries()) {
      const action = lostBy(lifecycle);
      if (!action) continue;
      const path = `policy.rules[${index}].definition.filters.prefixMatch`;
      const prefixes = lifecycle.definition?.filters?.prefixMatch ?? [];
      if (prefixes.length === 0) report(`"${lifecycle.name}" ${action} files in every container`, path);
      for (const prefix of prefixes) {
        const [container = ""] = prefix.split("/");
        if (!isTemporary(container)) report(`"${lifecycle.name}" ${action} files below "${prefix}"`, path);
      }
    }
  },
});

/** What the rule does to files so that readers lose them. */
function lostBy({ definition, enabled }: LifecycleRule): string | undefined {
  const blobTypes = definition?.filters?.blobTypes ?? [];
  // Tables' files are block blobs. Absent, a rule is enabled, and for all kinds.
  if (enabled === false || (blobTypes.length > 0 && !blobTypes.includes("blockBlob"))) return undefined;
  const { delete: deleting, tierToArchive } = definition?.actions?.baseBlob ?? {};
  if (deleting) return "deletes";
  return tierToArchive ? "archives" : undefined;
}
