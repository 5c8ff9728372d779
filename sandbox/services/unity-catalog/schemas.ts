import { Access } from "../../authority/unity-catalog/access";
import type { SchemaInfo, Securable } from "../../authority/unity-catalog/infos";
import {
  catalogRef,
  checkedName,
  existsAlready,
  newBrowsable,
  schemaRef,
  securables,
  TYPES_IN_SCHEMA,
} from "../../authority/unity-catalog/securables";
import { ApiError, type Behaviour, type Call, type Service, type Store } from "../../control-plane";
import { change, type SecurableChange } from "./change";
import { type BrowseRequest, type ListRequest, visiblePage } from "./listing";
import { promptsOf, removePrompts } from "./prompt";
import { remove } from "./remove";
import { forgetStagingTables } from "./staging-tables";
import { checkedPath, usablePath } from "./storage-paths";

interface NewSchema {
  catalog_name: string;
  name: string;
  comment?: string;
  properties?: Record<string, string>;
  storage_root?: string;
}

/** Every catalog has this one; it cannot be deleted. */
export const INFORMATION_SCHEMA = "information_schema";

/** Writes a schema; whoever calls has checked that it may. */
export function createSchema(call: Call, metastoreId: string, request: NewSchema): SchemaInfo {
  const name = checkedName(request.name, "schema");
  const catalogName = request.catalog_name.toLowerCase();
  const fullName = `${catalogName}.${name}`;
  if (call.store.has(securables.schema, fullName)) throw existsAlready(schemaRef(fullName));
  const id = call.store.uuid();
  const path = request.storage_root && checkedPath(request.storage_root);
  const info: SchemaInfo = {
    ...newBrowsable(call, name, metastoreId),
    ...request,
    ...(path ? { storage_location: `${path}/__unitystorage/schemas/${id}` } : {}),
    name,
    full_name: fullName,
    catalog_name: catalogName,
    catalog_type: "MANAGED_CATALOG",
    schema_id: id,
    enable_predictive_optimization: "INHERIT",
  };
  return call.store.put(securables.schema, fullName, info);
}

/** Removes a schema with all that is in it and was granted on it. */
export function deleteSchema(store: Store, fullName: string): void {
  for (const type of TYPES_IN_SCHEMA) {
    for (const { key } of store.list<Securable>(securables[type], { prefix: `${fullName}.` })) {
      remove(store, { type, name: key });
    }
  }
  removePrompts(store, fullName);
  forgetStagingTables(store, fullName);
  remove(store, schemaRef(fullName));
}

const create: Behaviour<NewSchema> = (request, call) => {
  const access = Access.of(call);
  access.usable(catalogRef(request.catalog_name), "CREATE_SCHEMA");
  if (request.storage_root) usablePath(call, request.storage_root, "CREATE_MANAGED_STORAGE");
  return createSchema(call, access.metastoreId, request);
};

const get: Behaviour<BrowseRequest & { full_name: string }> = ({ full_name: name, include_browse: browse }, call) =>
  Access.of(call).visible(schemaRef(name), "USE_SCHEMA", browse);

const list: Behaviour<ListRequest & { catalog_name: string }> = (request, call) => {
  const access = Access.of(call);
  const catalog = catalogRef(request.catalog_name);
  access.visible(catalog, "USE_CATALOG", true);
  const listed = { type: "schema", privilege: "USE_SCHEMA", within: catalog.name } as const;
  const { items, nextToken } = visiblePage(call, access, listed, request);
  return { schemas: items, next_page_token: nextToken };
};

const update: Behaviour<
  SecurableChange & {
    full_name: string;
    comment?: string;
    properties?: Record<string, string>;
    enable_predictive_optimization?: NonNullable<SchemaInfo["enable_predictive_optimization"]>;
  }
> = ({ full_name: name, ...request }, call) => change(call, schemaRef(name), request);

const deletion: Behaviour<{ full_name: string; force?: boolean }> = ({ full_name: fullName, force }, call) => {
  const schema = Access.of(call).managed(schemaRef(fullName));
  if (schema.name === INFORMATION_SCHEMA) {
    throw new ApiError(
      403,
      "PERMISSION_DENIED",
      `Schema '${schema.full_name}' is owned by the system and cannot be deleted.`,
    );
  }
  const contents = TYPES_IN_SCHEMA.flatMap((type) =>
    call.store.list<Securable>(securables[type], { prefix: `${schema.full_name}.` }).map(({ key }) => key),
  );
  contents.push(...promptsOf(call.store, schema.schema_id).map(({ value }) => `${schema.full_name}.${value.name}`));
  if (contents.length > 0 && !force) {
    throw new ApiError(
      400,
      "UNITY_CATALOG_INVALID_STATE",
      `Schema '${schema.full_name}' is not empty. The schema has ${contents.length} object(s), for example ${contents[0]}.`,
    );
  }
  deleteSchema(call.store, schema.full_name);
  return undefined;
};

export const schemasService: Service = {
  "catalog.Schemas.Create": create,
  "catalog.Schemas.Get": get,
  "catalog.Schemas.List": list,
  "catalog.Schemas.Update": update,
  "catalog.Schemas.Delete": deletion,
};
