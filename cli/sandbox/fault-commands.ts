import { type Command, Option } from "commander";
import type { Home } from "../../sandbox/lifecycle/home";
import type { Terminal } from "../terminal";
import { wholeNumber } from "../whole-number";

/** Adds `fault add|list|clear` to `lakestage sandbox`. */
export function addFaultCommands(sandbox: Command, home: () => Home, terminal: Terminal): void {
  const faults = () => import("./sandbox-faults");
  const fault = sandbox.command("fault").description("failures on demand");
  fault
    .command("add")
    .description("make calls fail from now on")
    .addOption(
      new Option("--kind <kind>", "what happens to a call")
        .choices(["status", "rate-limit", "latency", "drop", "stale-read"])
        .makeOptionMandatory(),
    )
    .option("--operation <glob>", 'which operations, for example "catalog.*"; all by default')
    .addOption(new Option("--plane <plane>", "which API; all by default").choices(["account", "workspace", "arm"]))
    .option("--status <code>", "HTTP status that status answers (503)", wholeNumber(400, 599))
    .option("--retry-after <seconds>", "what rate-limit asks for (1)", wholeNumber(0, 60))
    .option("--latency <milliseconds>", "what latency adds (1000)", wholeNumber(0, 60_000))
    .addOption(new Option("--drop <when>", "whether the call took effect (before)").choices(["before", "after"]))
    .option("--every <n>", "hit one matching call in n (1)", wholeNumber(1))
    .option("--count <n>", "end after n hits", wholeNumber(1))
    .action(async (options: Record<string, string | number>) => (await faults()).addFault(home(), terminal, options));
  fault
    .command("list")
    .description("show the faults in force")
    .option("--json", "print them as JSON")
    .action(async (options: { json?: boolean }) => (await faults()).listFaults(home(), terminal, options));
  fault
    .command("clear")
    .description("end all faults")
    .action(async () => (await faults()).clearFaults(home(), terminal));
}
