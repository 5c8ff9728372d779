import { distance } from "fastest-levenshtein";
import { type DeclaredResource, type DeclaredStack, urnOf } from "../../infra/declaration";
import type { ResourceState } from "../engine/deployment";
import { type LosableKind, losableKind, nameOfLosable } from "./kinds";

/** Something that an update would delete, and make another one of at most. */
export interface Loss {
  stack: string;
  kind: LosableKind;
  /** As people know it: a securable's full name; of another object the stack and the name, `dev.trains/trains-training`. */
  name: string;
  /** The resource as it is deployed. */
  resource: ResourceState;
  /** Where another one comes in its place: what that is called, and which of its inputs is not as it was. */
  replacedBy?: { name: string; property: string; resource: DeclaredResource };
  /** Where it is deleted and looks as if it had only got another name: what that is. */
  renamedTo?: string;
}

/**
 * What an update would delete of a stack, of all that is gone for good then: by URN, by what the program says it was called
 * before, and by the inputs that a name consists of.
 * @param waiting what of the stack is declared and waits for something, as its output says: it is not new.
 */
export function lossesOf(
  declared: DeclaredStack,
  deployed: readonly ResourceState[],
  waiting: readonly string[],
): Loss[] {
  const successors = successorsOf(declared);
  const known = new Set(deployed.map(({ urn }) => urn));
  const isNew = ({ name, urn }: DeclaredResource): boolean =>
    !known.has(urn) &&
    ![...successors].some(([earlier, { urn: now }]) => now === urn && known.has(earlier)) &&
    !waiting.some((what) => name.startsWith(what.replace(" ", "-")));
  return deployed.flatMap((resource): Loss[] => {
    const kind = losableKind(resource.type);
    if (!kind || resource.external || resource.delete) return [];
    const loss = {
      stack: declared.name,
      kind,
      name: shownName(declared.name, resource.type, resource.inputs),
      resource,
    };
    const next = successors.get(resource.urn);
    if (next) {
      const property = kind.identity.find((input) => differs(resource.inputs?.[input], next.inputs[input]));
      if (property === undefined) return [];
      const name = shownName(declared.name, next.type, next.inputs);
      return [{ ...loss, replacedBy: { name, property, resource: next } }];
    }
    const other = likest(
      resource.urn.split("::").at(-1) ?? "",
      declared.resources.filter((candidate) => candidate.type === resource.type && isNew(candidate)),
    );
    return [{ ...loss, ...(other && { renamedTo: shownName(declared.name, other.type, other.inputs) }) }];
  });
}

/** Of what refers to another resource, here it is only known whether it is there. */
const differs = (before: unknown, after: unknown): boolean =>
  before instanceof Object && after instanceof Object ? false : before !== after;

/** Of several new things, the one whose name is most like it. */
const likest = (name: string, candidates: readonly DeclaredResource[]): DeclaredResource | undefined =>
  [...candidates].sort((one, other) => distance(one.name, name) - distance(other.name, name))[0];

function shownName(stack: string, type: string, inputs: Readonly<Record<string, unknown>> = {}): string {
  const name = nameOfLosable(type, inputs);
  return losableKind(type)?.identity.includes("catalogName") || type.includes("qualityMonitor")
    ? name
    : `${stack}/${name}`;
}

/** The declared resources by the URNs that they have, and had. */
function successorsOf({ name: stack, resources }: DeclaredStack): Map<string, DeclaredResource> {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const successors = new Map(byUrn);
  for (const resource of resources) {
    for (const earlier of earlierNames(resource, byUrn)) {
      successors.set(urnOf(stack, resource.parent, resource.type, earlier), resource);
    }
  }
  return successors;
}

/** Names that a resource had, also those that it had because what it is in had another one: as the engine derives them. */
function earlierNames(
  { name, parent, previousNames = [] }: DeclaredResource,
  byUrn: ReadonlyMap<string, DeclaredResource>,
): string[] {
  const outer = byUrn.get(parent);
  const fromOuter =
    outer && name.startsWith(outer.name)
      ? earlierNames(outer, byUrn).map((earlier) => `${earlier}${name.slice(outer.name.length)}`)
      : [];
  return [...previousNames, ...fromOuter];
}
