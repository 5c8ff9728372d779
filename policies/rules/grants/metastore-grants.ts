import { ALWAYS, resourceRule } from "../../rule";
import { entriesOf, GRANTING, securableKind } from "./shared/grant-entries";

export const rule = resourceRule({
  id: "LSGRANT024",
  title: "No stack grants anything on the metastore",
  why: `The metastore is all environments' and other teams'. A list of grants on it revokes theirs, and a privilege on it, such as
CREATE_CATALOG or CREATE_STORAGE_CREDENTIAL, makes things that no environment's isolation holds.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE", "WAF:OE"],
  remediation:
    "Grant on the environment's own catalog; what the metastore needs, its admin grants once, outside the stacks.",
  example: `new databricks.Grants("catalog-grants", { catalog: "prod", grants: [{ principal, privileges: ["CREATE_SCHEMA"] }] });`,
  types: GRANTING,
  check(resource, report) {
    if (securableKind(resource) !== "metastore") return;
    const granted = [...entriesOf(resource)].map(
      ({ principal, privileges }) => `${privileges.join(", ")} to "${principal}"`,
    );
    report(`it grants ${granted.join("; ") || "nothing, and so revokes everything"}`, "metastore");
  },
});
