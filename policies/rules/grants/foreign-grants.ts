import type { GrantedProperty } from "../../../databricks/securables";
import { ALWAYS, resourceRule } from "../../rule";
import { entriesOf, GRANTING, securableKind, securableName } from "./shared/grant-entries";

export const rule = resourceRule({
  id: "LSGRANT030",
  title: "A stack grants only on what is in its own environment's catalog",
  why: `A list of grants replaces the one that the securable's own stack keeps. From another environment's stack it takes
production's privileges away, or adds some that production's reviewers never see.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE", "WAF:OE"],
  remediation: "Grant in the stack of the environment that the catalog belongs to.",
  example: `new databricks.Grants("catalog-grants", { catalog: catalog.name, grants });`,
  types: GRANTING,
  check(resource, report, { settings }) {
    const kind = securableKind(resource);
    if (kind === undefined || !IN_CATALOG.includes(kind)) return;
    const own = (settings.unityCatalog.catalog ?? settings.name).toLowerCase();
    const name = securableName(resource);
    const [catalog = "", ...inside] = name.split(".");
    // What lies in a catalog is named by its full name; another is an id that does not say where it lies.
    if (catalog === own || (kind !== "catalog" && inside.length === 0)) return;
    const who = [...entriesOf(resource)].map(({ principal }) => `"${principal}"`).join(", ");
    report(`it grants on ${kind} ${name} to ${who || "nobody"}, from the stack of "${own}"`, kind);
  },
});

const IN_CATALOG: readonly GrantedProperty[] = ["catalog", "function", "model", "schema", "table", "volume"];
