import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSPROT007",
  title: "Storage deletes nothing by age but temporary data",
  why: `A table's files are as old as the rows in them. A lifecycle rule that deletes or archives by age takes them from under
Unity Catalog: the table's log still names them, and every query of the table fails.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:RE"],
  remediation:
    "Give the rule a `prefixMatch` of `temporary/` alone (`storage.temporaryDataDays`); let tables' own VACUUM and jobs delete the rest.",
  example: `filters: { blobTypes: ["blockBlob"], prefixMatch: ["temporary/"] }`,
  types: ["azure-native:storage:ManagementPolicy"],
  check({ props }, report) {
    for (const [index, { definition, enabled, name }] of (props.policy?.rules ?? []).entries()) {
      // Absent, a rule is on.
      if (enabled === false || !takesAway(definition?.actions?.baseBlob)) continue;
      const prefixes = definition?.filters?.prefixMatch ?? [];
      const others = prefixes.filter((prefix) => !prefix.startsWith(TEMPORARY));
      if (prefixes.length > 0 && others.length === 0) continue;
      const what = prefixes.length === 0 ? "everything" : others.join(", ");
      report(`rule "${name}" takes ${what} away by age`, `policy.rules[${index}].definition.filters.prefixMatch`);
    }
  },
});

/** The only container whose contents nothing else refers to. */
const TEMPORARY = "temporary/";

/** Archived data cannot be read before they are brought back, which takes hours. */
const takesAway = (actions: { delete?: object | undefined; tierToArchive?: object | undefined } | undefined): boolean =>
  [actions?.delete, actions?.tierToArchive].some((action) => Object.values(action ?? {}).some(isSet));

const isSet = (value: unknown): boolean => value !== undefined && value !== null;
