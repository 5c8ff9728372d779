import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSeed, SHIPPED_SEED } from "../../sandbox/seed-file";
import type { Estate } from "../../test/harness/estate";
import type { Engine } from "../engines/engine";
import { terraformEngine } from "../engines/terraform-engine";
import { operatorOf } from "../measure/control-plane-use";
import { measure } from "../measure/measured-process";
import { takeResources } from "../projects/take-resources";
import type { Contender } from "./contender";

/** Has Terraform deploy a project's resources in place of the project's own stack, and does something with that. */
export async function withTerraform<Result>(
  estate: Estate,
  stack: string,
  work: (terraform: Contender) => Promise<Result>,
): Promise<Result> {
  const input = await takeResources(estate, stack);
  const directory = mkdtempSync(join(tmpdir(), "lakestage-bench-"));
  let engine: Engine | undefined;
  try {
    engine = await terraformEngine(input, directory, await estate.token(readSeed(SHIPPED_SEED).deployer));
    const { preview, up } = engine.commands;
    await measure(up);
    // As Pulumi's, it believes its state, and reads nothing of what is there.
    const commands = { preview: [preview], up: [{ ...up, args: [...up.args, "-refresh=false"] }] };
    return await work({ way: "Terraform", commands, operator: await operatorOf(estate) });
  } finally {
    engine?.dispose();
    rmSync(directory, { recursive: true, force: true });
  }
}
