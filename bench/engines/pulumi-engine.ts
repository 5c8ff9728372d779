import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import execa from "execa";
import { engineEnvironment, installPlugins, resolveToolchain } from "../../sandbox/engine";
import { CHECKOUT } from "../../test/harness/estate";
import type { MeasuredCommand } from "../measure/measured-process";
import type { Engine } from "./engine";
import { FILE_VARIABLE, type ProgramInput } from "./program/program-input";

const PROGRAM = join(__dirname, "program");
const STACK = "bench";

/** Pulumi with the settings that `lakestage` gives it, and a program that declares just these resources. */
export async function pulumiEngine(input: ProgramInput, directory: string, token: string): Promise<Engine> {
  const toolchain = await resolveToolchain({ onProgress: () => {} });
  const view = join(directory, "program");
  const stacks = join(directory, "stacks");
  const pulumiHome = join(directory, "engine");
  for (const made of [view, stacks, pulumiHome]) mkdirSync(made, { recursive: true });
  installPlugins(toolchain, pulumiHome);
  // The engine writes a salt into a file beside Pulumi.yaml: beside links to the program, not beside the program.
  for (const name of ["Pulumi.yaml", "index.ts"]) symlinkSync(join(PROGRAM, name), join(view, name));
  for (const name of ["node_modules", "package.json"]) symlinkSync(join(CHECKOUT, name), join(view, name));

  const inputFile = join(directory, "input.json");
  writeFileSync(inputFile, JSON.stringify(input));
  const passphraseFile = join(directory, "passphrase");
  writeFileSync(passphraseFile, "benchmark");
  const settings = { pulumiHome, backendUrl: pathToFileURL(stacks).href, passphraseFile, projectView: view };
  const environment = {
    ...engineEnvironment(settings, process.env),
    DATABRICKS_TOKEN: token,
    [FILE_VARIABLE]: inputFile,
  };
  const command = (...args: string[]): MeasuredCommand => ({
    file: toolchain.pulumi,
    args: [...args, "--stack", STACK, "--non-interactive", "--color", "never"],
    directory: view,
    environment,
  });
  const init = ["stack", "init", STACK, "--non-interactive"];
  await execa(toolchain.pulumi, init, { cwd: view, env: environment, stdin: "ignore" });
  return {
    commands: {
      up: command("up", "--yes", "--skip-preview"),
      preview: command("preview", "--expect-no-changes"),
      "preview with refresh": command("preview", "--refresh", "--expect-no-changes"),
      refresh: command("refresh", "--preview-only"),
      destroy: command("destroy", "--yes", "--skip-preview"),
    },
    dispose: () => rmSync(directory, { recursive: true, force: true }),
  };
}
