import { Access } from "../../authority/unity-catalog/access";
import type { TableInfo } from "../../authority/unity-catalog/infos";
import { changed, existsAlready, schemaRef, securables, tableRef } from "../../authority/unity-catalog/securables";
import { type Behaviour, type Call, invalidParameter } from "../../control-plane";
import { remove } from "../unity-catalog/remove";
import { like } from "../unity-catalog/table-listing";
import { createManagedTable, requireCreateTable } from "../unity-catalog/tables";
import { recordLineage } from "./lineage";
import { columnsOfSchema } from "./spark-schema";

interface Named {
  catalog: string;
  schema: string;
  name: string;
}

interface NewView extends Named {
  /** The SELECT statement. */
  text: string;
  /** Of the view's columns: Spark's, as JSON. */
  schema_json: string;
  comment?: string;
  properties: Record<string, string>;
  /** Full names of what it is made of. */
  reads: string[];
  replace: boolean;
  if_not_exists: boolean;
  /** It must be there: ALTER VIEW. */
  existing: boolean;
}

/** A view of what its maker may read: from now on it reads as its owner. */
export const createView: Behaviour<NewView> = (request, call) => {
  const table = tableRef(`${request.catalog}.${request.schema}.${request.name}`);
  const before = call.store.get(securables.table, table.name);
  if (request.existing) Access.of(call).existing(table);
  if (before && request.if_not_exists) return undefined;
  if (before && !request.replace) throw existsAlready(table);
  const columns = columnsOfSchema(request.schema_json, []);
  const made = before ? replaced(call, before, request) : created(call, table.name, request);
  recordLineage(call, call.store.put(securables.table, table.name, { ...made, columns }), request.reads, {});
  return undefined;
};

function created(call: Call, fullName: string, { text, comment, properties, schema }: NewView): TableInfo {
  const [catalog = ""] = fullName.split(".");
  requireCreateTable(Access.of(call), schemaRef(`${catalog}.${schema}`));
  const described = { properties, viewDefinition: text, ...(comment === undefined ? {} : { comment }) };
  return createManagedTable(call, { fullName, type: "VIEW", columns: [], ...described });
}

/** The same view, with the same owner and grants, of another text. */
function replaced(call: Call, before: TableInfo, { text, comment, properties, existing }: NewView): TableInfo {
  requireView(before);
  Access.of(call).managed(tableRef(before.full_name));
  const { comment: said, ...kept } = before;
  const words = comment ?? (existing ? said : undefined);
  const described = {
    view_definition: text,
    properties: existing ? { ...before.properties, ...properties } : properties,
  };
  return { ...kept, ...described, ...(words === undefined ? {} : { comment: words }), ...changed(call) };
}

function requireView({ full_name: name, table_type: type }: TableInfo): void {
  if (type !== "VIEW") throw invalidParameter(`${name} is no view: it is a table of type ${type}.`);
}

export const dropView: Behaviour<Named & { if_exists: boolean }> = ({ if_exists: ifExists, ...named }, call) => {
  const table = tableRef(`${named.catalog}.${named.schema}.${named.name}`);
  const found = Access.of(call).find(table);
  if (!found && ifExists) return undefined;
  if (found) requireView(found);
  Access.of(call).managed(table);
  remove(call.store, table);
  return undefined;
};

/** As SHOW VIEWS shows them. */
export const viewsIn: Behaviour<{ schema: string; pattern?: string }> = ({ schema, pattern = "*" }, call) => {
  const access = Access.of(call);
  const within = schemaRef(schema);
  access.visible(within, "USE_SCHEMA", true);
  const named = like(pattern.replaceAll("*", "%"));
  const views = call.store
    .list(securables.table, { prefix: `${within.name}.` })
    .filter(({ key, value }) => value.table_type === "VIEW" && access.shown(value, tableRef(key), "SELECT"))
    .filter(({ value }) => named(value.name));
  return {
    columns: [
      { name: "namespace", type: "STRING" },
      { name: "viewName", type: "STRING" },
      { name: "isTemporary", type: "BOOLEAN" },
    ],
    rows: views.map(({ value }) => [value.schema_name, value.name, false]),
  };
};
