import { parseJson } from "../../catalogue/lossless-json";
import type { Entry } from "./collection";

/**
 * A document in memory, under its key. It is its JSON text until somebody asks what is in it: most of what a collection
 * loads, and much of what is written, nobody reads. What is read is frozen, as every reader gets the same object.
 */
export class KeptDocument implements Entry<object> {
  private document: object | undefined;

  constructor(
    readonly key: string,
    private text: string,
  ) {}

  get value(): object {
    if (!this.document) {
      this.document = frozen(parseJson(this.text) as object);
      this.text = "";
    }
    return this.document;
  }
}

function frozen<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null) {
    for (const member of Object.values(value)) frozen(member);
    Object.freeze(value);
  }
  return value;
}
