import { actionsOn, Evaluator } from "../../evaluation/evaluator";
import { type AccessMatrix, COLUMNS, type Column, type MatrixRow } from "../../matrix/access-matrix";
import { principalOf } from "../../matrix/build-matrix";
import { nameOf, wordOf } from "../../matrix/matrix-targets";
import type { AccessState } from "../../state/access-state";
import { actionText } from "../action-text";

/** What the page shows of a cell when it is opened, and what of that is the same in many cells, once. */
export interface PageData {
  /** Steps of explanations: whether each holds, and its sentence. */
  steps: [holds: 0 | 1, text: string][];
  /** Explanations, by the numbers of their steps. */
  chains: number[][];
  /** What may be asked, for each kind of thing. */
  actions: string[][];
  cells: PageCell[];
}

export interface PageCell {
  principal: string;
  /** What it is about: `catalog prod, from dev`. */
  about: string;
  /** Number of the list of its actions. */
  actions: number;
  /** For each of them, the number of its explanation. */
  chains: number[];
}

/** Who stands in which column of a row. */
export interface RowPrincipals {
  columns: Partial<Record<Column, string>>;
  others: string[];
}

/** Gathers explanations for the cells of a page. */
export class PageDataBuilder {
  readonly data: PageData = { steps: [], chains: [], actions: [], cells: [] };
  private readonly evaluator: Evaluator;
  private readonly numbers = new Map<string, number>();

  constructor(private readonly state: AccessState) {
    this.evaluator = new Evaluator(state);
  }

  /** Who has a cell in a row: in each column whoever plays the part there, even with no right, and then the others. */
  principalsIn(row: MatrixRow, { principals }: AccessMatrix): RowPrincipals {
    const columns = COLUMNS.flatMap((column) => {
      const principal = principalOf(column, row, principals);
      return principal ? [[column, principal.name] as const] : [];
    });
    return {
      columns: Object.fromEntries(columns),
      others: row.cells.filter(({ part }) => part === undefined).map(({ principal }) => principal),
    };
  }

  /** Adds everything that a principal may and may not do with a row's thing. @returns the cell's number. */
  add({ environment, target }: MatrixRow, principal: string): number {
    const from = target.sort === "securable" ? `, from the workspace of ${environment}` : ` of ${environment}`;
    const asked = actionsOn(target);
    const chains = asked.map((action) => {
      const { steps } = this.evaluator.explain({ environment, principal, target, action });
      const numbers = steps.map(({ holds, text }) => this.numberOf("steps", [holds ? 1 : 0, text]));
      return this.numberOf("chains", numbers);
    });
    const actions = this.numberOf("actions", asked.map(actionText));
    const displayName = this.state.principals.find(({ name }) => name === principal)?.displayName;
    const about =
      target.sort === "workspace" ? `workspace of ${environment}` : `${wordOf(target)} ${nameOf(target)}${from}`;
    return this.data.cells.push({ principal: displayName ?? principal, about, actions, chains }) - 1;
  }

  /** The place of an item in one of the lists, which gets it where it is not there. */
  private numberOf<List extends "steps" | "chains" | "actions">(list: List, item: PageData[List][number]): number {
    const key = `${list} ${JSON.stringify(item)}`;
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const items: PageData[List][number][] = this.data[list];
    const number = items.push(item) - 1;
    this.numbers.set(key, number);
    return number;
  }
}
