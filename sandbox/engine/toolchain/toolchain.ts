import type { Patience } from "../download/patience";
import type { ToolchainProgress } from "../progress/progress";

export type { ToolchainProgress } from "../progress/progress";

/** The engine and the provider that this machine uses: what `resolveToolchain` finds, downloads or builds. */
export interface Toolchain {
  /** Path of the Pulumi CLI. */
  readonly pulumi: string;
  readonly source: ToolSource;
  /** The CLI's version, as `3.256.0`. */
  readonly version: string;
  readonly databricksPlugin: DatabricksPlugin;
  /** The folder of our stand-in for the Node language host; undefined where the official one lies beside the CLI. */
  readonly languageHost: string | undefined;
  /** Whether everything was there already, so that nothing had to be downloaded or built. */
  readonly cached: boolean;
}

/** `path`: installed by the user. `downloaded`: the official release, in our cache. `built`: from Go modules, in our cache. */
export type ToolSource = "path" | "downloaded" | "built";

export interface DatabricksPlugin {
  /** The folder that holds `pulumi-resource-databricks`; where it was built also `schema.json`. */
  readonly directory: string;
  /** The version of the npm package `@pulumi/databricks`, which the engine asks for. */
  readonly version: string;
  readonly source: "official" | "built";
}

export interface ToolchainOptions {
  /** Default: `LAKESTAGE_CACHE`, else the user's cache directory for `lakestage`. */
  readonly cacheDirectory?: string;
  /** Default: `process.env`. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Called at every start, every few seconds, and at every end of a long step; never when all is cached. */
  readonly onProgress: (progress: ToolchainProgress) => void;
  /** Called with a line about a way that was tried in vain, and what follows instead. Default: nobody is told. */
  readonly onNote?: (line: string) => void;
  /** Whether what the cache has is read to its last byte, a second's work. Default: samples are enough. */
  readonly thorough?: boolean;
  /** How long a download waits for a network that does not answer. Default: some seconds. */
  readonly patience?: Patience;
}
