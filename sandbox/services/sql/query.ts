import type { Call } from "../../control-plane";
import { type Asset, AssetKind, directoryOf, ownerName } from "../workspace/assets";
import { exportsAs } from "../workspace/export";
import { jupyterOf } from "../workspace/notebook-conversion";
import type { QueryParameter } from "./query-parameters";

/** What its author says of a query. */
export interface QuerySettings {
  display_name: string;
  query_text?: string;
  description?: string;
  warehouse_id?: string;
  catalog?: string;
  schema?: string;
  parameters?: QueryParameter[];
  tags?: string[];
  run_as_mode?: "OWNER" | "VIEWER";
  apply_auto_limit?: boolean;
}

export interface Query extends Asset {
  settings: QuerySettings;
  lastModifier: string;
  /** Milliseconds since 1970. */
  updatedAt: number;
}

export const queryKind = new AssetKind<Query>({
  noun: "Query",
  objectType: "QUERY",
  permissions: "sql/queries",
  extension: ".dbquery.ipynb",
  keptAs: "sql.query",
});

/** A query as a file: a notebook of one cell. */
exportsAs("QUERY", (call, id) =>
  jupyterOf(Buffer.from(queryKind.readable(call, id).settings.query_text ?? ""), "SQL").toString(),
);

/** The query as a list shows it. */
export function listedQuery(call: Call, query: Query): object {
  return {
    id: query.id,
    ...query.settings,
    owner_user_name: ownerName(call, query),
    last_modifier_user_name: query.lastModifier,
    lifecycle_state: queryKind.isActive(call, query) ? "ACTIVE" : "TRASHED",
    create_time: new Date(query.createdAt).toISOString(),
    update_time: new Date(query.updatedAt).toISOString(),
  };
}

/** The query as its own operations show it: paths start with `/Workspace`, however they were given. */
export const shownQuery = (call: Call, query: Query): object => ({
  ...listedQuery(call, query),
  parent_path: `/Workspace${directoryOf(query)}`,
});
