import pLimit from "p-limit";
import type { Stack } from "./stacks";

/** `forwards`: a stack after those it depends on. `backwards`: before them, for taking down. */
export type Direction = "forwards" | "backwards";

/** How one stack's turn ended. */
export type Turn<Result> =
  | { stack: Stack; outcome: "done" | "failed"; result: Result }
  /** `because`: the stacks that failed, or were skipped themselves. */
  | { stack: Stack; outcome: "skipped"; because: string[] };

/**
 * Gives every stack its turn, independent ones side by side, at most `atOnce` of them. A stack whose predecessors did not all succeed is
 * skipped; the others go on.
 */
export async function runInOrder<Result extends { succeeded: boolean }>(
  stacks: Stack[],
  direction: Direction,
  atOnce: number,
  work: (stack: Stack) => Promise<Result>,
): Promise<Turn<Result>[]> {
  const limit = pLimit(atOnce);
  const turns = new Map<string, Promise<Turn<Result>>>();
  const turnOf = (stack: Stack): Promise<Turn<Result>> => {
    const known = turns.get(stack.name);
    if (known) return known;
    const turn = take(stack, predecessors(stack, stacks, direction).map(turnOf));
    turns.set(stack.name, turn);
    return turn;
  };
  const take = async (stack: Stack, before: Promise<Turn<Result>>[]): Promise<Turn<Result>> => {
    const because = (await Promise.all(before))
      .filter(({ outcome }) => outcome !== "done")
      .map((turn) => turn.stack.name);
    if (because.length > 0) return { stack, outcome: "skipped", because };
    const result = await limit(() => work(stack));
    return { stack, outcome: result.succeeded ? "done" : "failed", result };
  };
  return await Promise.all(stacks.map(turnOf));
}

/** Those of some stacks that have their turn before one of them does. */
export function predecessors(stack: Stack, among: Stack[], direction: Direction): Stack[] {
  return among.filter((other) =>
    direction === "forwards" ? stack.dependsOn.includes(other.name) : other.dependsOn.includes(stack.name),
  );
}
