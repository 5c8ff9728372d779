import { ALWAYS, type PolicyStack, stackRule } from "../../rule";

export const rule = stackRule({
  id: "LSGRANT028",
  title: "Catalogs, schemas and models keep their files in the environment's own storage",
  why: `Without a root of its own, a catalog's files go to the metastore's storage, which all environments share and none of their
firewalls guards. A root in another environment's container mixes the data of both, and goes with that environment.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE", "WAF:RE"],
  remediation:
    "Set the catalog's `storageRoot` to an external location of the same stack; leave schemas' and models' out, so that they follow.",
  example: `new databricks.Catalog("catalog", { ..., storageRoot: location.url });`,
  types: [
    "databricks:index/catalog:Catalog",
    "databricks:index/externalLocation:ExternalLocation",
    "databricks:index/registeredModel:RegisteredModel",
    "databricks:index/schema:Schema",
  ],
  check(stack, report) {
    stack.each("databricks:index/catalog:Catalog", (catalog) => {
      const { connectionName, providerName, shareName, storageRoot } = catalog.props;
      // What another system or a share holds has no files here.
      if (connectionName || providerName || shareName) return;
      if (!storageRoot) report("it keeps its files in the metastore's storage", catalog, "storageRoot");
      else if (!isOwn(storageRoot, stack)) report(`it keeps its files in ${storageRoot}`, catalog, "storageRoot");
    });
    stack.each("databricks:index/schema:Schema", (schema) => {
      const { storageRoot } = schema.props;
      if (storageRoot && !isOwn(storageRoot, stack))
        report(`it keeps its files in ${storageRoot}`, schema, "storageRoot");
    });
    stack.each("databricks:index/registeredModel:RegisteredModel", (model) => {
      const { storageLocation } = model.props;
      if (!storageLocation || isOwn(storageLocation, stack)) return;
      report(`it keeps its files in ${storageLocation}`, model, "storageLocation");
    });
  },
});

const isOwn = (address: string, stack: PolicyStack<"databricks:index/externalLocation:ExternalLocation">): boolean =>
  stack
    .ofType("databricks:index/externalLocation:ExternalLocation")
    .some(({ props }) => props.url && asFolder(address).startsWith(asFolder(props.url)));

/** `…/data` is not in `…/dat`. */
const asFolder = (address: string): string => (address.endsWith("/") ? address : `${address}/`);
