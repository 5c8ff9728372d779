import { reachEstate } from "./build-graph";
import { pipelinesOf, trustingPipelines } from "./edges/federation";
import type { Thing } from "./graph";
import { type Placed, placed } from "./leaving";
import { identityAsked, type PipelinePart } from "./pipeline-identities";
import type { ReachEstate } from "./reach-estate";
import type { StackPart } from "./stack-part";
import { walk } from "./walk";

/** What somebody could do who has one pipeline's identity. */
export interface Reach {
  identity: Thing;
  /** Whose tokens are taken for it, by their subjects. */
  pipelines: string[];
  /** The nearest first. */
  reached: Placed[];
  /** What the estate has besides. */
  unreached: Thing[];
}

/**
 * What an identity of a declared estate reaches, by every chain that its stacks declare.
 * @param asked a stack, or an identity by its name or application id.
 * @throws AccessError where there is no such identity.
 */
export function reachOf(stacks: readonly StackPart[], asked: string, part: PipelinePart = "deployment"): Reach {
  const estate = reachEstate(stacks, true);
  return reachFrom(estate, identityAsked(estate, asked, part));
}

/** Where the reach of an identity leaves its environment first. */
export interface Leaving {
  identity: Thing;
  placed: Placed;
}

/**
 * Where the identities of pipelines that a stack declares leave its environment, as far as that stack alone tells. What is
 * only reached through something that is outside already is left out.
 */
export function leavingIn(stack: StackPart): Leaving[] {
  const estate = reachEstate([stack], false);
  return trustingPipelines(estate.graph)
    .filter(({ environment }) => environment === stack.settings.name)
    .flatMap((identity) => {
      const outside = reachFrom(estate, identity).reached.filter(({ leaves }) => leaves);
      const keys = new Set(outside.map(({ thing }) => thing.key));
      const first = outside.filter(({ chain }) => !chain.slice(0, -1).some(({ to }) => keys.has(to)));
      return first.map((each) => ({ identity, placed: each }));
    });
}

function reachFrom(estate: ReachEstate, identity: Thing): Reach {
  const { graph } = estate;
  const pipelines = pipelinesOf(graph, identity);
  const environment = identity.environment ?? "";
  const reached = placed(estate, environment, walk(graph, [identity, ...pipelines]));
  const keys = new Set([identity, ...pipelines, ...reached.map(({ thing }) => thing)].map(({ key }) => key));
  return {
    identity,
    pipelines: pipelines.map(({ name }) => name),
    reached,
    unreached: graph.all.filter(({ isEverybodys, isUnplaced, key }) => !keys.has(key) && !isEverybodys && !isUnplaced),
  };
}
