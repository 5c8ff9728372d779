import { isOnItself } from "../../../databricks/privileges";
import { BEYOND_DEVELOPMENT, stackRule } from "../../rule";
import {
  entriesOf,
  GRANTING,
  type GrantEntry,
  type GrantingResource,
  securableKind,
  securableName,
} from "./shared/grant-entries";

export const rule = stackRule({
  id: "LSGRANT009",
  title: "Each privilege goes with the ones that lead to it",
  why: `Without USE_CATALOG and USE_SCHEMA a privilege on what lies in them does nothing. Such a grant looks like access in every
list, is none, and becomes some on the day when somebody adds the missing one for another reason.`,
  severity: "medium",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:SE", "WAF:OE"],
  remediation: "Grant USE_CATALOG and USE_SCHEMA with it, or take the privilege away.",
  example: `{ principal: settings.groups.dataScientists, privileges: ["USE_CATALOG", "USE_SCHEMA", "SELECT"] }`,
  types: [...GRANTING],
  check(stack, report) {
    const all: { resource: GrantingResource; kind: "catalog" | "schema"; entry: GrantEntry; held: Set<string> }[] = [];
    const heldBy = new Map<string, Set<string>>();
    // All are read before any is judged: another resource may grant the rest.
    for (const type of GRANTING) {
      for (const resource of stack.ofType(type)) {
        const kind = securableKind(resource);
        if (kind !== "catalog" && kind !== "schema") continue;
        const securable = `${kind} ${securableName(resource)}`;
        for (const entry of entriesOf(resource)) {
          const holder = `${securable} ${entry.principal.toLowerCase()}`;
          const held = heldBy.get(holder) ?? new Set();
          heldBy.set(holder, held);
          for (const privilege of entry.privileges) held.add(privilege);
          all.push({ resource, kind, entry, held });
        }
      }
    }
    for (const { entry, held, kind, resource } of all) {
      if (held.has("ALL_PRIVILEGES")) continue;
      const missing = (privilege: string): string[] => wayTo(privilege, kind).filter((gate) => !held.has(gate));
      const dead = entry.privileges.filter((privilege) => missing(privilege).length > 0);
      if (dead.length === 0) continue;
      const lacking = [...new Set(dead.flatMap(missing))].join(" and ");
      report(`"${entry.principal}" holds ${dead.join(", ")} without ${lacking}`, resource, entry.privilegesPath);
    }
  },
});

/** What must be held on the same securable. USE_CATALOG for what is in a schema comes from the environment's own stack. */
function wayTo(privilege: string, on: "catalog" | "schema"): string[] {
  if (WITHOUT_WAY.includes(privilege)) return [];
  if (on === "schema") return privilege === "USE_SCHEMA" ? [] : ["USE_SCHEMA"];
  return privilege === "USE_SCHEMA" || isOnItself(privilege, "catalog")
    ? ["USE_CATALOG"]
    : ["USE_CATALOG", "USE_SCHEMA"];
}

const WITHOUT_WAY = ["BROWSE", "MANAGE", "USE_CATALOG"];
