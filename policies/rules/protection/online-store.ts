import { ALWAYS, isOfType, resourceRule } from "../../rule";

const STORE = "databricks:index/databaseInstance:DatabaseInstance";
const COPY = "databricks:index/databaseSyncedDatabaseTable:DatabaseSyncedDatabaseTable";

export const rule = resourceRule({
  id: "LSPROT015",
  title: "An online store holds copies of the environment's own tables, and is no copy of another store",
  why: `Who may read the store reads its copies, whatever the table's own privileges say. A copy of another environment's table, or
a store that is made as the child of another, carries that one's rows here.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Leave `parentInstanceRef` out, and copy tables of the environment's own catalog.",
  example: `# projects/flight-delay.yaml
features:
  tables:
    flight_features: { primaryKey: [flight_id], online: { refresh: TRIGGERED } }`,
  types: [STORE, COPY],
  check(resource, report, { settings }) {
    if (isOfType(resource, STORE)) {
      const { parentInstanceRef } = resource.props;
      if (parentInstanceRef) report(`it is a copy of ${parentInstanceRef.name ?? "another"}`, "parentInstanceRef");
    } else if (isOfType(resource, COPY)) {
      const own = `${settings.unityCatalog.catalog ?? settings.name}.`.toLowerCase();
      const source = resource.props.spec?.sourceTableFullName;
      if (source && !source.toLowerCase().startsWith(own)) report(`it copies ${source}`, "spec.sourceTableFullName");
    }
  },
});
