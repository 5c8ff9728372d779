import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSPROT006",
  title: "A stack keeps its schemas, volumes and models in its own environment's catalog",
  why: `What a stack declares, it deletes when it is destroyed or the name changes. A staging stack with a schema in production's
catalog would drop production's tables when somebody clears staging, where nothing is protected.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:RE", "WAF:OE"],
  remediation:
    "Take the catalog's name from the environment (`unityCatalog.catalog`, by default the environment's name).",
  example: `new databricks.Schema("main", { catalogName: environment.catalog, name: "flight_delay" });`,
  types: [
    "databricks:index/registeredModel:RegisteredModel",
    "databricks:index/schema:Schema",
    "databricks:index/volume:Volume",
  ],
  check({ props: { catalogName } }, report, { settings }) {
    const own = settings.unityCatalog.catalog ?? settings.name;
    if (catalogName?.toLowerCase() === own.toLowerCase()) return;
    report(`it is in the catalog "${catalogName ?? ""}", not in "${own}"`, "catalogName");
  },
});
