import { existsSync, readFileSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { runStack } from "../../infra/program/run-stack";
import { surroundingsIn } from "../../infra/program/surroundings";
import { ProgramHost } from "../../infra/program-host/program-host";
import type { EngineContext } from "./engine-process";

/** The program that comes with this command. */
const PROGRAM = resolve(__dirname, "../../infra");

const projectSchema = z.object({ main: z.string(), runtime: z.object({ name: z.literal("nodejs") }) });

/**
 * Lets engines run the program in this process, where it is the one that comes with this command.
 * @returns undefined for another one: engines start it themselves.
 */
export async function openProgram({ directory, environment }: EngineContext): Promise<ProgramHost | undefined> {
  if (!runsOwnProgram(directory)) return undefined;
  const surroundings = surroundingsIn({ ...process.env, ...environment });
  return await ProgramHost.open((root) => runStack(root, surroundings));
}

/**
 * Whether the Pulumi project in `directory` runs the program that comes with this command, which this process can run by
 * itself. Another one is the engine's to start.
 */
function runsOwnProgram(directory: string): boolean {
  const { data } = projectSchema.safeParse(parse(readFileSync(join(directory, "Pulumi.yaml"), "utf8")));
  if (!data) return false;
  const main = join(directory, data.main);
  return existsSync(main) && realpathSync(main) === realpathSync(PROGRAM);
}
