import { ONLY_IN_PRODUCTION, resourceRule } from "../../rule";
import { DATABRICKS_DATA, kindOf } from "./shared/data-holders";

export const rule = resourceRule({
  id: "LSPROT002",
  title: "Production's catalogs, schemas, volumes, models and experiments cannot be deleted by a deployment",
  why: `Dropping a schema drops its tables, dropping a model its versions and the endpoint's way back. A project that is renamed or
taken out of a file would do that in passing; with \`protect\` it has to be meant.`,
  severity: "critical",
  enforcement: ONLY_IN_PRODUCTION,
  references: ["WAF:RE"],
  remediation: "Leave `protection.deletion` on in the environment's file, or set the resource option `protect: true`.",
  example: `lakestage:protection:
  deletion: true`,
  types: DATABRICKS_DATA,
  check(resource, report) {
    if (!resource.protect) report(`the engine may delete this ${kindOf(resource)}`, "protect");
  },
});
