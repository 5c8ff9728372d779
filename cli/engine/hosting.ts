import { existsSync, readFileSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { runStack } from "../../infra/program/run-stack";
import { surroundingsIn } from "../../infra/program/surroundings";
import { ProgramHost } from "../../infra/program-host/program-host";
import type { HostedProvider } from "../../sandbox/azure-native/plugin";
import type { EngineContext } from "./engine-process";

/**
 * What this process does for the engines that it starts, so that none starts a process of Node of its own for it: it runs
 * the program, and the providers that are Node programs, for all stacks. Call `close` whatever happens.
 */
export class Hosting {
  private constructor(
    /** How engines are run that find it. */
    readonly engine: EngineContext,
    /** Parameters of the engine's commands on stacks. */
    readonly parameters: readonly string[],
    private readonly services: readonly { close(): void }[],
  ) {}

  /** @param provider opens the sandbox's stand-in for azure-native; undefined where the official one is used. */
  static async open(engine: EngineContext, provider: (() => Promise<HostedProvider>) | undefined): Promise<Hosting> {
    const program = runsOwnProgram(engine.directory) ? await openProgram(engine) : undefined;
    try {
      const azure = await provider?.();
      return new Hosting(
        azure ? { ...engine, environment: { ...engine.environment, ...attached(azure) } } : engine,
        program ? ["--client", program.address] : [],
        [program, azure].flatMap((service) => service ?? []),
      );
    } catch (error) {
      // Left open, it would keep the process from its end.
      program?.close();
      throw error;
    }
  }

  close(): void {
    for (const service of this.services) service.close();
  }
}

/** Pulumi's own way to a provider that runs already. */
const attached = ({ port }: HostedProvider): Record<string, string> => ({
  PULUMI_DEBUG_PROVIDERS: `azure-native:${port}`,
});

function openProgram({ environment }: EngineContext): Promise<ProgramHost> {
  const surroundings = surroundingsIn({ ...process.env, ...environment });
  return ProgramHost.open((root) => runStack(root, surroundings));
}

/** The program that comes with this command. */
const PROGRAM = resolve(__dirname, "../../infra");

const projectSchema = z.object({ main: z.string(), runtime: z.object({ name: z.literal("nodejs") }) });

/** Whether a Pulumi project runs that program. Another one is the engine's to start. */
function runsOwnProgram(directory: string): boolean {
  const { data } = projectSchema.safeParse(parse(readFileSync(join(directory, "Pulumi.yaml"), "utf8")));
  if (!data) return false;
  const main = join(directory, data.main);
  return existsSync(main) && realpathSync(main) === realpathSync(PROGRAM);
}
