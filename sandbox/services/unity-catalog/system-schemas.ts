import { Access } from "../../authority/unity-catalog/access";
import { schemaRef } from "../../authority/unity-catalog/securables";
import {
  AccountObjects,
  ApiError,
  type Behaviour,
  type Call,
  notFound,
  page,
  permissionDenied,
  type Service,
} from "../../control-plane";
import { remove } from "./remove";
import { putSystemSchema, SYSTEM_SCHEMAS, type SystemSchemaState } from "./system-catalogs";

/** What was made of them in a metastore. */
const states = new AccountObjects<{ state: SystemSchemaState }, readonly [metastore: string, schema: string]>(
  "unity-catalog.system-schema",
);

type InMetastore = { metastore_id: string };
type BySchema = InMetastore & { schema_name: string };

const stateOf = (call: Call, metastore: string, schema: string): SystemSchemaState | undefined =>
  states.get(call, [metastore, schema])?.state ??
  (Object.hasOwn(SYSTEM_SCHEMAS, schema) ? SYSTEM_SCHEMAS[schema] : undefined);

/** @throws ApiError 404 for another metastore than the workspace's, 403 for whoever does not administer it. */
function requireMetastoreAdmin(call: Call, metastore: string): void {
  const access = Access.of(call);
  if (access.metastoreId !== metastore) throw notFound(`Metastore '${metastore}' does not exist.`);
  if (!call.principal.accountAdmin && !access.manages(access.metastore)) {
    throw permissionDenied("User is not an account admin or an owner of the metastore.");
  }
}

const list: Behaviour<InMetastore & { max_results?: number; page_token?: string }> = (
  { metastore_id: metastore, max_results: size, page_token: token },
  call,
) => {
  requireMetastoreAdmin(call, metastore);
  const all = Object.keys(SYSTEM_SCHEMAS).map((schema) => ({
    key: schema,
    value: { schema, state: stateOf(call, metastore, schema) },
  }));
  const { items, nextToken } = page(all, { size, token });
  return { schemas: items, next_page_token: nextToken };
};

/** @throws ApiError 404, and 400 for a schema that is nobody's to switch: the provider knows it by these words. */
function switchable(
  call: Call,
  { metastore_id: metastore, schema_name: schema }: BySchema,
  to: string,
): SystemSchemaState {
  requireMetastoreAdmin(call, metastore);
  const state = stateOf(call, metastore, schema);
  if (state === undefined) throw notFound(`System schema '${schema}' does not exist.`);
  if (state === "MANAGED")
    throw new ApiError(400, "INVALID_STATE", `${schema} system schema can only be ${to} by Databricks`);
  return state;
}

const enable: Behaviour<BySchema> = (request, call) => {
  if (switchable(call, request, "enabled") === "ENABLE_COMPLETED") {
    throw new ApiError(409, "SCHEMA_ALREADY_EXISTS", `System schema '${request.schema_name}' already exists.`);
  }
  states.put(call, [request.metastore_id, request.schema_name], { state: "ENABLE_COMPLETED" });
  putSystemSchema(call.store, request.metastore_id, `system.${request.schema_name}`);
  return undefined;
};

const disable: Behaviour<BySchema> = (request, call) => {
  if (switchable(call, request, "disabled") !== "ENABLE_COMPLETED") {
    throw new ApiError(404, "SCHEMA_DOES_NOT_EXIST", `System schema '${request.schema_name}' is not enabled.`);
  }
  states.put(call, [request.metastore_id, request.schema_name], { state: "AVAILABLE" });
  remove(call.store, schemaRef(`system.${request.schema_name}`));
  return undefined;
};

export const systemSchemasService: Service = {
  "catalog.SystemSchemas.List": list,
  "catalog.SystemSchemas.Enable": enable,
  "catalog.SystemSchemas.Disable": disable,
};
