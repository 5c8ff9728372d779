import type { Target } from "../evaluation/explanation";
import { nameOf, wordOf } from "../evaluation/words";
import type { AccessMatrix } from "./access-matrix";

/** What a principal may do with one thing after a change, and could not before; or the other way round. */
export interface MatrixChange {
  environment: string;
  target: Target;
  /** What the principal is called: ids need not be the same on both sides. */
  principal: string;
  added: string[];
  removed: string[];
}

/** What a change adds and takes away, in the order of the matrix that it leads to. */
export function matrixChanges(before: AccessMatrix, after: AccessMatrix): MatrixChange[] {
  const had = rightsIn(before);
  const has = rightsIn(after);
  const keys = [...new Set([...has.keys(), ...had.keys()])];
  return keys.flatMap((key) => {
    const [then, now] = [had.get(key), has.get(key)];
    const known = now ?? then;
    if (!known) return [];
    const added = now?.may.filter((action) => !then?.may.includes(action)) ?? [];
    const removed = then?.may.filter((action) => !now?.may.includes(action)) ?? [];
    const { environment, principal, target } = known;
    return added.length + removed.length > 0 ? [{ environment, target, principal, added, removed }] : [];
  });
}

interface Right {
  environment: string;
  target: Target;
  principal: string;
  may: readonly string[];
}

function rightsIn({ principals, rows }: AccessMatrix): Map<string, Right> {
  const names = new Map(principals.map(({ displayName, name }) => [name, displayName]));
  const rights = rows.flatMap(({ cells, environment, target }) =>
    cells.map(
      ({ may, principal }): Right => ({ environment, target, principal: names.get(principal) ?? principal, may }),
    ),
  );
  return new Map(
    rights.map((right) => [
      [right.environment, wordOf(right.target), nameOf(right.target), right.principal].join("\n"),
      right,
    ]),
  );
}
