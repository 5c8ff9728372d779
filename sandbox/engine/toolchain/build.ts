import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { type CacheEntry, fillEntry } from "../cache/engine-cache";
import { ENGINE_DIRECTORY, INSTALL_PULUMI, pinnedPulumi } from "../pinned-versions";
import type { Amount, LongSteps } from "../progress/long-steps";
import { runInGroup } from "./child-group";
import { type BuildFlags, buildError, GoCommand, type StalePackages } from "./go-command";
import { executable } from "./survey";

/** What a build needs to know of the machine. */
export interface BuildContext {
  /** Path of `go`. */
  readonly go: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly steps: LongSteps;
}

const PULUMI = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const GENERATOR = "./cmd/generate-schema";
const PLUGIN = "./cmd/pulumi-resource-databricks";
const ORIGIN = "built from its Go modules";

const HINT = `installing the official Pulumi CLI makes this unnecessary: ${INSTALL_PULUMI}`;

/** Builds the Pulumi CLI into the cache. What the provider needs, if it is to be built next, is downloaded beside. */
export async function buildPulumi(context: BuildContext, target: CacheEntry, providerFollows: boolean): Promise<void> {
  const module = moduleOf(context, "cli");
  const flags = { ldflags: `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${pinnedPulumi()}` };
  const stale = await context.steps.run({ what: "downloading the Pulumi CLI's Go modules", hint: HINT }, async () => {
    const provider = providerFollows ? moduleOf(context, "provider").stalePackages(GENERATOR) : undefined;
    // What keeps it from its modules is told when it is its turn.
    const [packages] = await Promise.all([module.stalePackages(PULUMI, flags), provider?.catch(() => undefined)]);
    return packages;
  });
  await fillEntry(target, async (directory) => {
    const output = join(directory, executable("pulumi"));
    await compile(context, module, { what: "compiling the Pulumi CLI", command: PULUMI, output, flags, stale });
    return ORIGIN;
  });
}

/**
 * Builds the Databricks provider into the cache: first the program that derives the package's schema from the provider, then,
 * with what that wrote, the plugin. The derived files stay in the cache, beside the plugin.
 */
export async function buildDatabricksPlugin(context: BuildContext, target: CacheEntry): Promise<void> {
  const { steps } = context;
  const module = moduleOf(context, "provider");
  const stale = await steps.run({ what: "downloading the Databricks provider's Go modules", hint: HINT }, () =>
    module.stalePackages(GENERATOR),
  );
  await fillEntry(target, async (directory) => {
    const generator = join(directory, executable("generate-schema"));
    const what = "compiling the Databricks provider";
    await compile(context, module, { what, command: GENERATOR, output: generator, flags: {}, stale });
    await steps.run({ what: "linking the Databricks plugin" }, async () => {
      await generateSchema(generator, directory, context.environment);
      rmSync(generator);
      await linkPlugin(module, directory);
    });
    return ORIGIN;
  });
}

/** Go embeds the derived files from the cache, as if they lay in the checkout, which stays as it is. */
async function linkPlugin(module: GoCommand, directory: string): Promise<void> {
  const provider = join(ENGINE_DIRECTORY, "provider");
  const embedded = {
    [join(provider, "bridge-metadata.json")]: join(directory, "bridge-metadata.json"),
    [join(provider, "cmd", "pulumi-resource-databricks", "schema.json")]: join(directory, "schema.json"),
  };
  const overlay = join(directory, "overlay.json");
  writeFileSync(overlay, JSON.stringify({ Replace: embedded }));
  const output = join(directory, executable("pulumi-resource-databricks"));
  await withScratch(directory, (scratch) => module.build(PLUGIN, output, { flags: { overlay }, scratch }));
  rmSync(overlay);
}

async function generateSchema(generator: string, output: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const parameters = ["schema", "--out", output, "--skip-docs", "--skip-examples"];
  const said: string[] = [];
  const run = await runInGroup(generator, parameters, { directory: output, environment }, (line) => said.push(line));
  if (run.failed) throw buildError("run generate-schema", `${run.stdout}\n${said.join("\n")}`, run.signal);
  rmSync(join(output, "Pulumi.yaml"), { force: true });
}

/** Builds the provider as Terraform uses it, for tests that need a client of another make; not part of a toolchain. */
export async function buildTerraformProvider(context: BuildContext, target: CacheEntry): Promise<void> {
  const command = "github.com/databricks/terraform-provider-databricks";
  const module = moduleOf(context, "provider");
  const stale = await module.stalePackages(command);
  await fillEntry(target, async (directory) => {
    const output = join(directory, executable("terraform-provider-databricks"));
    const what = "compiling the Databricks provider for Terraform";
    await compile(context, module, { what, command, output, flags: {}, stale });
    return ORIGIN;
  });
}

const moduleOf = ({ go, environment }: BuildContext, name: "cli" | "provider"): GoCommand =>
  new GoCommand(go, join(ENGINE_DIRECTORY, name), environment);

interface Compilation {
  readonly what: string;
  readonly command: string;
  readonly output: string;
  readonly flags: BuildFlags;
  readonly stale: StalePackages;
}

/** Bytes of source that a core compiles a second where nothing is known of it: 100 MB took 5 minutes of two cores. */
const USUAL_PACE = 200_000;

/** Linking comes after the last package, and takes as long as so many bytes of source. */
const LINKING = 5_000_000;

async function compile(context: BuildContext, module: GoCommand, compilation: Compilation): Promise<void> {
  const { what, command, output, flags, stale } = compilation;
  const cores = availableParallelism();
  const begun: string[] = [];
  const amount = (): Amount => ({
    fraction: { done: begun.length, total: stale.count, unit: "packages" },
    // The last ones are under way.
    work: { done: stale.bytesOf(begun.slice(0, -cores)), total: stale.bytes + LINKING },
  });
  const step = { what, kind: what, usualPace: USUAL_PACE * Math.min(cores, 4), begin: amount() };
  await context.steps.run(step, async (advance) => {
    const onPackage = (name: string): void => {
      if (!stale.has(name)) return;
      begun.push(name);
      advance(amount());
    };
    await withScratch(dirname(output), (scratch) => module.build(command, output, { flags, scratch, onPackage }));
  });
}

/** A folder for what Go writes while it builds: in the entry that is being made, so that it goes with it. */
async function withScratch(directory: string, work: (scratch: string) => Promise<void>): Promise<void> {
  const scratch = join(directory, "go-build");
  mkdirSync(scratch, { recursive: true });
  try {
    await work(scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
