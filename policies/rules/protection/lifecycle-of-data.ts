import { everything } from "../../replaced-rules";
import type { PropertiesOf } from "../../resource-types";
import { ALWAYS, resourceRule } from "../../rule";

type LifecycleRule = PropertiesOf<"azure-native:storage:ManagementPolicy">["policy"]["rules"][number];

export const rule = resourceRule({
  id: "LSPROT007",
  replaces: { LSSTOR022: everything },
  title: "Storage deletes nothing by age but temporary data",
  why: `A table's log names its files for as long as it needs them, and age says nothing of that: the oldest file may hold
today's rows. What a lifecycle rule deletes or archives is missed by every query of the table, days later.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:RE"],
  remediation:
    "Limit the rule to the temporary container with `filters.prefixMatch`, `temporary/` (`storage.temporaryDataDays`); let VACUUM and predictive optimisation clean tables.",
  example: `filters: { blobTypes: ["blockBlob"], prefixMatch: ["temporary/"] }`,
  types: ["azure-native:storage:ManagementPolicy"],
  check({ props }, report) {
    for (const [index, lifecycle] of (props.policy?.rules ?? []).entries()) {
      const action = lostBy(lifecycle);
      if (!action) continue;
      const path = `policy.rules[${index}].definition.filters.prefixMatch`;
      const prefixes = lifecycle.definition?.filters?.prefixMatch ?? [];
      if (prefixes.length === 0) report(`"${lifecycle.name}" ${action} files in every container`, path);
      for (const prefix of prefixes.filter((each) => !isInTemporary(each))) {
        report(`"${lifecycle.name}" ${action} files below "${prefix}"`, path);
      }
    }
  },
});

/** What the rule does to files so that readers lose them: archived ones must be brought back first, which takes hours. */
function lostBy({ definition, enabled }: LifecycleRule): string | undefined {
  // Absent, a rule is on.
  if (enabled === false) return undefined;
  const { delete: deleting, tierToArchive } = definition?.actions?.baseBlob ?? {};
  if (hasAge(deleting)) return "deletes";
  return hasAge(tierToArchive) ? "archives" : undefined;
}

const hasAge = (action: object | undefined): boolean =>
  Object.values(action ?? {}).some((days) => days !== undefined && days !== null);

/**
 * The only container whose contents nothing else refers to, as the program makes it. Without its slash, the prefix is also that
 * of a container `temporary-tables`.
 */
const isInTemporary = (prefix: string): boolean => prefix.startsWith("temporary/");
