import type { Estate } from "../../test/harness/estate";
import type { EngineVariables } from "../measure/pulumi-command";
import { type PreviewPhases, watchPreview } from "./watched-preview";

/** Where the time goes from `pulumi preview` to the first resource, in seconds, one phase after the other. */
export interface ProgramStart extends Pick<PreviewPhases, "engine" | "sdk" | "stack" | "loading" | "settings"> {
  total: number;
}

/** Previews one environment's stack and watches its program start. */
export async function measureProgramStart(estate: Estate, stack: string, runs: number): Promise<ProgramStart[]> {
  const surroundings = { engine: await estate.json<EngineVariables>("env") };
  const results: ProgramStart[] = [];
  for (let run = 0; run < runs; run++) {
    const { engine, sdk, stack: connected, loading, settings } = (await watchPreview(stack, surroundings)).phases;
    const total = engine + sdk + connected + loading + settings;
    results.push({ engine, sdk, stack: connected, loading, settings, total });
  }
  return results;
}
