import type { DeclaredResource, DeclaredStack } from "../../infra/declaration";
import { type Change, planted } from "../../policies/cases/planted";
import type { Finding } from "../../policies/finding";
import { judge } from "../../policies/judge";
import type { Rule } from "../../policies/rule";
import { stillIgnored } from "./still-ignored";

/** What the engine shows to rules of a declared stack when a program plants the changes in it, as `plant` does. */
function shownPlanted(stack: DeclaredStack, changes: readonly Change[]): DeclaredStack {
  const after = planted(stack, changes);
  const before = new Map(stack.resources.map((resource) => [resource.urn, resource]));
  return { ...after, resources: after.resources.map((resource) => asShown(resource, before.get(resource.urn))) };
}

function asShown(resource: DeclaredResource, before: DeclaredResource | undefined): DeclaredResource {
  if (resource.inputs === before?.inputs) return resource;
  return {
    ...resource,
    inputs: inEngineOrder(resource.inputs) as DeclaredResource["inputs"],
    ignoreChanges: before ? stillIgnored(resource.ignoreChanges, before.inputs, resource.inputs) : [],
  };
}

/** The engine sorts the members of objects; which of two a rule comes upon first depends on it. */
function inEngineOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inEngineOrder);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, inEngineOrder(member)]));
}

/** What rules find in it, with no more before them than the engine shows. */
export const foundPlanted = (stack: DeclaredStack, changes: readonly Change[], rules: readonly Rule[]): Finding[] =>
  judge(shownPlanted(stack, changes), rules, false);

/** A finding in one line, the same for an engine's run and for a check without one. */
export const lineOf = ({ level, message, property = "", rule, urn }: Finding): string =>
  [rule, level, urn, property, withoutIds(message)].join(" | ");

/** What services make up is a stand-in where there is no engine. */
const withoutIds = (message: string): string => message.replace(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}|\d{12,}/g, "…");
