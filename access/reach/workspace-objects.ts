import { factsOf, OBJECT_KINDS, type ObjectKind, objectKindOf } from "../../databricks/workspace-objects";
import { textOf } from "../../databricks-client";
import type { DeclaredResource } from "../../infra/declaration";
import { declaredOf } from "../declared/resource-index";
import type { Thing } from "./graph";
import type { ReachEstate } from "./reach-estate";
import type { StackPart } from "./stack-part";

const TOKENS = OBJECT_KINDS.flatMap((kind) => factsOf(kind).resource?.token ?? []);

/** Kinds whose lists no shipped stack declares, and which run code. */
const FURTHER: Readonly<Record<string, ObjectKind>> = { "databricks:index/cluster:Cluster": "clusters" };

/** Something in a workspace that a stack declares. */
export interface DeclaredObject {
  kind: ObjectKind;
  thing: Thing;
  /** Where it is in the workspace's tree. */
  directory: string | undefined;
  stack: StackPart;
  resource: DeclaredResource;
}

/** What an estate's workspaces have beside Unity Catalog. */
class WorkspaceObjects {
  private readonly byStack = new Map<StackPart, DeclaredObject[]>();
  /** By environment and path. */
  private readonly folders = new Map<string, DeclaredObject>();

  constructor(readonly all: readonly DeclaredObject[]) {
    for (const object of all) {
      const others = this.byStack.get(object.stack);
      if (others) others.push(object);
      else this.byStack.set(object.stack, [object]);
      const isFolder = object.kind === "directories" || object.kind === "repos";
      if (isFolder) this.folders.set(`${object.stack.settings.name}${object.thing.name}`, object);
    }
  }

  /** What a list of permissions is about: by its id or name, else the only one declared beside the list. */
  namedBy(stack: StackPart, { inputs, parent }: DeclaredResource): DeclaredObject | undefined {
    const candidates = this.byStack.get(stack) ?? [];
    const named = candidates.filter(({ kind, resource, thing }) =>
      factsOf(kind).namedBy.some((property) => {
        const wanted = textOf(inputs[property]);
        return wanted !== undefined && [resource.id, textOf(resource.outputs.objectId), thing.name].includes(wanted);
      }),
    );
    const beside = candidates.filter(({ resource }) => resource.parent === parent);
    return [named, beside].find((some) => some.length === 1)?.[0];
  }

  called(stack: StackPart, kind: ObjectKind, name: string): DeclaredObject | undefined {
    return this.all.find(
      (each) => each.kind === kind && each.thing.name === name && each.thing.environment === stack.settings.name,
    );
  }

  /** Folders and Git folders of an environment's workspace that a path lies in. */
  around(environment: string, path: string | undefined): DeclaredObject[] {
    if (path === undefined) return [];
    const steps = treePath(path).split("/");
    return steps.flatMap((_, index) => this.folders.get(`${environment}${steps.slice(0, index + 1).join("/")}`) ?? []);
  }
}

const known = new WeakMap<ReachEstate, WorkspaceObjects>();

/** Made once for all that ask. */
export function objectsOf(estate: ReachEstate): WorkspaceObjects {
  const objects = known.get(estate) ?? new WorkspaceObjects(found(estate));
  known.set(estate, objects);
  return objects;
}

const found = ({ graph, stacks }: ReachEstate): DeclaredObject[] =>
  declaredOf(stacks, ...TOKENS, ...Object.keys(FURTHER)).flatMap(({ resource, stack }) => {
    const kind = FURTHER[resource.type] ?? objectKindOf(resource.type);
    if (!kind) return [];
    const facts = factsOf(kind).resource;
    const name = textOf(resource.inputs[facts?.name ?? "clusterName"]) ?? resource.name;
    const directory = textOf(resource.inputs[facts?.directory ?? ""]);
    const environment = stack.settings.name;
    const key = `object/${environment}/${kind}/${name}`;
    return {
      kind,
      stack,
      resource,
      directory,
      thing: graph.thing({ key, word: factsOf(kind).word, name, environment }),
    };
  });

/** Some services begin the tree's paths with `/Workspace`, and some do not. */
const treePath = (path: string): string => path.replace(/^\/Workspace(?=\/)/, "");
