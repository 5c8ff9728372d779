import type { DeclaredStack } from "../../infra/declaration";
import { judge } from "../judge";
import type { Rule } from "../rule";
import { type Mutation, mutationsOf } from "./mutations";

/** What became of every mutation of an estate. */
export interface Survey {
  mutations: number;
  /** How many mutations each rule catches, by its id. */
  caughtBy: Map<string, number>;
  /** Mutations that no rule catches. */
  survivors: Omit<Mutation, "mutated">[];
}

/** Changes one value at a time, and asks all rules each time. Takes milliseconds a mutation. */
export function survey(stacks: readonly DeclaredStack[], rules: readonly Rule[]): Survey {
  const caughtBy = new Map(rules.map(({ id }) => [id, 0]));
  const survivors: Survey["survivors"] = [];
  let mutations = 0;
  for (const stack of stacks) {
    for (const { mutated, ...mutation } of mutationsOf(stack)) {
      mutations++;
      const found = new Set(judge(mutated, rules).map(({ rule }) => rule));
      if (found.size === 0) survivors.push(mutation);
      for (const id of found) caughtBy.set(id, (caughtBy.get(id) ?? 0) + 1);
    }
  }
  return { mutations, caughtBy, survivors };
}
