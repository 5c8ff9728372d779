import type { StackPart } from "./stack-part";

/**
 * What resources call something by, in their inputs. Stand-ins for ids are told apart by the stack that they are from, or
 * by its environment, and may be used again elsewhere.
 */
export class References<Value> {
  private readonly known = new Map<string, Value>();

  put({ name, settings }: StackPart, reference: string | undefined, value: Value): void {
    if (reference === undefined || reference === "") return;
    for (const scope of [name, settings.name, ""]) {
      const key = keyOf(scope, reference);
      if (!this.known.has(key)) this.known.set(key, value);
    }
  }

  /** From the nearest that it can be: the stack, its environment, the estate. */
  find({ name, settings }: StackPart, reference: string): Value | undefined {
    for (const scope of [name, settings.name, ""]) {
      const found = this.known.get(keyOf(scope, reference));
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

const keyOf = (scope: string, reference: string): string => `${scope}\n${reference.toLowerCase()}`;
