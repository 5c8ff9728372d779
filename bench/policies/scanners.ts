import { existsSync } from "node:fs";
import { join } from "node:path";
import execa from "execa";
import { defaultCacheDirectory } from "../../sandbox/engine/cache/cache-directory";
import { cacheKey } from "../../sandbox/engine/cache/engine-cache";
import { GoCommand } from "../../sandbox/engine/toolchain/go-command";
import { lockedPython } from "../../test/harness/python";
import type { MeasuredCommand } from "../measure/measured-process";

const CONFTEST = join(__dirname, "conftest");

/** A tool that looks for mistakes in a Terraform plan, at the version that this folder locks. */
export interface Scanner {
  /** Scans a plan, with success whatever it finds. */
  command(plan: string): MeasuredCommand;
}

/** All of checkov's rules. */
export async function checkov(): Promise<Scanner & { rulesFor(plan: string): Promise<number> }> {
  const file = join(await lockedPython("checkov", join(__dirname, "checkov")), "checkov");
  const command = (plan: string): MeasuredCommand => ({
    file,
    args: ["--file", plan, "--framework", "terraform_plan", "--output", "json", "--soft-fail", "--skip-download"],
    directory: __dirname,
    environment: {},
  });
  /** How many rules had something to look at in a plan. */
  const rulesFor = async (plan: string): Promise<number> => {
    const { results } = JSON.parse(await output(command(plan))) as CheckovReport;
    return new Set([...results.passed_checks, ...results.failed_checks].map(({ check_id: id }) => id)).size;
  };
  return { command, rulesFor };
}

interface CheckovReport {
  results: Record<"passed_checks" | "failed_checks", { check_id: string }[]>;
}

/** Open Policy Agent, with the rules under `conftest/policy`. */
export class Conftest implements Scanner {
  private constructor(
    private readonly file: string,
    /** Ids of the rules: those of the pack's that say the same. */
    readonly rules: readonly string[],
  ) {}

  /** Builds it, where this machine has not built it before. */
  static async create(rules: readonly string[]): Promise<Conftest> {
    const directory = join(defaultCacheDirectory(process.env), `conftest-${cacheKey(CONFTEST, undefined)}`);
    const file = join(directory, "conftest");
    if (!existsSync(file)) {
      const go = new GoCommand("go", CONFTEST, process.env);
      await go.build("github.com/open-policy-agent/conftest", file);
    }
    return new Conftest(file, rules);
  }

  command(plan: string): MeasuredCommand {
    return {
      file: this.file,
      args: ["test", "--policy", join(CONFTEST, "policy"), "--output", "json", "--no-fail", plan],
      directory: CONFTEST,
      environment: {},
    };
  }

  /** Ids of the rules that find something in a plan. */
  async found(plan: string): Promise<Set<string>> {
    const reports = JSON.parse(await output(this.command(plan))) as ConftestReport[];
    return new Set(reports.flatMap(({ failures = [] }) => failures.map(({ metadata }) => metadata.rule)));
  }
}

interface ConftestReport {
  failures?: { metadata: { rule: string } }[];
}

async function output({ args, directory, environment, file }: MeasuredCommand): Promise<string> {
  return (await execa(file, args, { cwd: directory, env: environment })).stdout;
}
