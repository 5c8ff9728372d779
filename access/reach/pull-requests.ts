import { resourceNames } from "../../infra/components/azure/resource-names";
import { githubPullRequests } from "../../infra/components/identity/federation";
import type { EnvironmentSettings } from "../../infra/config";
import { pipelineKey } from "./edges/federation";
import { atLeast } from "./graph";
import type { Reached } from "./walk";

/**
 * Whether it is reached by a token of both environments' pull requests. GitHub's say of no environment: whoever pulls a
 * request is every identity that trusts them.
 */
export function isByPullRequests(own: EnvironmentSettings, its: EnvironmentSettings, { chain }: Reached): boolean {
  return [own, its].every(({ identity: { github } }) =>
    github ? githubPullRequests(github).some((each) => pipelineKey(each) === chain[0]?.from) : false,
  );
}

/** Whether it is no more of the environment than a preview takes: to be its preview identity, and to open its workspace. */
export function isPreviewing({ azure, name }: EnvironmentSettings, { chain, power, thing }: Reached): boolean {
  if (chain.length === 1) return thing.name === resourceNames({ ...azure, environment: name }).previewIdentity;
  return chain.length === 2 && thing.word === "workspace" && !atLeast(power, "write");
}
