import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import execa from "execa";
import { longStep } from "./long-step";
import { databricksVersion, INSTALL_PULUMI, pinnedPulumi } from "./pinned-versions";
import { executable } from "./survey";
import type { ToolchainProgress } from "./toolchain";
import { ToolchainError } from "./toolchain-error";

export interface DownloadContext {
  /** The `PULUMI_HOME` of our own that downloads go to. */
  readonly official: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly onProgress: (progress: ToolchainProgress) => void;
}

/** Where the npm package `pulumi` puts the CLI that it downloads. */
export function downloadedPulumi(official: string): string {
  return join(official, "versions", pinnedPulumi(), "bin", executable("pulumi"));
}

/** Where the official plugin lies once it is installed. */
export function downloadedPlugin(official: string): string {
  return join(official, "plugins", `resource-databricks-v${databricksVersion()}`);
}

/** Lets the npm package `pulumi`, a wrapper, download the official CLI with its language hosts. */
export async function downloadPulumi(
  { official, environment, onProgress }: DownloadContext,
  npm: string,
): Promise<void> {
  mkdirSync(official, { recursive: true });
  const version = pinnedPulumi();
  await longStep(onProgress, { what: `downloading the Pulumi CLI ${version}`, expectedSeconds: 60 }, async () => {
    const { failed, all } = await execa(
      npm,
      ["exec", "--yes", `--package=pulumi@${version}`, "--", "pulumi", "version"],
      {
        env: { ...environment, PULUMI_HOME: official, PULUMI_SKIP_UPDATE_CHECK: "true" },
        extendEnv: false,
        reject: false,
        all: true,
      },
    );
    if (failed || !existsSync(downloadedPulumi(official))) {
      throw new ToolchainError(
        "download-failed",
        `The Pulumi CLI could not be downloaded: ${lastLine(all)}\n` +
          `Check the network, or install the CLI (${INSTALL_PULUMI}) or Go 1.26 (https://go.dev/doc/install), and run this again.`,
      );
    }
  });
}

/** Lets the CLI download the official Databricks plugin. */
export async function downloadPlugin(
  { official, environment, onProgress }: DownloadContext,
  pulumi: string,
): Promise<void> {
  const version = databricksVersion();
  await longStep(
    onProgress,
    { what: `downloading the Databricks plugin ${version}`, expectedSeconds: 30 },
    async () => {
      const { failed, all } = await execa(pulumi, ["plugin", "install", "resource", "databricks", version], {
        env: { ...environment, PULUMI_HOME: official, PULUMI_SKIP_UPDATE_CHECK: "true" },
        extendEnv: false,
        reject: false,
        all: true,
      });
      if (failed) {
        throw new ToolchainError(
          "download-failed",
          `The Databricks plugin ${version} could not be downloaded: ${lastLine(all)}\n` +
            "Check the network, or install Go 1.26 (https://go.dev/doc/install), with which it is built, and run this again.",
        );
      }
    },
  );
}

function lastLine(text: string | undefined): string {
  return (text ?? "").trim().split("\n").at(-1) ?? "";
}
