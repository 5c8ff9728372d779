import { cpSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ExitCode } from "../../cli/exit-code";
import { stacksOf } from "../../cli/stacks/stacks";
import { environmentsIn, loadEnvironment, loadProject } from "../../infra/config";
import { keptEstates } from "./deployed-from";
import { CHECKOUT, Estate } from "./estate";
import { PipelineResults } from "./pipeline-results";

/** How far a shipped estate can have come, each from the one before. */
export type Extent =
  /** Its environments are up, with what they stand on. */
  | "environments"
  /** The projects in them, too. */
  | "projects"
  /** Pipelines have left what they make, with a Challenger beside each Champion, and projects have what waited for it. */
  | "pipelines";

interface Step {
  extent: Extent;
  after?: Extent;
  take(estate: Estate): Promise<unknown>;
}

const STEPS: readonly Step[] = [
  { extent: "environments", take: (estate) => estate.succeed("up", ...environmentStacks()) },
  { extent: "projects", after: "environments", take: (estate) => estate.succeed("up", ...projectStacks()) },
  { extent: "pipelines", after: "projects", take: leavePipelineResults },
];

/** What makes an estate this one, of all that lies in its home, but for its port; the rest is made again, or tells what runs. */
const KEPT = ["state", "passphrase", "encryption-salt", "token-key"];

/**
 * The shipped estate, running, with a home of its own. It is deployed once, and copied for everybody who asks for it
 * afterwards: `keptEstates` says for how long. Addresses are part of the state, so a copy has those of the one that was
 * kept; while others have them, as a copy that runs has, one more is deployed and kept, at others.
 *
 * @param project a folder with settings that declare the same. Default: the checkout's own.
 */
export async function deployedEstate(extent: Extent, project: string = CHECKOUT): Promise<Estate> {
  const estates = await keptEstates();
  const kept = readdirSync(estates).filter((name) => name.startsWith(`${extent}-at-`));
  for (const name of kept.sort()) {
    const estate = await copyOf(join(estates, name), project);
    if (estate) return estate;
  }
  await keep(extent, estates);
  return deployedEstate(extent, project);
}

async function keep(extent: Extent, estates: string): Promise<void> {
  const { after, take } = stepTo(extent);
  const estate = after ? await deployedEstate(after) : await Estate.create();
  try {
    await take(estate);
    await estate.succeed("sandbox", "stop");
    // Whole or not at all: a run that is killed leaves nothing that looks like an estate.
    const scratch = mkdtempSync(join(estates, "partial-"));
    for (const name of KEPT) cpSync(join(estate.home, name), join(scratch, name), { recursive: true });
    const kept = join(estates, `${extent}-at-${estate.firstPort}`);
    // Another run may have been as quick, from the same one before.
    if (existsSync(kept)) rmSync(scratch, { recursive: true });
    else renameSync(scratch, kept);
  } finally {
    await estate.dispose();
  }
}

/** @returns undefined where one of its addresses is taken. */
async function copyOf(kept: string, project: string): Promise<Estate | undefined> {
  const home = mkdtempSync(join(tmpdir(), "lakestage-estate-"));
  for (const name of KEPT) cpSync(join(kept, name), join(home, name), { recursive: true });
  const estate = Estate.at(home, Number(kept.split("-").at(-1)), project);
  const { exitCode, stderr } = await estate.run("sandbox", "start");
  if (exitCode === ExitCode.ok) return estate;
  await estate.dispose();
  if (exitCode === ExitCode.portInUse) return undefined;
  throw new Error(`A copy of ${kept} does not start: ${stderr}`);
}

function stepTo(extent: Extent): Step {
  const step = STEPS.find((candidate) => candidate.extent === extent);
  if (!step) throw new Error(`no way to an estate with its ${extent}`);
  return step;
}

const environmentStacks = (): string[] =>
  stacksOf(CHECKOUT).flatMap(({ name, project }) => (project === undefined ? [name] : []));

const projectStacks = (): string[] =>
  stacksOf(CHECKOUT).flatMap(({ name, project }) => (project === undefined ? [] : [name]));

async function leavePipelineResults(estate: Estate): Promise<void> {
  const token = await estate.token("lakestage-deployer");
  const addresses = await estate.json<{ stack: string; address?: string }[]>("status", ...environmentsIn(CHECKOUT));
  for (const stack of projectStacks()) {
    const [environmentName = "", projectName = ""] = stack.split(".");
    const environment = loadEnvironment(CHECKOUT, environmentName);
    const project = environment.ok ? loadProject(CHECKOUT, projectName, environment.settings) : undefined;
    if (!environment.ok || !project?.ok) throw new Error(`${stack} is shipped with mistakes`);
    const { catalog = environmentName } = environment.settings.unityCatalog;
    const address = addresses.find((candidate) => candidate.stack === environmentName)?.address ?? "";
    const results = new PipelineResults(address, catalog, token);
    await results.leave(project.settings);
    for (const model of Object.keys(project.settings.models)) {
      await results.challenger(`${catalog}.${project.settings.schema}.${model}`);
    }
  }
  await estate.succeed("up", ...projectStacks());
  // By now endpoints have made the tables of their requests, for which monitors have waited.
  await estate.succeed("up", ...projectStacks());
}
