import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { z } from "zod";

/** The folder of `engine/`, where the Go modules and the language host are. */
export const ENGINE_DIRECTORY = __dirname;

/** The oldest `pulumi` that is used when it is found: it knows every flag and variable that `lakestage` sets. */
export const OLDEST_PULUMI = "3.200.0";

/** Where a user gets the official CLI. */
export const INSTALL_PULUMI = "https://www.pulumi.com/docs/install/";

/** The version of the CLI that is built or downloaded: that of our `go.mod`, without the `v`. */
export function pinnedPulumi(): string {
  return moduleVersion(join(ENGINE_DIRECTORY, "cli", "go.mod"), "github.com/pulumi/pulumi/pkg/v3");
}

/** The version of the plugin that programs ask for: that of the npm package. */
export function databricksVersion(): string {
  const manifest: unknown = createRequire(__filename)("@pulumi/databricks/package.json");
  return z.object({ version: z.string() }).parse(manifest).version;
}

function moduleVersion(goMod: string, module: string): string {
  const line = readFileSync(goMod, "utf8")
    .split("\n")
    .map((text) => text.trim().replace(/^require /, ""))
    .find((text) => text.startsWith(`${module} v`));
  if (line === undefined) throw new Error(`${goMod} requires no ${module}`);
  return line
    .slice(module.length + 2)
    .split(" ", 1)
    .join("");
}
