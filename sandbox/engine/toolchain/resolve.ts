import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { defaultCacheDirectory } from "../cache/cache-directory";
import { withCacheLock } from "../cache/cache-lock";
import {
  adoptEntry,
  type CacheEntry,
  cacheKey,
  type EntryState,
  entry,
  fillEntry,
  type PartEntries,
  stateInFull,
  stateOf,
} from "../cache/engine-cache";
import { DownloadFailure } from "../download/download-failure";
import { recordDownload } from "../download/last-failure";
import type { Patience } from "../download/patience";
import { databricksVersion, ENGINE_DIRECTORY, INSTALL_PULUMI, pinnedPulumi } from "../pinned-versions";
import { ownProgramVersion } from "../program-version";
import { LongSteps } from "../progress/long-steps";
import { Pace } from "../progress/pace";
import { ToolchainError } from "../toolchain-error";
import { type BuildContext, buildDatabricksPlugin, buildPulumi, buildTerraformProvider } from "./build";
import { type Plan, planToolchain, type Way } from "./plan";
import { executable, type Survey, surveyMachine } from "./survey";
import type { DatabricksPlugin, Toolchain, ToolchainOptions, ToolSource } from "./toolchain";

/** A network that is there answers in a fraction of it. */
const PATIENCE: Patience = { answer: 5_000, bytes: 15_000, pause: 500 };

/**
 * Finds the engine and the Databricks provider for this machine, downloading or building what is not there: `pulumi` on the
 * PATH, if it is recent enough; else what the cache has; else the official download; else, where Go is installed, both built
 * from the pinned modules. What the cache has is checked, and made again if it is not what it was.
 *
 * @throws ToolchainError whose message says what to install or check.
 */
export async function resolveToolchain(options: ToolchainOptions): Promise<Toolchain> {
  const environment = options.environment ?? process.env;
  const survey = await surveyMachine(environment, options.cacheDirectory ?? defaultCacheDirectory(environment));
  return new Resolver(survey, environment, options).resolve();
}

/**
 * Reads all that the cache holds of a toolchain that failed in a way that nobody explains, and removes what is not what it
 * was.
 * @returns what was removed, and why; empty where the toolchain is not to blame.
 */
export async function removeDamaged({ pulumi, source, databricksPlugin }: Toolchain): Promise<string[]> {
  const directories = [...(source === "path" ? [] : [dirname(pulumi)]), databricksPlugin.directory];
  const removed: string[] = [];
  for (const directory of directories) {
    const state = await stateInFull({ directory });
    if (state.is !== "damaged") continue;
    rmSync(directory, { recursive: true, force: true });
    removed.push(`${directory} (${state.fault})`);
  }
  return removed;
}

type PartName = "pulumi" | "databricks";

/** What the parts are called when one cannot be had, and what tells that one in the cache works. */
const PARTS = {
  pulumi: { what: "The Pulumi CLI", program: "pulumi", parameters: ["version"], version: pinnedPulumi },
  databricks: {
    what: "The Databricks provider",
    program: "pulumi-resource-databricks",
    parameters: ["--version"],
    version: databricksVersion,
  },
} as const;

/** Where a part was found or put. */
interface Found {
  readonly directory: string;
  readonly source: ToolSource;
}

class Resolver {
  #cached = true;
  /** Why no download was had so far. */
  #failure: DownloadFailure | undefined;
  readonly #told = new Set<EntryState>();
  readonly #steps: LongSteps;

  constructor(
    private readonly survey: Survey,
    private readonly environment: NodeJS.ProcessEnv,
    private readonly options: ToolchainOptions,
  ) {
    this.#steps = new LongSteps(options.onProgress, new Pace(survey.cache.directory));
  }

  async resolve(): Promise<Toolchain> {
    const plan = planToolchain(this.survey);
    const pulumi = await this.#pulumi(plan);
    return { ...pulumi, databricksPlugin: await this.#databricks(plan), cached: this.#cached };
  }

  async #pulumi(plan: Plan): Promise<Pick<Toolchain, "pulumi" | "source" | "version" | "languageHost">> {
    const { installed } = this.survey;
    if (plan.pulumi[0] === "path" && installed !== undefined) {
      return { pulumi: installed.path, source: "path", version: installed.version, languageHost: undefined };
    }
    const { directory, source } = await this.#firstOf("pulumi", plan);
    return {
      pulumi: join(directory, executable("pulumi")),
      source,
      version: pinnedPulumi(),
      languageHost: source === "built" ? join(ENGINE_DIRECTORY, "language-host") : undefined,
    };
  }

  async #databricks(plan: Plan): Promise<DatabricksPlugin> {
    const version = databricksVersion();
    const plugin = this.survey.installed?.databricksPlugin;
    if (plan.databricks[0] === "path" && plugin !== undefined) {
      return { directory: plugin, version, source: "official" };
    }
    const { directory, source } = await this.#firstOf("databricks", plan);
    return { directory, version, source: source === "built" ? "built" : "official" };
  }

  /** Tries each way in turn. */
  async #firstOf(part: PartName, plan: Plan): Promise<Found> {
    for (const way of plan[part]) {
      const found = await this.#try(part, way, plan).catch((error: unknown) => this.#afterFailure(part, error));
      if (found !== undefined) return found;
    }
    throw this.#nothingLeft(part);
  }

  async #try(part: PartName, way: Way, plan: Plan): Promise<Found | undefined> {
    const entries = this.survey.cache[part];
    if (way === "downloaded" || way === "built") return await this.#cachedEntry(part, entries[way], way);
    this.#sayWhatIsDamaged(part);
    if (way === "download") return await this.#make(entries, (target) => this.#download(part, target.downloaded));
    return await this.#make(entries, (target) => this.#build(part, target.built, plan));
  }

  /** An entry as it is, if it is whole; one of which nothing is recorded has to show that it works. */
  async #cachedEntry(part: PartName, entry: CacheEntry, source: ToolSource): Promise<Found | undefined> {
    const { is } = this.options.thorough ? await stateInFull(entry) : stateOf(entry);
    if (is === "whole") return { directory: entry.directory, source };
    if (is !== "unknown") return undefined;
    const { program, parameters, version } = PARTS[part];
    const answer = await ownProgramVersion(join(entry.directory, executable(program)), parameters);
    if (answer.version !== version()) return undefined;
    await adoptEntry(entry, `${source} by an earlier release of lakestage`);
    return { directory: entry.directory, source };
  }

  /** Does the work, unless another run did some of its kind while this one waited for the lock. */
  async #make(entries: PartEntries, work: (entries: PartEntries) => Promise<Found>): Promise<Found> {
    this.#cached = false;
    const made = async (): Promise<Found> => {
      for (const source of ["downloaded", "built"] as const) {
        const { directory } = entries[source];
        if (stateOf({ directory }).is === "whole" && !(await this.#isDamagedInside({ directory }))) {
          return { directory, source };
        }
      }
      return await work(entries);
    };
    const what = "waiting for another lakestage, which gets the engine ready";
    return await withCacheLock(this.survey.cache.directory, made, (wait) => this.#steps.run({ what }, wait));
  }

  async #isDamagedInside(entry: CacheEntry): Promise<boolean> {
    return this.options.thorough === true && (await stateInFull(entry)).is !== "whole";
  }

  async #download(part: PartName, target: CacheEntry): Promise<Found> {
    // What was not reached a moment ago is not reached now.
    if (this.#failure?.problem === "unreachable") throw this.#failure;
    const { fetchRelease } = await import("../download/fetch-release");
    const context = {
      cacheDirectory: this.survey.cache.directory,
      environment: this.environment,
      steps: this.#steps,
      patience: this.options.patience ?? PATIENCE,
    };
    const release = required(this.survey[part].release);
    await fillEntry(target, async (directory) => `downloaded from ${await fetchRelease(context, release, directory)}`);
    recordDownload(this.survey.cache.directory, undefined);
    return { directory: target.directory, source: "downloaded" };
  }

  async #build(part: PartName, target: CacheEntry, plan: Plan): Promise<Found> {
    const context: BuildContext = {
      go: required(this.survey.go).path,
      environment: this.environment,
      steps: this.#steps,
    };
    if (part === "databricks") await buildDatabricksPlugin(context, target);
    else await buildPulumi(context, target, ["download", "build"].includes(plan.databricks[0] ?? ""));
    return { directory: target.directory, source: "built" };
  }

  #sayWhatIsDamaged(part: PartName): void {
    for (const state of [this.survey[part].downloaded, this.survey[part].built]) {
      if (state.is !== "damaged" || this.#told.has(state)) continue;
      this.#told.add(state);
      this.options.onNote?.(`${PARTS[part].what} in the cache is damaged (${state.fault}); it is made again.`);
    }
  }

  /** A download that fails leaves the ways after it; any other failure is the answer. */
  #afterFailure(part: PartName, error: unknown): undefined {
    if (!(error instanceof DownloadFailure)) throw this.#withDownload(error);
    const known = this.#failure === error;
    this.#failure = error;
    if (known) return;
    recordDownload(this.survey.cache.directory, error.message);
    if (this.survey.go === undefined) return;
    this.options.onNote?.(
      `${PARTS[part].what} could not be downloaded: ${error.message}. It is built from its Go modules instead, which takes minutes.`,
    );
  }

  #nothingLeft(part: PartName): ToolchainError {
    const because = this.#failure ? ` could not be downloaded: ${this.#failure.message}` : " cannot be used";
    const reachable = this.#failure?.problem === "unreachable" ? "Check the network and the proxy settings, " : "";
    return new ToolchainError(
      "download-failed",
      `${PARTS[part].what}${because}.\n${reachable}set LAKESTAGE_ENGINE_MIRROR to a mirror that this machine reaches, or ` +
        `install the Pulumi CLI (${INSTALL_PULUMI}) or Go 1.26 (https://go.dev/doc/install), and run this again.`,
    );
  }

  /** A build that fails followed on a download that did: either may be what the user can mend. */
  #withDownload(error: unknown): unknown {
    if (!(error instanceof ToolchainError) || this.#failure === undefined) return error;
    return new ToolchainError(
      error.problem,
      `${error.message}\nThe official download was tried before: ${this.#failure.message}.`,
    );
  }
}

/** Something that the plan relies on, and that therefore is there. */
function required<Thing>(thing: Thing | undefined): Thing {
  if (thing === undefined) throw new Error("the plan relies on something that the survey did not find");
  return thing;
}

/**
 * Builds the official provider for Terraform from the same Go module, for tests with an independent client.
 *
 * @returns the folder to name in Terraform's `dev_overrides`; undefined where Go is missing.
 */
export async function resolveTerraformProvider(options: ToolchainOptions): Promise<string | undefined> {
  const environment = options.environment ?? process.env;
  const { go, cache } = await surveyMachine(environment, options.cacheDirectory ?? defaultCacheDirectory(environment));
  if (go === undefined) return undefined;
  const target = entry(cache.directory, `terraform-${cacheKey(join(ENGINE_DIRECTORY, "provider"), go.version)}`);
  const isDone = (): boolean => stateOf(target).is === "whole";
  if (!isDone()) {
    await withCacheLock(cache.directory, async () => {
      const steps = new LongSteps(options.onProgress, new Pace(cache.directory));
      if (!isDone()) await buildTerraformProvider({ go: go.path, environment, steps }, target);
    });
  }
  return target.directory;
}
