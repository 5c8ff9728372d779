import type { RunningEstate } from "../../access";
import { type EnvironmentSettings, loadEnvironment, platformStack } from "../../infra/config";
import type { Home } from "../../sandbox/lifecycle";
import { CHECKOUT } from "../checkout";
import { CommandError } from "../command-error";
import { stackOutputs } from "../engine/deployment";
import { ExitCode } from "../exit-code";
import { runningPlace } from "../targets/running-place";
import type { Target } from "../targets/target";

/**
 * Where those of these environments run that are deployed.
 * @throws CommandError when none is, or there is nobody to ask as.
 */
export async function runningEstate(
  home: Home,
  target: Target["name"],
  names: readonly string[],
): Promise<RunningEstate> {
  const place = await runningPlace(home, target);
  const environments = names.flatMap((name): EnvironmentSettings[] => {
    const loaded = loadEnvironment(CHECKOUT, name);
    return loaded.ok ? [loaded.settings] : [];
  });
  const found = await Promise.all(
    environments.map(async ({ environment: { stage }, name }) => {
      const { workspaceId, workspaceUrl } = stackOutputs(await place.deployment(platformStack(name)));
      if (typeof workspaceUrl !== "string" || typeof workspaceId !== "string") return [];
      return [{ environment: name, stage, id: workspaceId, host: workspaceUrl }];
    }),
  );
  const [first] = environments;
  const workspaces = found.flat();
  if (!first || workspaces.length === 0) {
    const asked = names.map(platformStack).join(", ");
    throw new CommandError(`None of ${asked} is deployed: run lakestage up, or leave --running out.`, ExitCode.mistake);
  }
  const { host, id } = first.account;
  return { account: { id, host: place.accountHost ?? host }, workspaces, token: place.token };
}
