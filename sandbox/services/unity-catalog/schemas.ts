import { ApiError, type Behaviour, type Call, type Service, type Store } from "../../control-plane";
import { Access } from "./access";
import { type BrowseRequest, type ListRequest, visiblePage } from "./listing";
import { remove } from "./remove";
import { rename } from "./rename";
import {
  changed,
  checkedName,
  existsAlready,
  isInSchema,
  newSecurable,
  SECURABLE_TYPES,
  type Securable,
  type SecurableRef,
  securables,
} from "./securables";
import { checkedPath, locationOf } from "./storage-paths";

export interface SchemaInfo extends Securable {
  schema_id: string;
  full_name: string;
  catalog_name: string;
  catalog_type: "MANAGED_CATALOG";
  comment?: string;
  properties?: Record<string, string>;
  storage_root?: string;
  storage_location?: string;
  enable_predictive_optimization: "INHERIT" | "ENABLE" | "DISABLE";
}

interface NewSchema {
  catalog_name: string;
  name: string;
  comment?: string;
  properties?: Record<string, string>;
  storage_root?: string;
}

/** Every catalog has this one; it cannot be deleted. */
export const INFORMATION_SCHEMA = "information_schema";

export const schemaRef = (fullName: string): SecurableRef => ({ type: "schema", name: fullName.toLowerCase() });

/** Writes a schema; whoever calls has checked that it may. */
export function createSchema(call: Call, metastoreId: string, request: NewSchema): SchemaInfo {
  const name = checkedName(request.name, "schema");
  const catalogName = request.catalog_name.toLowerCase();
  const fullName = `${catalogName}.${name}`;
  if (call.store.has(securables.schema, fullName)) throw existsAlready(schemaRef(fullName));
  const id = call.store.uuid();
  const path = request.storage_root && checkedPath(request.storage_root);
  const info: SchemaInfo = {
    ...newSecurable(call, name, metastoreId),
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
  for (const type of SECURABLE_TYPES.filter(isInSchema)) {
    for (const { key } of store.list(securables[type], { prefix: `${fullName}.` })) {
      remove(store, { type, name: key });
    }
  }
  remove(store, schemaRef(fullName));
}

const create: Behaviour<NewSchema> = (request, call) => {
  const access = Access.of(call);
  const catalog: SecurableRef = { type: "catalog", name: request.catalog_name.toLowerCase() };
  access.existing(catalog);
  access.require("CREATE_SCHEMA", catalog);
  if (request.storage_root) {
    const location = locationOf(call.store, checkedPath(request.storage_root));
    access.require("CREATE_MANAGED_STORAGE", { type: "external_location", name: location.name.toLowerCase() });
  }
  return createSchema(call, access.metastoreId, request);
};

const get: Behaviour<BrowseRequest & { full_name: string }> = ({ full_name: name, include_browse: browse }, call) =>
  Access.of(call).visible(schemaRef(name), "USE_SCHEMA", browse);

const list: Behaviour<ListRequest & { catalog_name: string }> = (request, call) => {
  const access = Access.of(call);
  const catalog = request.catalog_name.toLowerCase();
  access.visible({ type: "catalog", name: catalog }, "USE_CATALOG", true);
  const listed = { type: "schema", privilege: "USE_SCHEMA", within: catalog } as const;
  const { items, nextToken } = visiblePage(call, access, listed, request);
  return { schemas: items, next_page_token: nextToken };
};

const update: Behaviour<{
  full_name: string;
  new_name?: string;
  owner?: string;
  comment?: string;
  properties?: Record<string, string>;
  enable_predictive_optimization?: SchemaInfo["enable_predictive_optimization"];
}> = ({ full_name: fullName, new_name: newName, ...settings }, call) => {
  const access = Access.of(call);
  const before = access.existing<SchemaInfo>(schemaRef(fullName));
  access.requireManage(schemaRef(fullName));
  if (settings.owner) call.directory.requireName(settings.owner);
  const target = newName ? checkedName(newName, "schema") : before.name;
  const fullTarget = `${before.catalog_name}.${target}`;
  const after = { ...before, ...settings, name: target, full_name: fullTarget, ...changed(call) };
  return rename(call.store, after, schemaRef(fullName), schemaRef(fullTarget));
};

const deletion: Behaviour<{ full_name: string; force?: boolean }> = ({ full_name: fullName, force }, call) => {
  const access = Access.of(call);
  const schema = access.existing<SchemaInfo>(schemaRef(fullName));
  access.requireManage(schemaRef(fullName));
  if (schema.name === INFORMATION_SCHEMA) {
    throw new ApiError(
      403,
      "PERMISSION_DENIED",
      `Schema '${schema.full_name}' is owned by the system and cannot be deleted.`,
    );
  }
  const contents = SECURABLE_TYPES.filter(isInSchema).flatMap((type) =>
    call.store.list(securables[type], { prefix: `${schema.full_name}.` }).map(({ key }) => key),
  );
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
