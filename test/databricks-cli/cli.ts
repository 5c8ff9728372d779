import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import execa from "execa";
import semver from "semver";

/** The first version whose bundles have every kind that ours has. */
const OLDEST = "1.10.0";
/** What a build of the Go module says that was given no version. */
const UNVERSIONED = "0.0.0-dev";

/** Why the official command-line tool cannot be run on this machine; undefined when it can. */
export function whyNoDatabricks(): string | undefined {
  const { failed, stdout } = execa.sync("databricks", ["version"], { reject: false });
  if (failed) return "there is no databricks on the PATH";
  const version = /\bv(\d\S*)/.exec(stdout)?.[1] ?? "0";
  if (version.startsWith(UNVERSIONED) || (semver.valid(version) && semver.gte(version, OLDEST))) return undefined;
  return `the databricks on the PATH is ${stdout.trim()}, and the bundle takes v${OLDEST} or later`;
}

/** The official command-line tool in a copy of a bundle. Call `dispose` whatever happens. */
export class DatabricksCli {
  private readonly directory = mkdtempSync(join(tmpdir(), "lakestage-bundle-"));

  /** @param bundle the folder of the bundle, beside this file. */
  constructor(
    private readonly host: string,
    private readonly token: string,
    bundle: "bundle" | "run-bundle",
  ) {
    cpSync(join(__dirname, bundle), this.directory, { recursive: true });
  }

  /** What `databricks bundle` prints to stdout. @throws Error with all that it says, unless it succeeds. */
  bundle(command: string, ...args: string[]): Promise<string> {
    return this.run("bundle", command, ...args);
  }

  /** What the command prints to stdout. @throws Error with all that it says, unless it succeeds. */
  async run(...args: string[]): Promise<string> {
    const { exitCode, all, stdout } = await execa("databricks", args, {
      cwd: this.directory,
      env: {
        DATABRICKS_HOST: this.host,
        DATABRICKS_TOKEN: this.token,
        DATABRICKS_BUNDLE_ENGINE: "direct",
        // The user's own profiles have no say.
        DATABRICKS_CONFIG_FILE: join(this.directory, "no-profiles"),
        NO_PROXY: "127.0.0.1",
        no_proxy: "127.0.0.1",
      },
      reject: false,
      all: true,
      stdin: "ignore",
    });
    if (exitCode !== 0) throw new Error(`databricks ${args.join(" ")} ended with ${exitCode}\n${all}`);
    return stdout;
  }

  dispose(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** What `bundle plan -o json` would do: actions by resource, `resources.jobs.job` and `resources.jobs.job.permissions`. */
export function plannedActions(printed: string): Map<string, string> {
  const { plan } = JSON.parse(printed) as { plan: Record<string, { action: string }> };
  return new Map(Object.entries(plan).map(([resource, { action }]) => [resource, action]));
}

/** The kinds of the resources, without what is said of who may do what with them. */
export const kindsOf = (resources: Iterable<string>): Set<string> =>
  new Set([...resources].map((resource) => resource.split(".")[1] ?? ""));
