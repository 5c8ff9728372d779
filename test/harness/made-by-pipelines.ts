import { type Caller, succeed } from "./api-calls";
import type { AzureWorkspace } from "./azure";
import { PipelineResults } from "./pipeline-results";

/** What pipelines make and a deployment only refers to. */
export interface MadeByPipelines {
  /**
   * Full name of the schema with all of it: a registered model `late`, of which versions 1 and 2 are ready, and the tables
   * `predictions`, `baseline`, `readings` and `lookups`.
   */
  schema: string;
  /** Of the table. */
  baselineId: string;
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
const STORAGE = "abfss://catalog@pipelineslake.dfs.core.windows.net/";

const COLUMNS = [
  { name: "flight", type_name: "LONG", type_text: "bigint" },
  { name: "at", type_name: "TIMESTAMP", type_text: "timestamp" },
  { name: "model", type_name: "STRING", type_text: "string" },
  { name: "prediction", type_name: "INT", type_text: "int" },
  { name: "late", type_name: "INT", type_text: "int" },
];

/** Makes, through the API as pipelines would, a model with two versions and four tables, in a catalog of their own. */
export async function runPipelines(options: PipelinesOptions): Promise<MadeByPipelines> {
  const { account, accountId, metastoreId, resourceGroup, token, workspace } = options;
  const assignment = `${account}/api/2.0/accounts/${accountId}/workspaces/${workspace.id}/metastores/${metastoreId}`;
  await succeed(options, "POST", assignment, {});

  const post = (path: string, body: object): Promise<unknown> =>
    succeed(options, "POST", `${workspace.address}/api/2.1/unity-catalog/${path}`, body);
  const connector = `${resourceGroup}/providers/Microsoft.Databricks/accessConnectors/${CATALOG}`;
  await post("storage-credentials", { name: CATALOG, azure_managed_identity: { access_connector_id: connector } });
  await post("external-locations", { name: CATALOG, url: STORAGE, credential_name: CATALOG });
  await post("catalogs", { name: CATALOG, storage_root: STORAGE });
  await post("schemas", { catalog_name: CATALOG, name: "ml" });

  await post("models", { catalog_name: CATALOG, schema_name: "ml", name: "late" });
  const results = new PipelineResults(workspace.address, CATALOG, token);
  for (let version = 1; version <= 2; version += 1) await results.champion(`${CATALOG}.ml.late`);

  const table = async (name: string): Promise<string> => {
    const made = await post("tables", {
      catalog_name: CATALOG,
      schema_name: "ml",
      name,
      table_type: "MANAGED",
      data_source_format: "DELTA",
      storage_location: "",
      // Online copies follow changes.
      properties: { "delta.enableChangeDataFeed": "true" },
      columns: COLUMNS,
    });
    return (made as { table_id: string }).table_id;
  };
  for (const name of ["predictions", "readings", "lookups"]) await table(name);
  return { schema: `${CATALOG}.ml`, baselineId: await table("baseline") };
}
