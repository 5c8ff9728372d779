import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSWS023",
  title: "Workspaces and what lies in Unity Catalog have the estate's metastore; workspaces start in their own catalog",
  why: `A metastore says who owns every catalog in it and with whom it shares. In another one the estate's privileges hold
nothing, and whoever forgets a catalog's name writes into the workspace's default one.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Take `metastoreId` from `lakestage:metastore` in Pulumi.yaml, and leave the default catalog to the environment's own.",
  example: `# Pulumi.yaml
config:
  lakestage:metastore:
    value:
      id: 3c6a8e2f-7b4d-4d6e-9a1c-5e8f7a6b4c01`,
  types: [
    "databricks:index/catalog:Catalog",
    "databricks:index/defaultNamespaceSetting:DefaultNamespaceSetting",
    "databricks:index/externalLocation:ExternalLocation",
    "databricks:index/metastoreAssignment:MetastoreAssignment",
    "databricks:index/registeredModel:RegisteredModel",
    "databricks:index/schema:Schema",
    "databricks:index/storageCredential:StorageCredential",
  ],
  check({ props }, report, { settings }) {
    const { id } = settings.metastore;
    if ("metastoreId" in props && props.metastoreId && props.metastoreId !== id) {
      report(`the metastore is ${props.metastoreId}, the estate's is ${id}`, "metastoreId");
    }
    const own = settings.unityCatalog.catalog ?? settings.name;
    const [catalog, path] =
      "namespace" in props
        ? [props.namespace?.value, "namespace.value"]
        : ["defaultCatalogName" in props ? props.defaultCatalogName : undefined, "defaultCatalogName"];
    if (catalog && catalog.toLowerCase() !== own.toLowerCase()) report(`the default catalog is ${catalog}`, path);
  },
});
