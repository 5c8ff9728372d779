import type { JsonObject } from "../control-plane";
import type { TestSandbox } from "./sandbox";
import { TestUnityCatalog } from "./unity-catalog";

/** What any monitor of `TABLE` can be created with. */
export const INFERENCE_MONITOR = {
  assets_dir: "/Shared/monitoring",
  output_schema_name: "sales.monitoring",
  skip_builtin_dashboard: true,
  inference_log: {
    granularities: ["1 hour", "1 day"],
    timestamp_col: "at",
    model_id_col: "model",
    prediction_col: "prediction",
    label_col: "late",
    problem_type: "PROBLEM_TYPE_CLASSIFICATION",
  },
};

export const TABLE = "sales.raw.predictions";

/** A workspace with a table of predictions, and a schema for metrics. */
export async function withPredictions(sandbox: TestSandbox): Promise<TestUnityCatalog> {
  const dev = await TestUnityCatalog.in(sandbox, "dev");
  await dev.catalog("sales");
  await dev.ok("POST", "/schemas", { catalog_name: "sales", name: "raw" });
  await dev.ok("POST", "/schemas", { catalog_name: "sales", name: "monitoring" });
  await addTable(dev, "predictions");
  return dev;
}

/** Another table of the same columns beside it. */
export async function addTable(dev: TestUnityCatalog, name: string): Promise<JsonObject> {
  const types = { at: "timestamp", model: "string", prediction: "int", late: "int", delay: "double" };
  const columns = Object.entries(types).map(([column, type]) => ({
    name: column,
    type_text: type,
    type_name: type.toUpperCase(),
  }));
  const { body } = await dev.ok("POST", "/tables", {
    catalog_name: "sales",
    schema_name: "raw",
    name,
    table_type: "MANAGED",
    data_source_format: "DELTA",
    storage_location: "",
    columns,
  });
  return body;
}
