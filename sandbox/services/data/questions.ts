import { allows } from "../../authority/objects/access-lists";
import { Access } from "../../authority/unity-catalog/access";
import { catalogRef, securables, tableRef } from "../../authority/unity-catalog/securables";
import {
  type Behaviour,
  type Call,
  invalidParameter,
  type JsonObject,
  pageOf,
  type Store,
  tokenIn,
  workspaceIdOf,
} from "../../control-plane";
import { clusters, refOf } from "../compute/cluster";
import { requireServerlessRight } from "../compute/rights";
import { defaultCatalogOf } from "../settings/default-catalog";
import { change } from "../unity-catalog/change";
import { INFORMATION_SCHEMA, schemasService } from "../unity-catalog/schemas";
import { tablesService } from "../unity-catalog/tables";
import { commitHeard } from "./commits";
import { INFORMATION_TABLES, informationOf } from "./information-schema";
import { addKeys, dropKey } from "./keys";
import { placeOf, volumeNamed } from "./places";
import { grantBySql, grantsBySql, ownerBySql } from "./privileges";
import { registerTable, stageTable } from "./staging";
import { createView, dropView, viewsIn } from "./views";

/** A table as SQL names it. */
interface Named {
  catalog: string;
  schema: string;
  name: string;
}

const fullName = ({ catalog, schema, name }: Named): string => `${catalog}.${schema}.${name}`.toLowerCase();

const caller: Behaviour = (_request, { principal }) => ({ id: principal.id, name: principal.name });

/** Whoever connects computes: a task by its token, anybody else as far as they may use compute in the workspace. */
export const connectOf =
  (isTasks: (store: Store, workspaceId: number, token: string) => boolean): Behaviour =>
  (request, call) => {
    const token = tokenIn(call.authorization) ?? "";
    const attaches = (): boolean =>
      clusters.all(call).some(({ cluster_id: id }) => allows(call, refOf(id), "CAN_ATTACH_TO"));
    if (!isTasks(call.store, workspaceIdOf(call), token) && !attaches()) requireServerlessRight(call);
    return caller(request, call);
  };

const catalogs: Behaviour = (_request, call) => {
  const access = Access.of(call);
  const shown = pageOf(call.store, securables.catalog, "", { size: 1000 }, (info, name) => {
    const ref = catalogRef(name);
    return access.find(ref) && access.shown(info, ref, "USE_CATALOG", true) ? name : undefined;
  });
  return { names: shown.items, default: defaultCatalogOf(call.store, workspaceIdOf(call)) };
};

const schemas: Behaviour<{ catalog: string }> = ({ catalog }, call) => ({
  names: names(call, "catalog.Schemas.List", "schemas", { catalog_name: catalog }),
});

const tables: Behaviour<{ schema: string }> = ({ schema }, call) => {
  const [catalogName = "", schemaName = ""] = schema.split(".");
  if (schemaName === INFORMATION_SCHEMA) return { names: INFORMATION_TABLES };
  return {
    names: names(call, "catalog.Tables.List", "tables", { catalog_name: catalogName, schema_name: schemaName }),
  };
};

const operations = { ...schemasService, ...tablesService };

/** What the API's own operation does. */
function operate(call: Call, id: keyof typeof operations, request: JsonObject): ReturnType<Behaviour> {
  return (operations[id] as Behaviour<JsonObject>)(request, call);
}

/** The names in all pages of a list. */
function names(call: Call, id: keyof typeof operations, member: string, request: JsonObject): string[] {
  const found: string[] = [];
  let token: string | undefined;
  do {
    const page = operate(call, id, { ...request, ...(token ? { page_token: token } : {}) }) as {
      next_page_token?: string;
      [member: string]: unknown;
    };
    for (const each of (page[member] ?? []) as { name: string }[]) found.push(each.name);
    token = page.next_page_token;
  } while (token);
  return found;
}

const schema: Behaviour<{ name: string }> = ({ name }, call) =>
  operate(call, "catalog.Schemas.Get", { full_name: name });

const createSchema: Behaviour<{ catalog: string; name: string; comment?: string; storage_root?: string }> = (
  { catalog, ...request },
  call,
) => operate(call, "catalog.Schemas.Create", { catalog_name: catalog, ...request });

const alterSchema: Behaviour<{ name: string; comment: string }> = ({ name, comment }, call) =>
  operate(call, "catalog.Schemas.Update", { full_name: name, comment });

const dropSchema: Behaviour<{ name: string; force: boolean }> = ({ name, force }, call) =>
  operate(call, "catalog.Schemas.Delete", { full_name: name, force });

const table: Behaviour<Named> = (named, call) => Access.of(call).visible(tableRef(fullName(named)), "SELECT");

/** Whoever changes rows reads them, too. */
const modify: Behaviour<Named> = (named, call) => {
  const access = Access.of(call);
  const ref = tableRef(fullName(named));
  access.usable(ref, "MODIFY");
  return access.usable(ref, "SELECT");
};

const drop: Behaviour<Named> = (named, call) => operate(call, "catalog.Tables.Delete", { full_name: fullName(named) });

const rename: Behaviour<Named & { new_schema: string; new_name: string }> = (request, call) => {
  if (request.new_schema.toLowerCase() !== request.schema.toLowerCase()) {
    throw invalidParameter("A table is not renamed into another schema.");
  }
  return change(call, tableRef(fullName(request)), { new_name: request.new_name });
};

export const questions: Readonly<Record<string, Behaviour<never>>> = {
  caller,
  catalogs,
  schemas,
  schema,
  "create-schema": createSchema,
  "alter-schema": alterSchema,
  "drop-schema": dropSchema,
  tables,
  table,
  modify,
  drop,
  rename,
  "add-keys": addKeys,
  "drop-key": dropKey,
  stage: stageTable,
  register: registerTable,
  place: placeOf,
  volume: volumeNamed,
  information: informationOf,
  "create-view": createView,
  "drop-view": dropView,
  views: viewsIn,
  grant: grantBySql,
  grants: grantsBySql,
  owner: ownerBySql,
  committed: commitHeard,
};
