import { Access } from "../../authority/unity-catalog/access";
import type { TableInfo } from "../../authority/unity-catalog/infos";
import { catalogRef, schemaRef, securables, tableRef } from "../../authority/unity-catalog/securables";
import { type Behaviour, pageOf } from "../../control-plane";
import { type Matcher, wildcards } from "../patterns/linear-pattern";
import { type ListRequest, visiblePage } from "./listing";

interface ListTablesRequest extends ListRequest {
  catalog_name: string;
  schema_name: string;
  omit_columns?: boolean;
  omit_properties?: boolean;
  omit_username?: boolean;
}

/** Whole tables of one schema. */
export const listTables: Behaviour<ListTablesRequest> = (request, call) => {
  const access = Access.of(call);
  const schema = schemaRef(`${request.catalog_name}.${request.schema_name}`);
  access.visible(schema, "USE_SCHEMA", true);
  const listed = { type: "table", privilege: "SELECT", within: schema.name } as const;
  const { items, nextToken } = visiblePage(call, access, listed, request);
  const omitted = [
    "table_constraints",
    ...(request.omit_columns ? ["columns"] : []),
    ...(request.omit_properties ? ["properties"] : []),
    ...(request.omit_username ? ["owner", "created_by", "updated_by"] : []),
  ];
  return { tables: items.map((info) => without(info, omitted)), next_page_token: nextToken };
};

function without(info: TableInfo, members: readonly string[]): object {
  return Object.fromEntries(Object.entries(info).filter(([member]) => !members.includes(member)));
}

interface ListSummariesRequest extends ListRequest {
  catalog_name: string;
  schema_name_pattern?: string;
  table_name_pattern?: string;
}

/** Names and types of a catalog's tables, by patterns as SQL's LIKE has them. */
export const listTableSummaries: Behaviour<ListSummariesRequest> = (request, call) => {
  const access = Access.of(call);
  const catalog = catalogRef(request.catalog_name);
  access.visible(catalog, "USE_CATALOG", true);
  const inSchema = like(request.schema_name_pattern);
  const named = like(request.table_name_pattern);
  const summaryOf = (info: TableInfo, name: string): object | undefined => {
    const [, schema = "", table = ""] = name.split(".");
    const ref = tableRef(name);
    if (!inSchema(schema) || !named(table) || !access.find(ref)) return undefined;
    return access.shown(info, ref, "SELECT") && { full_name: info.full_name, table_type: info.table_type };
  };
  const asked = { token: request.page_token, size: request.max_results };
  const { items, nextToken } = pageOf(call.store, securables.table, `${catalog.name}.`, asked, summaryOf);
  return { tables: items, next_page_token: nextToken };
};

/** `%` is any text, `_` any one character. No pattern, as an empty one, is for every name. */
export function like(pattern = ""): Matcher {
  return pattern === "" ? () => true : wildcards(pattern, { several: "%", single: "_" }, { ignoreCase: true });
}
