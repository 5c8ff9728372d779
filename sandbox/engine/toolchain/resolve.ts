import { existsSync } from "node:fs";
import { join } from "node:path";
import { defaultCacheDirectory } from "../cache-directory";
import { type BuildContext, buildDatabricksPlugin, buildPulumi, buildTerraformProvider } from "./build";
import { downloadedPlugin, downloadedPulumi, downloadPlugin, downloadPulumi } from "./download";
import { cacheKey, engineCache, withCacheLock } from "./engine-cache";
import { databricksVersion, ENGINE_DIRECTORY, pinnedPulumi } from "./pinned-versions";
import { planToolchain } from "./plan";
import { executable, type Survey, surveyMachine } from "./survey";
import type { DatabricksPlugin, Toolchain, ToolchainOptions } from "./toolchain";
import { ToolchainError } from "./toolchain-error";

/**
 * Finds the engine and the Databricks provider for this machine, building or downloading what is not there: `pulumi` on the
 * PATH, if it is recent enough; else, where Go is installed, both built from the pinned modules; else the official download.
 *
 * @throws ToolchainError whose message says what to install or check.
 */
export async function resolveToolchain(options: ToolchainOptions): Promise<Toolchain> {
  const environment = options.environment ?? process.env;
  const survey = await surveyMachine(environment, options.cacheDirectory ?? defaultCacheDirectory(environment));
  const resolver = new Resolver(survey, environment, options.onProgress);
  return resolver.resolve();
}

class Resolver {
  #cached = true;

  constructor(
    private readonly survey: Survey,
    private readonly environment: NodeJS.ProcessEnv,
    private readonly onProgress: ToolchainOptions["onProgress"],
  ) {}

  async resolve(): Promise<Toolchain> {
    const plan = planToolchain(this.survey);
    const { pulumi, version } = await this.#pulumi(plan.pulumi);
    return {
      pulumi,
      source: plan.pulumi === "build" ? "built" : plan.pulumi,
      version,
      databricksPlugin: await this.#databricks(plan.databricks, pulumi),
      languageHost: plan.pulumi === "build" ? join(ENGINE_DIRECTORY, "language-host") : undefined,
      cached: this.#cached,
    };
  }

  async #pulumi(from: "path" | "build" | "npm"): Promise<{ pulumi: string; version: string }> {
    const { pulumi: installed, cache } = this.survey;
    if (from === "path" && installed !== undefined) return { pulumi: installed.path, version: installed.version };
    const version = pinnedPulumi();
    if (from === "build") {
      await this.#once(
        () => existsSync(cache.cli.directory),
        () => buildPulumi(this.#buildContext(), cache.cli),
      );
      return { pulumi: join(cache.cli.directory, executable("pulumi")), version };
    }
    const pulumi = downloadedPulumi(cache.official);
    await this.#once(
      () => existsSync(pulumi),
      () => downloadPulumi(this.#downloadContext(), required(this.survey.npm)),
    );
    return { pulumi, version };
  }

  /** Tries each way in turn; the last one's failure is the answer, since the earlier ones had a fallback. */
  async #databricks(ways: readonly ("installed" | "download" | "build")[], pulumi: string): Promise<DatabricksPlugin> {
    const [way, ...others] = ways;
    try {
      if (way === "build") return await this.#builtPlugin();
      return await this.#officialPlugin(pulumi);
    } catch (error) {
      if (error instanceof ToolchainError && others.length > 0) return this.#databricks(others, pulumi);
      throw error;
    }
  }

  async #officialPlugin(pulumi: string): Promise<DatabricksPlugin> {
    const { pulumi: installed, cache } = this.survey;
    const directory = installed?.databricksPlugin ?? downloadedPlugin(cache.official);
    await this.#once(
      () => existsSync(directory) && !existsSync(`${directory}.partial`),
      () => downloadPlugin(this.#downloadContext(), pulumi),
    );
    return { directory, version: databricksVersion(), source: "official" };
  }

  async #builtPlugin(): Promise<DatabricksPlugin> {
    const { provider } = this.survey.cache;
    await this.#once(
      () => existsSync(provider.directory),
      () => buildDatabricksPlugin(this.#buildContext(), provider),
    );
    return { directory: provider.directory, version: databricksVersion(), source: "built" };
  }

  /** Does the work unless it is done, also when another run did it while this one waited for the lock. */
  async #once(isDone: () => boolean, work: () => Promise<void>): Promise<void> {
    if (isDone()) return;
    this.#cached = false;
    await withCacheLock(this.survey.cache, async () => {
      if (!isDone()) await work();
    });
  }

  #buildContext(): BuildContext {
    return { go: required(this.survey.go).path, environment: this.environment, onProgress: this.onProgress };
  }

  #downloadContext(): Parameters<typeof downloadPlugin>[0] {
    return { official: this.survey.cache.official, environment: this.environment, onProgress: this.onProgress };
  }
}

/** A tool that the plan relies on, and therefore is there. */
function required<Tool>(tool: Tool | undefined): Tool {
  if (tool === undefined) throw new Error("the plan relies on a tool that the survey did not find");
  return tool;
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
  const key = cacheKey(join(ENGINE_DIRECTORY, "provider"), go.version);
  const directory = join(engineCache(cache.directory, go.version).directory, "engine", `terraform-${key}`);
  const isDone = (): boolean => existsSync(directory);
  if (!isDone()) {
    await withCacheLock(cache, async () => {
      const context = { go: go.path, environment, onProgress: options.onProgress };
      if (!isDone()) await buildTerraformProvider(context, { directory, present: false });
    });
  }
  return directory;
}
