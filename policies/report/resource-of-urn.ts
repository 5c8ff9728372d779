import { stackOf } from "../rule-context";

/** What a URN says of a resource. */
export interface ResourceOfUrn {
  stack: string;
  /** Token, without those of its parents. */
  type: string;
  name: string;
}

export function resourceOf(urn: string): ResourceOfUrn {
  const [, , qualified = "", ...name] = urn.split("::");
  return { stack: stackOf(urn), type: qualified.slice(qualified.lastIndexOf("$") + 1), name: name.join("::") };
}

const STACK = "pulumi:pulumi:Stack";

/** `Job training`; of what a stack lacks, `the stack`. */
export function describeResource(urn: string): string {
  const { name, type } = resourceOf(urn);
  return type === STACK ? "the stack" : `${type.slice(type.lastIndexOf(":") + 1)} ${name}`;
}
