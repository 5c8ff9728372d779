import { Access } from "../../authority/unity-catalog/access";
import type { ForeignKey, PrimaryKey, TableConstraint, TableInfo } from "../../authority/unity-catalog/infos";
import { changed, securables, tableRef } from "../../authority/unity-catalog/securables";
import { ApiError, type Behaviour, type Call, invalidParameter, type Service } from "../../control-plane";
import { requireColumn } from "./table-columns";

interface GivenConstraint extends TableConstraint {
  named_table_constraint?: { name: string };
}

/** The columns that tell a table's rows apart; undefined where none were declared. */
export function primaryKeyOf({ table_constraints: constraints = [] }: TableInfo): PrimaryKey | undefined {
  return constraints.find((each) => each.primary_key_constraint)?.primary_key_constraint;
}

const nameOf = ({ primary_key_constraint: primary, foreign_key_constraint: foreign }: TableConstraint): string =>
  (primary ?? foreign)?.name ?? "";

const create: Behaviour<{ full_name_arg: string; constraint: GivenConstraint }> = (request, call) => {
  const access = Access.of(call);
  const table = access.managed(tableRef(request.full_name_arg));
  const { primary_key_constraint: primary, foreign_key_constraint: foreign } = request.constraint;
  if ((primary === undefined) === (foreign === undefined)) {
    throw invalidParameter("A constraint is either a primary_key_constraint or a foreign_key_constraint.");
  }
  requireFreeName(call, table, nameOf(request.constraint));
  if (primary) requirePrimaryKey(table, primary);
  if (foreign) requireForeignKey(access, table, foreign);
  const constraint: TableConstraint = foreign
    ? { foreign_key_constraint: foreign }
    : { primary_key_constraint: primary };
  setConstraints(call, table, [...(table.table_constraints ?? []), constraint]);
  return constraint;
};

const deletion: Behaviour<{ full_name: string; constraint_name: string; cascade: boolean }> = (request, call) => {
  const access = Access.of(call);
  const table = access.managed(tableRef(request.full_name));
  const constraints = table.table_constraints ?? [];
  const constraint = constraints.find((each) => nameOf(each) === request.constraint_name);
  if (!constraint) {
    throw new ApiError(
      404,
      "CONSTRAINT_DOES_NOT_EXIST",
      `Constraint '${request.constraint_name}' of table '${table.full_name}' does not exist.`,
    );
  }
  for (const child of constraint.primary_key_constraint ? childrenOf(call, table) : []) {
    if (!request.cascade) {
      throw invalidParameter(
        `Constraint '${request.constraint_name}' is referenced by a foreign key of '${child.full_name}': delete that first, or set cascade.`,
      );
    }
    access.managed(tableRef(child.full_name));
    const others = (child.table_constraints ?? []).filter((each) => !refersTo(each, table));
    setConstraints(call, child, others);
  }
  const left = constraints.filter((each) => each !== constraint);
  setConstraints(call, table, left);
  return undefined;
};

function setConstraints(call: Call, table: TableInfo, constraints: TableConstraint[]): void {
  const after = { ...table, table_constraints: constraints, ...changed(call) };
  call.store.put(securables.table, table.full_name, after);
}

/** Names are those of a schema's, not of a table's. */
function requireFreeName(call: Call, { catalog_name, schema_name }: TableInfo, name: string): void {
  const tables = call.store.list(securables.table, { prefix: `${catalog_name}.${schema_name}.` });
  const holder = tables.find(({ value }) => value.table_constraints?.some((each) => nameOf(each) === name));
  if (holder) {
    throw new ApiError(
      409,
      "CONSTRAINT_ALREADY_EXISTS",
      `Constraint '${name}' already exists, on table '${holder.key}'.`,
    );
  }
}

function requirePrimaryKey(
  table: TableInfo,
  { name, child_columns: columns, timeseries_columns: times = [] }: PrimaryKey,
): void {
  const existing = primaryKeyOf(table);
  if (existing) throw invalidParameter(`Table '${table.full_name}' already has the primary key '${existing.name}'.`);
  if (columns.length === 0) throw invalidParameter(`Primary key '${name}' needs at least one of child_columns.`);
  for (const column of columns) {
    if (requireColumn(table, column, `child_columns of '${name}'`).nullable) {
      throw invalidParameter(
        `Column '${column}' of primary key '${name}' is nullable: a key's columns must be NOT NULL.`,
      );
    }
  }
  const foreign = times.find((time) => !columns.includes(time));
  if (foreign !== undefined) {
    throw invalidParameter(`Time series column '${foreign}' is none of the primary key's child_columns.`);
  }
}

function requireForeignKey(access: Access, table: TableInfo, key: ForeignKey): void {
  for (const column of key.child_columns) requireColumn(table, column, `child_columns of '${key.name}'`);
  const parent = access.managed(tableRef(key.parent_table));
  const primary = primaryKeyOf(parent)?.child_columns ?? [];
  const same = primary.length > 0 && primary.join(",") === key.parent_columns.join(",");
  if (!same || key.child_columns.length !== key.parent_columns.length) {
    throw invalidParameter(
      `parent_columns of '${key.name}' must be the primary key of '${parent.full_name}', one for each of child_columns.`,
    );
  }
}

const refersTo = ({ foreign_key_constraint: key }: TableConstraint, { full_name }: TableInfo): boolean =>
  key?.parent_table.toLowerCase() === full_name;

function childrenOf(call: Call, table: TableInfo): TableInfo[] {
  return call.store
    .list(securables.table)
    .map(({ value }) => value)
    .filter(({ table_constraints: constraints = [] }) => constraints.some((each) => refersTo(each, table)));
}

export const tableConstraintsService: Service = {
  "catalog.TableConstraints.Create": create,
  "catalog.TableConstraints.Delete": deletion,
};
