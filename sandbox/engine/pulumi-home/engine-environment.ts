import { delimiter, join } from "node:path";
import { loopbackReachedDirectly } from "../proxies";
import type { Toolchain } from "../toolchain/toolchain";

/** Where an engine in the sandbox keeps and finds things. */
export interface EngineSettings {
  /** A `PULUMI_HOME` that `installPlugins` has filled; the user's own stays untouched. */
  readonly pulumiHome: string;
  /** Where stacks are kept, as `file:///…`. */
  readonly backendUrl: string;
  /** A file that holds the passphrase for the secrets in the sandbox's stacks. */
  readonly passphraseFile: string;
  /** The folder that `refreshProjectView` fills. */
  readonly projectView: string;
}

/** What to set, in addition to what the process has, for `toolchain.pulumi` to run in the sandbox. Nothing of it is used in the cloud. */
export function engineEnvironment(settings: EngineSettings, inherited: NodeJS.ProcessEnv): Record<string, string> {
  return { ...sandboxSettings(settings, inherited), NODE_OPTIONS: nodeOptions(inherited.NODE_OPTIONS) };
}

/**
 * What to export in a shell for plain `pulumi` to run in the sandbox. `pulumi` is then our launcher, which refreshes the view
 * of the project before the real one reads it; other Node programs of that shell are left as they are.
 */
export function shellEnvironment(
  toolchain: Toolchain,
  settings: EngineSettings,
  inherited: NodeJS.ProcessEnv,
): Record<string, string> {
  return {
    ...sandboxSettings(settings, inherited),
    LAKESTAGE_PULUMI: toolchain.pulumi,
    PATH: [LAUNCHER_DIRECTORY, ...pathEntries(inherited)].join(delimiter),
  };
}

const LAUNCHER_DIRECTORY = join(__dirname, "..", "launcher");

/** The PATH without our launcher, which an earlier export may have put there. */
function pathEntries(environment: NodeJS.ProcessEnv): string[] {
  return (environment.PATH ?? "").split(delimiter).filter((entry) => entry !== LAUNCHER_DIRECTORY);
}

function sandboxSettings(settings: EngineSettings, inherited: NodeJS.ProcessEnv): Record<string, string> {
  return {
    // Engine, plugins, language host and sandbox talk to each other on loopback, where no proxy reaches them.
    ...loopbackReachedDirectly(inherited),
    PULUMI_HOME: settings.pulumiHome,
    PULUMI_BACKEND_URL: settings.backendUrl,
    PULUMI_CONFIG_PASSPHRASE_FILE: settings.passphraseFile,
    // The engine writes a salt into the stack's file: into the view's copy, not into the checkout's.
    PULUMI_OPTION_CWD: settings.projectView,
    // A view that was made anew has no salt; the stack's state has it.
    PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER: "true",
    // The plugins of this home are meant, not some on the PATH, and none is to be downloaded.
    PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    // The version is pinned; asking for a newer one costs a request at every start.
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // Diffs are made one after the other by default: 42 s instead of 26 s for 300 unchanged jobs.
    PULUMI_PARALLEL_DIFF: "true",
    // Snapshots of the sandbox are the backup; a copy of the state at every run is not needed.
    PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
    // Engine and provider are short-lived and allocate much: fewer collections save an eighth of their time.
    GOGC: "400",
  };
}

/** The SDK takes a stack trace for every promise and maps it to sources, 23 ms a resource: none are taken, unless they are asked for. */
export function nodeOptions(inherited: string | undefined): string {
  if (inherited?.includes("--stack-trace-limit")) return inherited;
  return [inherited, "--stack-trace-limit=0"].filter(Boolean).join(" ");
}
