import { actionsOn, Evaluator } from "../evaluation/evaluator";
import type { Target } from "../evaluation/explanation";
import type { AccessState, Environment, Principal } from "../state/access-state";
import { type AccessMatrix, COLUMNS, type Column, type MatrixCell, type MatrixRow } from "./access-matrix";
import { type RowTarget, targetsIn } from "./matrix-targets";

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
  const { environments, named = [], principal, stacks } = selection;
  const rows = inOrder(state.environments)
    .filter(({ name }) => environments?.includes(name) ?? true)
    .flatMap((environment) => targetsIn(state, environment))
    .filter((row) => stacks?.includes(stackOf(row)) ?? true)
    .map((row): MatrixRow => ({ ...row, cells: rights.cells(row, principal, named) }))
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

/** Works out rights, once for all principals that are named by the same lists. */
class Rights {
  private readonly evaluator: Evaluator;

  constructor(private readonly state: AccessState) {
    this.evaluator = new Evaluator(state);
  }

  cells(row: RowTarget, only: string | undefined, named: readonly string[]): MatrixCell[] {
    const mayOf = this.answersFor(row);
    if (only !== undefined) return nonEmpty([{ principal: only, may: mayOf(only) }]);
    const columns = COLUMNS.flatMap((part) => {
      const principal = principalOf(part, row, this.state.principals);
      return principal ? [{ principal: principal.name, part, may: mayOf(principal.name) }] : [];
    });
    const inColumns = new Set(columns.map(({ principal }) => principal));
    const others = this.state.principals.flatMap(({ name }) => {
      if (inColumns.has(name)) return [];
      const may = mayOf(name);
      if (named.includes(name)) return [{ principal: name, may }];
      const ofGroups = new Set(this.groupsOf(name, row).flatMap(mayOf));
      return may.every((action) => ofGroups.has(action)) ? [] : [{ principal: name, may }];
    });
    return nonEmpty([...columns, ...others]);
  }

  /** The groups that a principal is in, those that every workspace has left out. */
  private groupsOf(principal: string, { environment }: RowTarget): string[] {
    const names = [...this.evaluator.known.namesIn(environment, principal).keys()];
    return names.filter((name) => name !== principal && this.evaluator.known.principal(name) !== undefined);
  }

  /** What a principal may do with a row's thing. Two whom the same names in its lists stand for may do the same. */
  private answersFor(row: RowTarget): (principal: string) => string[] {
    const { known } = this.evaluator;
    const listed = this.listedFor(row);
    const answers = new Map<string, string[]>();
    return (principal) => {
      const names = [...known.namesIn(row.environment, principal).keys()].filter((name) => listed.has(name));
      if (names.length === 0) return [];
      const signature = names.sort().join("\n");
      const may = answers.get(signature) ?? this.actions(row, principal);
      answers.set(signature, may);
      return may;
    };
  }

  private actions({ environment, target }: RowTarget, principal: string): string[] {
    return actionsOn(target).filter(
      (action) => this.evaluator.explain({ environment, principal, target, action }).allowed,
    );
  }

  /** Every name on a list that has a say in what may be done with a row's thing. */
  private listedFor({ environment, target }: RowTarget): ReadonlySet<string> {
    const { assignments, entitlements } = this.evaluator.known.environment(environment);
    return new Set([
      ...assignments.map(({ principal }) => principal),
      ...entitlements.map(({ principal }) => principal),
      ...this.listedOn(target),
    ]);
  }

  private listedOn(target: Target): string[] {
    const { known } = this.evaluator;
    if (target.sort === "workspace") return [];
    if (target.sort === "object") return known.object(target)?.permissions.map(({ principal }) => principal) ?? [];
    return known.lineage(target).flatMap((address) => {
      const securable = known.securable(address);
      return [
        ...(securable?.grants.map(({ principal }) => principal) ?? []),
        ...(securable?.owner ? [securable.owner] : []),
      ];
    });
  }
}

const nonEmpty = (cells: readonly MatrixCell[]): MatrixCell[] => cells.filter(({ may }) => may.length > 0);
