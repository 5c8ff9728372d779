import { readFileSync } from "node:fs";
import { join } from "node:path";
import execa from "execa";
import { executable } from "../toolchain/survey";
import type { Toolchain } from "../toolchain/toolchain";

/** The package schema of the toolchain's Databricks plugin, as JSON text. */
export async function pluginSchema({ pulumi, databricksPlugin }: Toolchain): Promise<string> {
  const { directory, source } = databricksPlugin;
  if (source === "built") return readFileSync(join(directory, "schema.json"), "utf8");
  const plugin = join(directory, executable("pulumi-resource-databricks"));
  const { stdout } = await execa(pulumi, ["package", "get-schema", plugin]);
  return stdout;
}
