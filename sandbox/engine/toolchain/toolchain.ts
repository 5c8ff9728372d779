/** The engine and the provider that this machine uses: what `resolveToolchain` finds, builds or downloads. */
export interface Toolchain {
  /** Path of the Pulumi CLI. */
  readonly pulumi: string;
  readonly source: ToolSource;
  /** The CLI's version, as `3.256.0`. */
  readonly version: string;
  readonly databricksPlugin: DatabricksPlugin;
  /** The folder of our stand-in for the Node language host; undefined where the official one lies beside the CLI. */
  readonly languageHost: string | undefined;
  /** Whether everything was there already, so that nothing had to be built or downloaded. */
  readonly cached: boolean;
}

/** `path`: installed by the user. `built`: from Go modules, in our cache. `npm`: the official download, in our cache. */
export type ToolSource = "path" | "built" | "npm";

export interface DatabricksPlugin {
  /** The folder that holds `pulumi-resource-databricks`; where it was built also `schema.json`. */
  readonly directory: string;
  /** The version of the npm package `@pulumi/databricks`, which the engine asks for. */
  readonly version: string;
  readonly source: "official" | "built";
}

/** Something that takes long and is shown while it lasts. */
export interface ToolchainProgress {
  /** What happens, as `compiling the Pulumi CLI`. */
  readonly what: string;
  readonly state: "started" | "running" | "finished";
  readonly elapsedSeconds: number;
  /** How long it takes on two cores without any cache. */
  readonly expectedSeconds: number;
  /** Packages compiled so far, of those there are; undefined while it cannot be told. */
  readonly fraction: { readonly done: number; readonly total: number } | undefined;
  /** What would make it unnecessary, to be said once. */
  readonly hint: string | undefined;
}

export interface ToolchainOptions {
  /** Default: `LAKESTAGE_CACHE`, else the user's cache directory for `lakestage`. */
  readonly cacheDirectory?: string;
  /** Default: `process.env`. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Called at every start, every few seconds, and at every end of a long step; never when all is cached. */
  readonly onProgress: (progress: ToolchainProgress) => void;
}
