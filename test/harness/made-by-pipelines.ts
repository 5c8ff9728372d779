import { type Caller, succeed } from "./api-calls";
import type { AzureWorkspace } from "./azure";

/** A table by its full name and its id. */
export interface MadeTable {
  name: string;
  id: string;
}

/** What pipelines make and a deployment only refers to. */
export interface MadeByPipelines {
  /** Full name of a registered model: versions 1 and 2 are ready, and 1 is the Champion. */
  model: string;
  /** Predictions with their labels; the table has a change data feed. */
  predictions: MadeTable;
  /** A table with the same columns. */
  baseline: MadeTable;
}

export interface PipelinesOptions extends Caller {
  /** Address of the account's API. */
  account: string;
  accountId: string;
  /** Where the pipelines run; it is given the metastore. */
  workspace: AzureWorkspace;
  metastoreId: string;
  /** Id of the resource group that the catalog's connector is in. */
  resourceGroup: string;
}

const CATALOG = "pipelines";
const SCHEMA = `${CATALOG}.ml`;
const URL = "abfss://catalog@pipelineslake.dfs.core.windows.net/";

const COLUMNS = [
  { name: "flight", type_name: "LONG", type_text: "bigint" },
  { name: "at", type_name: "TIMESTAMP", type_text: "timestamp" },
  { name: "model", type_name: "STRING", type_text: "string" },
  { name: "prediction", type_name: "INT", type_text: "int" },
  { name: "late", type_name: "INT", type_text: "int" },
];

/** Makes, through the API as a pipeline would, a model with two versions and two tables, in a catalog of their own. */
export async function runPipelines(options: PipelinesOptions): Promise<MadeByPipelines> {
  const { account, accountId, metastoreId, workspace } = options;
  const post = (path: string, body: object): Promise<unknown> =>
    succeed(options, "POST", `${workspace.address}/api/${path}`, body);
  const unityCatalog = (path: string, body: object): Promise<unknown> => post(`2.1/unity-catalog/${path}`, body);

  const assignment = `/workspaces/${workspace.id}/metastores/${metastoreId}`;
  await succeed(options, "POST", `${account}/api/2.0/accounts/${accountId}${assignment}`, {});

  const connector = `${options.resourceGroup}/providers/Microsoft.Databricks/accessConnectors/${CATALOG}`;
  await unityCatalog("storage-credentials", {
    name: CATALOG,
    azure_managed_identity: { access_connector_id: connector },
  });
  await unityCatalog("external-locations", { name: CATALOG, url: URL, credential_name: CATALOG });
  await unityCatalog("catalogs", { name: CATALOG, storage_root: URL });
  await unityCatalog("schemas", { catalog_name: CATALOG, name: "ml" });

  await unityCatalog("models", { catalog_name: CATALOG, schema_name: "ml", name: "late" });
  const model = `${SCHEMA}.late`;
  for (const version of ["1", "2"]) {
    await post("2.0/mlflow/unity-catalog/model-versions/create", { name: model, source: "dbfs:/model" });
    await post("2.0/mlflow/unity-catalog/model-versions/finalize", { name: model, version });
  }
  const alias = `${workspace.address}/api/2.1/unity-catalog/models/${model}/aliases/Champion`;
  await succeed(options, "PUT", alias, { version_num: 1 });

  const table = async (name: string): Promise<MadeTable> => {
    const made = await unityCatalog("tables", {
      catalog_name: CATALOG,
      schema_name: "ml",
      name,
      table_type: "MANAGED",
      data_source_format: "DELTA",
      storage_location: "",
      properties: { "delta.enableChangeDataFeed": "true" },
      columns: COLUMNS,
    });
    return { name: `${SCHEMA}.${name}`, id: (made as { table_id: string }).table_id };
  };
  return { model, predictions: await table("predictions"), baseline: await table("baseline") };
}
