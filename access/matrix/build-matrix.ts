import type { AccessState, Environment, Principal } from "../state/access-state";
import { type AccessMatrix, COLUMNS, type Column, type MatrixCell, type MatrixRow } from "./access-matrix";
import { type RowTarget, targetsIn } from "./matrix-targets";
import { Rights } from "./rights";

/** Which part of the matrix is wanted. */
export interface MatrixSelection {
  /** Names of environments, for what can be done from their workspaces. Default: all. */
  environments?: readonly string[];
  /** Names of stacks, for what they declare: `prod`, `prod.flight-delay`. Default: all, and what none declares. */
  stacks?: readonly string[];
  /** The only principal, by its name as grants have it. Default: all. */
  principal?: string;
  /** Principals, by name, that have cells even where they may do no more than their groups. Default: none. */
  named?: readonly string[];
}

/**
 * Works out who may do what.
 * @throws AccessError when groups contain each other, or the principal is not known.
 */
export function accessMatrix(state: AccessState, selection: MatrixSelection = {}): AccessMatrix {
  const rights = new Rights(state);
  const { environments, principal, stacks } = selection;
  const rows = inOrder(state.environments)
    .filter(({ name }) => environments?.includes(name) ?? true)
    .flatMap((environment) => targetsIn(state, environment))
    .filter((row) => stacks?.includes(stackOf(row)) ?? true)
    .map((row): MatrixRow => ({ ...row, cells: cellsOf(row, state, rights, selection) }))
    // Of one principal, what it may do nothing with is not worth a line.
    .filter(({ cells }) => principal === undefined || cells.length > 0);
  return {
    version: 1,
    source: state.source,
    environments: inOrder(state.environments)
      .filter(({ name }) => rows.some(({ environment }) => environment === name))
      .map(({ name, stage }) => ({ name, stage })),
    principals: state.principals,
    ...(principal !== undefined && { only: principal }),
    rows,
  };
}

const stackOf = ({ environment, partOf = environment, project }: RowTarget): string =>
  project === undefined ? partOf : `${partOf}.${project}`;

/** The order in which code moves through environments. */
const STAGES = ["development", "staging", "production"];

const inOrder = (environments: readonly Environment[]): Environment[] =>
  [...environments].sort(
    (one, other) => STAGES.indexOf(one.stage) - STAGES.indexOf(other.stage) || one.name.localeCompare(other.name),
  );

/** The principal that stands in a row's column; undefined: none does. */
export function principalOf(column: Column, row: RowTarget, principals: readonly Principal[]): Principal | undefined {
  const isHere = ({ environments }: Principal): boolean => environments?.includes(row.environment) ?? true;
  // In the rows of a project, a run identity is the project's own.
  const part = column === "runners" && row.project !== undefined ? "runner" : column;
  return principals.find(
    (principal) =>
      principal.part === part && isHere(principal) && (part !== "runner" || principal.project === row.project),
  );
}

/** The cells of a row: of the principals that play the parts there, and of who else may do anything. */
function cellsOf(
  row: RowTarget,
  state: AccessState,
  rights: Rights,
  { named = [], principal }: MatrixSelection,
): MatrixCell[] {
  const mayOf = rights.on(row);
  const nonEmpty = (cells: readonly MatrixCell[]): MatrixCell[] => cells.filter(({ may }) => may.length > 0);
  if (principal !== undefined) return nonEmpty([{ principal, may: mayOf(principal) }]);
  const columns = COLUMNS.flatMap((part) => {
    const inColumn = principalOf(part, row, state.principals);
    return inColumn ? [{ principal: inColumn.name, part, may: mayOf(inColumn.name) }] : [];
  });
  const inColumns = new Set(columns.map((cell) => cell.principal));
  const others = rights.holders(row).flatMap((name) => {
    if (inColumns.has(name)) return [];
    const may = mayOf(name);
    if (named.includes(name)) return [{ principal: name, may }];
    const ofGroups = new Set(rights.groupsOf(name, row).flatMap(mayOf));
    return may.every((action) => ofGroups.has(action)) ? [] : [{ principal: name, may }];
  });
  return nonEmpty([...columns, ...others]);
}
