import { spawn } from "node:child_process";
import { constants } from "node:os";
import { join, resolve } from "node:path";
import { refreshProjectView } from "../project-view/refresh-project-view";
import { nodeOptions } from "../pulumi-home/engine-environment";
import { editsConfiguration, setsSecret } from "./command-line";

/** As `lakestage` itself decides it: an estate's settings may be kept apart. */
const program = join(__dirname, "..", "..", "..");
const checkout = resolve(process.env.LAKESTAGE_PROJECT || program);

/** Runs the real `pulumi` with these arguments on a fresh view of the project, and ends as it ends. */
function main(args: readonly string[]): void {
  const { LAKESTAGE_PULUMI: pulumi, PULUMI_OPTION_CWD: view, ...inherited } = process.env;
  if (!pulumi || !view) {
    fail('pulumi: this launcher works in a shell that has run: eval "$(npx lakestage env)"');
  } else if (setsSecret(args)) {
    fail("pulumi: the sandbox's key would encrypt this secret. Set it where the cloud's key is at hand.");
  } else {
    refreshProjectView(checkout, view, program);
    // Settings belong in the checkout; everything else sees the view.
    const cwd = editsConfiguration(args) ? checkout : view;
    run(pulumi, args, cwd, { ...inherited, NODE_OPTIONS: nodeOptions(inherited.NODE_OPTIONS) });
  }
}

function run(pulumi: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): void {
  const child = spawn(pulumi, args, { cwd, env, stdio: "inherit" });
  // The terminal sends an interrupt to both; the engine decides when to end.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  child.on("error", (error) => fail(`pulumi: cannot start ${pulumi}: ${error.message}`));
  child.on("exit", (code, signal) => process.exit(signal === null ? (code ?? 1) : 128 + constants.signals[signal]));
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 2;
}

main(process.argv.slice(2));
