import { textOf } from "../../../databricks-client";
import { listOf } from "../../declared/resource-index";
import type { Power, Thing } from "../graph";
import { deploymentIdentityOf } from "../pipeline-identities";
import type { ReachEstate } from "../reach-estate";
import { type DeclaredObject, objectsOf } from "../workspace-objects";

/** How much of something lets one say what it runs. */
const DECIDING: { readonly [kind in DeclaredObject["kind"]]?: Power } = {
  jobs: "control",
  alertsv2: "write",
  clusters: "control",
};

/**
 * What runs acts as whom its `runAs` names, or as whoever made it, and does what its code says: whoever changes it, or
 * writes its code, acts as them (Databricks: "Manage identities, permissions, and privileges for Lakeflow Jobs").
 */
export function runningCodeSteps(estate: ReachEstate): void {
  const { graph } = estate;
  const objects = objectsOf(estate);
  for (const object of objects.all) {
    const deciding = DECIDING[object.kind];
    const identity = deciding && identityOf(estate, object);
    if (!identity) continue;
    const { resource, stack, thing } = object;
    const its = `${thing.word} ${thing.name}`;
    const cause = { urn: resource.urn, ...(resource.inputs.runAs !== undefined && { property: "runAs" }) };
    graph.step(thing, identity, deciding, "control", `${its} runs as ${identity.name}`, cause);
    const environment = stack.settings.name;
    // An alert says its query itself, and where it lies.
    for (const path of new Set(object.kind === "alertsv2" ? [] : pathsIn(resource.inputs))) {
      const volume = volumeOf(path);
      const places = volume
        ? [estate.securables.find(stack, "volume", volume)]
        : objects.around(environment, path).map((place) => place.thing);
      for (const place of places) {
        const why = `${its}, which runs as ${identity.name}, runs code from ${place.word} ${place.name}`;
        graph.step(place, identity, "write", "control", why, cause);
      }
    }
  }
}

function identityOf(estate: ReachEstate, { kind, resource, stack }: DeclaredObject): Thing | undefined {
  const { runAs, runAsUserName, singleUserName } = resource.inputs;
  const [given] = listOf([runAs]);
  const named =
    textOf(given?.servicePrincipalName) ?? textOf(given?.userName) ?? textOf(singleUserName) ?? textOf(runAsUserName);
  if (named !== undefined) return estate.principals.of(stack, named);
  // A cluster of nobody's runs as whoever uses it.
  return kind === "clusters" ? undefined : deploymentIdentityOf(estate, stack.settings.name);
}

const PATH = /^(?:-[a-z]+ )?(?:dbfs:)?(\/(?:Workspace|Projects|Repos|Shared|Users|Volumes)\/.+)$/;

/** Every path of a workspace's file that stands anywhere in the inputs. */
function pathsIn(value: unknown): string[] {
  if (typeof value === "string") return [...(PATH.exec(value)?.slice(1) ?? [])];
  if (Array.isArray(value)) return value.flatMap(pathsIn);
  return value instanceof Object ? Object.values(value).flatMap(pathsIn) : [];
}

/** `/Volumes/<catalog>/<schema>/<volume>/…` */
function volumeOf(path: string): string | undefined {
  const [, root, ...names] = path.split("/");
  return root === "Volumes" ? names.slice(0, 3).join(".") : undefined;
}
