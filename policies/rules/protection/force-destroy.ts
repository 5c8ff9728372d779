import { ONLY_IN_PRODUCTION, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSPROT003",
  title: "Nothing in production is deleted with what is in it",
  why: `With \`forceDestroy\`, deleting a catalog or a schema deletes every table and model in it, and deleting a location or a
credential leaves those on it without their files. Without it, Databricks refuses as long as there is anything.`,
  severity: "critical",
  enforcement: ONLY_IN_PRODUCTION,
  references: ["WAF:RE"],
  remediation: "Set `protection.forceDestroy` to false in the environment's file, or leave it out.",
  example: `lakestage:protection:
  forceDestroy: false`,
  types: [
    "databricks:index/catalog:Catalog",
    "databricks:index/externalLocation:ExternalLocation",
    "databricks:index/schema:Schema",
    "databricks:index/storageCredential:StorageCredential",
  ],
  check({ props: { forceDestroy } }, report) {
    if (forceDestroy) report("forceDestroy is on", "forceDestroy");
  },
  remedy: ({ props }) => ({ ...props, forceDestroy: false }),
});
