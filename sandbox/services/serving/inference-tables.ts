import { Access } from "../../authority/unity-catalog/access";
import { checkedName, schemaRef, securables, tableRef } from "../../authority/unity-catalog/securables";
import { ApiError, type Call, invalidParameter } from "../../control-plane";
import { requireCreateTable } from "../unity-catalog/tables";
import type { PayloadForm } from "./payload-columns";

/** Where an endpoint is to record requests and answers; the API's words. */
export interface InferenceTableConfig {
  catalog_name?: string;
  schema_name?: string;
  /** Default: the endpoint's name. */
  table_name_prefix?: string;
  enabled?: boolean;
}

/** The table of requests and answers that an endpoint has or is to have. */
export interface PayloadTable {
  catalog_name: string;
  schema_name: string;
  /** `<prefix>_payload`, without catalog and schema. */
  name: string;
  form: PayloadForm;
  /** It is made when the endpoint is ready, which may fail by then. */
  status: "PENDING" | "READY" | "FAILED";
  /** Why it failed. */
  message?: string;
}

/** What is wanted of an endpoint's inference table, and what there is. */
interface Wanted {
  endpoint: string;
  config: InferenceTableConfig | undefined;
  form: PayloadForm;
  before: PayloadTable | undefined;
}

/**
 * The table that a configuration asks for; undefined for none.
 * @throws ApiError unless the caller may make it, or when there is such a table: the service always makes a new one.
 */
export function wantedPayloadTable(call: Call, { endpoint, config, form, before }: Wanted): PayloadTable | undefined {
  if (!config?.enabled) return undefined;
  const { catalog_name, schema_name, table_name_prefix } = config;
  if (!catalog_name || !schema_name) {
    throw invalidParameter("An inference table that is enabled needs catalog_name and schema_name.");
  }
  const schema = schemaRef(`${catalog_name}.${schema_name}`);
  const name = checkedName(`${table_name_prefix || endpoint}_payload`, "table");
  const table = tableRef(`${schema.name}.${name}`);
  if (before && before.status !== "FAILED") {
    if (before.form === form && nameOf(before) === table.name) return before;
    throw invalidParameter(
      `The inference table of endpoint '${endpoint}' is ${nameOf(before)}: disable it before another is enabled.`,
    );
  }
  requireCreateTable(Access.of(call), schema);
  if (call.store.has(securables.table, table.name)) {
    throw new ApiError(
      409,
      "TABLE_ALREADY_EXISTS",
      `Inference table '${table.name}' already exists, and an existing table cannot be used: ` +
        "delete it, or give another table_name_prefix.",
    );
  }
  const [catalogName = "", schemaName = ""] = schema.name.split(".");
  return { catalog_name: catalogName, schema_name: schemaName, name, form, status: "PENDING" };
}

/** The full name. */
export const nameOf = ({ catalog_name, schema_name, name }: PayloadTable): string =>
  `${catalog_name}.${schema_name}.${name}`;
