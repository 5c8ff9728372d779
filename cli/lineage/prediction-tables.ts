import { type DatabricksClient, textOf, type Values, valuesOf } from "../../databricks-client";
import { CommandError } from "../command-error";
import type { ModelVersion } from "../models/model-version";
import { quotedName } from "../sql/quoted-name";
import { runStatement } from "../sql/statement";
import { whereAllowed } from "../workspaces/where-allowed";
import type { PredictionTable } from "./lineage";

/** Columns by which a prediction names the version that it is of. */
const NAMING = ["model_name", "model_version"];

/** The tables in the schema of a model that hold predictions of this version, or may hold them where no warehouse can say. */
export async function predictionTables(
  client: DatabricksClient,
  version: ModelVersion,
  warehouseId: string | undefined,
): Promise<PredictionTable[]> {
  const [catalog = "", schema = ""] = version.model.split(".");
  const query = { catalog_name: catalog, schema_name: schema };
  const tables = (await whereAllowed(client.list("/api/2.1/unity-catalog/tables", "tables", query))) ?? [];
  const found = await Promise.all(
    tables.filter(namesVersions).map(async ({ full_name: name }) => {
      const table = textOf(name) ?? "";
      return { name: table, rows: await rowsOf(client, version, warehouseId, table) };
    }),
  );
  return found.filter(({ rows }) => rows !== 0);
}

function namesVersions({ columns }: Values): boolean {
  const names = valuesOf(columns).map(({ name }) => name);
  return NAMING.every((name) => names.includes(name));
}

/** Undefined where nobody can say. */
async function rowsOf(
  client: DatabricksClient,
  { model, version }: ModelVersion,
  warehouseId: string | undefined,
  table: string,
): Promise<number | undefined> {
  if (warehouseId === undefined) return undefined;
  const request = {
    statement: `SELECT count(*) FROM ${quotedName(table)} WHERE model_name = :model AND model_version = :version`,
    warehouseId,
    parameters: { model, version: String(version) },
  };
  try {
    const { rows } = await runStatement(client, request, { requested: false });
    return Number(rows[0]?.[0] ?? 0);
  } catch (error) {
    // Who may see a version need not be allowed to read what it predicted.
    if (error instanceof CommandError) return undefined;
    return await whereAllowed(Promise.reject(error));
  }
}
