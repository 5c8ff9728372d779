import { actionsOn, Evaluator } from "../../evaluation/evaluator";
import { actionText } from "../../evaluation/words";
import type { MatrixRow } from "../../matrix/access-matrix";
import type { AccessState } from "../../state/access-state";
import { type Thing, withBlanks } from "./blanks";

/** Why cells say what they say. What is the same in many is there once, and is referred to by its number. */
export interface PageData {
  /** Steps of explanations: whether each holds, and its sentence, with blanks. */
  steps: [holds: 0 | 1, text: string][];
  /** Explanations, by the numbers of their steps. */
  chains: number[][];
  /** What may be asked, for each kind of thing. */
  actions: string[][];
  /** Answers to everything that may be asked: the number of the list of actions, and an explanation for each. */
  reasons: [actions: number, chains: number[]][];
}

/** Gathers the reasons of cells. */
export class PageDataBuilder {
  readonly data: PageData = { steps: [], chains: [], actions: [], reasons: [] };
  private readonly evaluator: Evaluator;
  private readonly numbers = new Map<string, number>();

  constructor(state: AccessState) {
    this.evaluator = new Evaluator(state);
  }

  /** Adds why a principal may and may not do everything with a row's thing. @returns the number of these reasons. */
  reasons({ environment, target }: MatrixRow, thing: Thing, principal: string): number {
    const asked = actionsOn(target);
    const chains = asked.map((action) => {
      const { steps } = this.evaluator.explain({ environment, principal, target, action });
      const numbers = steps.map(({ holds, text }) => this.numberOf("steps", [holds ? 1 : 0, withBlanks(text, thing)]));
      return this.numberOf("chains", numbers);
    });
    return this.numberOf("reasons", [this.numberOf("actions", asked.map(actionText)), chains]);
  }

  /** The place of an item in one of the lists, which gets it where it is not there. */
  private numberOf<List extends keyof PageData>(list: List, item: PageData[List][number]): number {
    const key = `${list} ${JSON.stringify(item)}`;
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const items: PageData[List][number][] = this.data[list];
    const number = items.push(item) - 1;
    this.numbers.set(key, number);
    return number;
  }
}
