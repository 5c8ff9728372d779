import { z } from "zod";
import type { ForeignKey, PrimaryKey, TableInfo } from "../../authority/unity-catalog/infos";
import { securables, tableRef } from "../../authority/unity-catalog/securables";
import { type Answer, type Behaviour, type Call, notFound } from "../../control-plane";
import { primaryKeyOf, tableConstraintsService } from "../unity-catalog/table-constraints";

interface Named {
  catalog: string;
  schema: string;
  name: string;
}

const columns = z.array(z.string());
const keysSchema = z.array(
  z.object({
    primary_key_constraint: z
      .object({ name: z.string(), child_columns: columns, timeseries_columns: columns.optional(), rely: z.boolean().optional() })
      .optional(),
    foreign_key_constraint: z
      .object({ name: z.string(), child_columns: columns, parent_table: z.string(), parent_columns: columns })
      .optional(),
  }),
);

type SaidPrimaryKey = NonNullable<z.infer<typeof keysSchema>[number]["primary_key_constraint"]>;

const fullName = ({ catalog, schema, name }: Named): string => `${catalog}.${schema}.${name}`.toLowerCase();

/** Keys as SQL says them: what it leaves out is as the service fills it in. */
export const addKeys: Behaviour<Named & { keys: string }> = (request, call) => {
  const table = fullName(request);
  for (const { primary_key_constraint: primary, foreign_key_constraint: foreign } of keysSchema.parse(
    JSON.parse(request.keys),
  )) {
    if (primary) add(call, table, { primary_key_constraint: primaryOf(call, table, primary) });
    if (foreign) add(call, table, { foreign_key_constraint: foreignOf(call, request, foreign) });
  }
  return call.store.get(securables.table, tableRef(table).name);
};

function add(call: Call, table: string, constraint: object): void {
  operate("catalog.TableConstraints.Create", { full_name_arg: table, constraint }, call);
}

/** Columns of a key cannot be null, which Databricks asks for where they are declared. */
function primaryOf(call: Call, table: string, key: SaidPrimaryKey): PrimaryKey {
  const { timeseries_columns: series, rely, ...said } = key;
  const name = key.name || freeName(call, table, `${table.split(".")[2]}_pk`);
  return { ...said, name, ...(series ? { timeseries_columns: series } : {}), ...(rely ? { rely } : {}) };
}

function foreignOf(call: Call, table: Named, key: ForeignKey): ForeignKey {
  const parts = key.parent_table.toLowerCase().split(".");
  const parent = [table.catalog, table.schema, ...parts].slice(-3).join(".");
  const info = call.store.get(securables.table, parts.length === 3 ? parts.join(".") : parent);
  const referenced = key.parent_columns.length > 0 ? key.parent_columns : ((info && primaryKeyOf(info)?.child_columns) ?? []);
  const name = key.name || freeName(call, fullName(table), `${table.name}_${parts.at(-1)}_fk`);
  return { ...key, name, parent_table: parts.length === 3 ? parts.join(".") : parent, parent_columns: [...referenced] };
}

/** In a schema no two constraints have one name. */
function freeName(call: Call, table: string, wanted: string): string {
  const within = `${table.split(".").slice(0, 2).join(".")}.`;
  const taken = new Set(call.store.list(securables.table, { prefix: within }).flatMap(({ value }) => keyNames(value)));
  for (let number = 0; ; number++) {
    const name = number === 0 ? wanted : `${wanted}_${number}`;
    if (!taken.has(name)) return name;
  }
}

const keyNames = ({ table_constraints: keys = [] }: TableInfo): string[] =>
  keys.flatMap(({ primary_key_constraint: primary, foreign_key_constraint: foreign }) => (primary ?? foreign)?.name ?? []);

/** @param request of a key without a name: the primary key. */
export const dropKey: Behaviour<Named & { key: string }> = (request, call) => {
  const table = fullName(request);
  const info = call.store.get(securables.table, tableRef(table).name);
  const name = request.key || (info && primaryKeyOf(info)?.name);
  if (!name) throw notFound(`Table '${table}' has no primary key.`);
  return operate("catalog.TableConstraints.Delete", { full_name: table, constraint_name: name, cascade: false }, call);
};

const operate = (id: keyof typeof tableConstraintsService, request: object, call: Call): Answer =>
  (tableConstraintsService[id] as Behaviour<object>)(request, call);
