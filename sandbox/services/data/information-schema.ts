import { Access } from "../../authority/unity-catalog/access";
import { grantsOn } from "../../authority/unity-catalog/grants";
import type { ColumnInfo, SecurableInfos, TableInfo } from "../../authority/unity-catalog/infos";
import { spelled } from "../../authority/unity-catalog/privileges";
import { catalogRef, doesNotExist, lineageOf, securables, tableRef } from "../../authority/unity-catalog/securables";
import { type Behaviour, type Call, ownMember } from "../../control-plane";
import { INFORMATION_SCHEMA } from "../unity-catalog/schemas";

type Value = string | number | boolean | null;

/** What a table of `information_schema` has: its columns with their types, and the rows that the caller may know of. */
interface Relation {
  columns: Readonly<Record<string, "STRING" | "INT" | "TIMESTAMP">>;
  rows: (seen: Seen) => Value[][];
}

const TYPES = { catalog: "USE_CATALOG", schema: "USE_SCHEMA", table: "SELECT", volume: "READ_VOLUME" } as const;
type Listed = keyof typeof TYPES;

/** What the caller may know of in one catalog, or for `system` in all of them. */
class Seen {
  readonly access: Access;

  constructor(
    readonly call: Call,
    private readonly catalog: string,
  ) {
    this.access = Access.of(call);
  }

  list<Type extends Listed>(type: Type): SecurableInfos[Type][] {
    const within = this.catalog === "system" ? "" : this.catalog;
    const found = this.call.store.list(securables[type], { prefix: within }) as {
      key: string;
      value: SecurableInfos[Type];
    }[];
    return found.flatMap(({ key, value }) => {
      const isInside = within === "" || key === within || key.startsWith(`${within}.`);
      const ref = { type, name: key };
      if (!isInside || !this.access.find(ref)) return [];
      return this.access.shown(value, ref, TYPES[type], true) ? [value] : [];
    });
  }

  /** Of each securable of the type: what was granted there, and on what it lies in. */
  grants(type: "catalog" | "schema" | "table"): Value[][] {
    return this.list(type).flatMap((info) => {
      const ref = { type, name: info.full_name ?? info.name };
      return lineageOf(ref, this.access.metastoreId).flatMap((outer) =>
        Object.entries(outer.type === "metastore" ? {} : grantsOn(this.call.store, outer)).flatMap(
          ([grantee, held]) => {
            if (!this.access.manages(ref) && !this.call.principal.names.has(grantee)) return [];
            const from = outer.type === type ? "NONE" : outer.type.toUpperCase();
            return held.map((privilege) => [
              info.owner,
              grantee,
              ...ref.name.split("."),
              spelled(privilege),
              "NO",
              from,
            ]);
          },
        ),
      );
    });
  }
}

const MADE = {
  comment: "STRING",
  created: "TIMESTAMP",
  created_by: "STRING",
  last_altered: "TIMESTAMP",
  last_altered_by: "STRING",
} as const;

const made = (info: SecurableInfos[Listed]): Value[] => [
  info.comment ?? null,
  info.created_at,
  info.created_by,
  info.updated_at,
  info.updated_by,
];

const TABLE = { table_catalog: "STRING", table_schema: "STRING", table_name: "STRING" } as const;
const namesOf = ({ catalog_name: catalog, schema_name: schema, name }: TableInfo): string[] => [catalog, schema, name];
const GRANT = { privilege_type: "STRING", is_grantable: "STRING", inherited_from: "STRING" } as const;
const BY = { grantor: "STRING", grantee: "STRING" } as const;
const CONSTRAINT = { constraint_catalog: "STRING", constraint_schema: "STRING", constraint_name: "STRING" } as const;

/** As the standard counts the bits of whole and binary numbers. */
const BITS: Readonly<Record<string, number>> = { BYTE: 8, SHORT: 16, INT: 32, LONG: 64, FLOAT: 32, DOUBLE: 64 };

function numeric({ type_name: type, type_precision: precision, type_scale: scale }: ColumnInfo): Value[] {
  if (type === "DECIMAL") return [precision ?? null, 10, scale ?? null];
  const bits = ownMember(BITS, type);
  return bits === undefined ? [null, null, null] : [bits, 2, type === "FLOAT" || type === "DOUBLE" ? null : 0];
}

const keysOf = (table: TableInfo) =>
  (table.table_constraints ?? []).flatMap(({ primary_key_constraint: primary, foreign_key_constraint: foreign }) => {
    const key = primary ?? foreign;
    return key ? [{ key, kind: primary ? "PRIMARY KEY" : "FOREIGN KEY", table }] : [];
  });

const RELATIONS: Readonly<Record<string, Relation>> = {
  catalogs: {
    columns: { catalog_name: "STRING", catalog_owner: "STRING", ...MADE },
    rows: (seen) => seen.list("catalog").map((info) => [info.name, info.owner, ...made(info)]),
  },
  schemata: {
    columns: { catalog_name: "STRING", schema_name: "STRING", schema_owner: "STRING", ...MADE },
    rows: (seen) => seen.list("schema").map((info) => [info.catalog_name, info.name, info.owner, ...made(info)]),
  },
  tables: {
    columns: {
      ...TABLE,
      table_type: "STRING",
      is_insertable_into: "STRING",
      commit_action: "STRING",
      table_owner: "STRING",
      ...MADE,
      data_source_format: "STRING",
      storage_path: "STRING",
    },
    rows: (seen) =>
      seen.list("table").map((info) => {
        const insertable = info.table_type === "MANAGED" || info.table_type === "EXTERNAL" ? "YES" : "NO";
        const described = [info.table_type, insertable, "PRESERVE", info.owner, ...made(info)];
        return [...namesOf(info), ...described, info.data_source_format ?? null, info.storage_location ?? null];
      }),
  },
  views: {
    columns: {
      ...TABLE,
      view_definition: "STRING",
      check_option: "STRING",
      is_updatable: "STRING",
      is_insertable_into: "STRING",
    },
    rows: (seen) =>
      seen
        .list("table")
        .filter(({ table_type: type }) => type === "VIEW")
        .map((info) => {
          // Its text is its owner's, and theirs who manage it.
          const text = seen.access.manages(tableRef(info.full_name)) ? (info.view_definition ?? null) : null;
          return [...namesOf(info), text, "NONE", "NO", "NO"];
        }),
  },
  columns: {
    columns: {
      ...TABLE,
      column_name: "STRING",
      ordinal_position: "INT",
      is_nullable: "STRING",
      full_data_type: "STRING",
      data_type: "STRING",
      numeric_precision: "INT",
      numeric_precision_radix: "INT",
      numeric_scale: "INT",
      partition_ordinal_position: "INT",
      comment: "STRING",
    },
    rows: (seen) =>
      seen
        .list("table")
        .flatMap((info) =>
          info.columns.map((column) => [
            ...namesOf(info),
            column.name,
            column.position + 1,
            column.nullable === false ? "NO" : "YES",
            column.type_text,
            column.type_name,
            ...numeric(column),
            column.partition_index === undefined ? null : column.partition_index + 1,
            column.comment ?? null,
          ]),
        ),
  },
  catalog_privileges: {
    columns: { ...BY, catalog_name: "STRING", ...GRANT },
    rows: (seen) => seen.grants("catalog"),
  },
  schema_privileges: {
    columns: { ...BY, catalog_name: "STRING", schema_name: "STRING", ...GRANT },
    rows: (seen) => seen.grants("schema"),
  },
  table_privileges: { columns: { ...BY, ...TABLE, ...GRANT }, rows: (seen) => seen.grants("table") },
  table_constraints: {
    columns: { ...CONSTRAINT, ...TABLE, constraint_type: "STRING", enforced: "STRING" },
    rows: (seen) =>
      seen
        .list("table")
        .flatMap(keysOf)
        .map(({ key, kind, table }) => [...namesOf(table).slice(0, 2), key.name, ...namesOf(table), kind, "NO"]),
  },
  key_column_usage: {
    columns: { ...CONSTRAINT, ...TABLE, column_name: "STRING", ordinal_position: "INT" },
    rows: (seen) =>
      seen
        .list("table")
        .flatMap(keysOf)
        .flatMap(({ key, table }) =>
          key.child_columns.map((column, index) => [
            ...namesOf(table).slice(0, 2),
            key.name,
            ...namesOf(table),
            column,
            index + 1,
          ]),
        ),
  },
  volumes: {
    columns: {
      volume_catalog: "STRING",
      volume_schema: "STRING",
      volume_name: "STRING",
      volume_type: "STRING",
      volume_owner: "STRING",
      ...MADE,
      storage_location: "STRING",
    },
    rows: (seen) =>
      seen
        .list("volume")
        .map((info) => [
          info.catalog_name,
          info.schema_name,
          info.name,
          info.volume_type,
          info.owner,
          ...made(info),
          info.storage_location ?? null,
        ]),
  },
};

/** Names of the tables in every `information_schema` that there is here. */
export const INFORMATION_TABLES = Object.keys(RELATIONS).sort();

/** A table of a catalog's `information_schema`, or of that of `system`, which is about all catalogs. */
export const informationOf: Behaviour<{ catalog: string; name: string }> = ({ catalog, name }, call) => {
  const { name: within } = catalogRef(catalog);
  Access.of(call).visible(catalogRef(catalog), "USE_CATALOG", true);
  const relation = ownMember(RELATIONS, name.toLowerCase());
  if (!relation) throw doesNotExist(tableRef(`${within}.${INFORMATION_SCHEMA}.${name}`));
  const columns = Object.entries(relation.columns).map(([column, type]) => ({ name: column, type }));
  return { columns, rows: relation.rows(new Seen(call, within)) };
};
