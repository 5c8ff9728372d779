import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import execa from "execa";
import { type CacheEntry, fillEntry } from "./engine-cache";
import { buildError, GoCommand } from "./go-command";
import { longStep } from "./long-step";
import { ENGINE_DIRECTORY, INSTALL_PULUMI, pinnedPulumi } from "./pinned-versions";
import { executable } from "./survey";
import type { ToolchainProgress } from "./toolchain";

/** What a build needs to know of the machine. */
export interface BuildContext {
  /** Path of `go`. */
  readonly go: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly onProgress: (progress: ToolchainProgress) => void;
}

const HINT = `installing the official Pulumi CLI makes this unnecessary: ${INSTALL_PULUMI}`;

/** Builds the Pulumi CLI into the cache. */
export async function buildPulumi(context: BuildContext, target: CacheEntry): Promise<void> {
  const command = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
  const module = new GoCommand(context.go, join(ENGINE_DIRECTORY, "cli"), context.environment);
  const packages = await longStep(
    context.onProgress,
    { what: "downloading the Pulumi CLI's Go modules", expectedSeconds: 90, hint: HINT },
    () => module.packages(command),
  );
  await fillEntry(target, (directory) =>
    longStep(context.onProgress, { what: "compiling the Pulumi CLI", expectedSeconds: 235 }, (advance) =>
      module.build(
        command,
        join(directory, executable("pulumi")),
        { ldflags: `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${pinnedPulumi()}` },
        advance,
        packages.length,
      ),
    ),
  );
}

/**
 * Builds the Databricks provider into the cache: first the program that derives the package's schema from the provider, then,
 * with what that wrote, the plugin. The derived files stay in the cache, beside the plugin.
 */
export async function buildDatabricksPlugin(context: BuildContext, target: CacheEntry): Promise<void> {
  const directory = join(ENGINE_DIRECTORY, "provider");
  const module = new GoCommand(context.go, directory, context.environment);
  const packages = await longStep(
    context.onProgress,
    { what: "downloading the Databricks provider's Go modules", expectedSeconds: 90, hint: HINT },
    () => module.packages("./cmd/generate-schema"),
  );
  await fillEntry(target, async (output) => {
    const generator = join(output, executable("generate-schema"));
    await longStep(context.onProgress, { what: "compiling the Databricks provider", expectedSeconds: 150 }, (advance) =>
      module.build("./cmd/generate-schema", generator, {}, advance, packages.length),
    );
    await longStep(
      context.onProgress,
      { what: "linking the Databricks plugin", expectedSeconds: 15 },
      async (advance) => {
        await generateSchema(generator, output);
        rmSync(generator);
        // Go embeds the derived files from here, as if they lay in the checkout, which stays as it is.
        const overlay = join(output, "overlay.json");
        const embedded = {
          [join(directory, "bridge-metadata.json")]: join(output, "bridge-metadata.json"),
          [join(directory, "cmd", "pulumi-resource-databricks", "schema.json")]: join(output, "schema.json"),
        };
        writeFileSync(overlay, JSON.stringify({ Replace: embedded }));
        const plugin = join(output, executable("pulumi-resource-databricks"));
        await module.build("./cmd/pulumi-resource-databricks", plugin, { overlay }, advance, packages.length);
        rmSync(overlay);
      },
    );
  });
}

async function generateSchema(generator: string, output: string): Promise<void> {
  mkdirSync(output, { recursive: true });
  const args = ["schema", "--out", output, "--skip-docs", "--skip-examples"];
  const { failed, all } = await execa(generator, args, { reject: false, all: true });
  if (failed) throw buildError("run generate-schema", all ?? "");
  rmSync(join(output, "Pulumi.yaml"), { force: true });
}

/** Builds the provider as Terraform uses it, for tests that need a client of another make; not part of a toolchain. */
export async function buildTerraformProvider(context: BuildContext, target: CacheEntry): Promise<void> {
  const command = "github.com/databricks/terraform-provider-databricks";
  const module = new GoCommand(context.go, join(ENGINE_DIRECTORY, "provider"), context.environment);
  const packages = await module.packages(command);
  await fillEntry(target, (output) =>
    longStep(
      context.onProgress,
      { what: "compiling the Databricks provider for Terraform", expectedSeconds: 30 },
      (advance) =>
        module.build(command, join(output, executable("terraform-provider-databricks")), {}, advance, packages.length),
    ),
  );
}
