import { type SettingsDirectory, SettingsFiles } from "../../infra/config";
import { Estate, type Properties } from "../../infra/declaration";
import type { Rule } from "../../policies/rule";
import { type Judgement, judgementOf } from "./judgement";

/** A part of the work: stacks to declare and to judge. */
export interface Share {
  stacks: readonly string[];
  /** The outputs of stacks that are declared already, by name. */
  outputs: ReadonlyMap<string, Properties>;
}

/** Does a share. Stacks that the wanted ones read are judged, too, where their outputs are not known. */
export async function judgementsOf(
  { outputs, stacks }: Share,
  directory: SettingsDirectory,
  rules: readonly Rule[],
): Promise<Judgement[]> {
  const judgements: Judgement[] = [];
  const estate = new Estate(SettingsFiles.in(directory), outputs);
  for await (const declaration of estate.declare(stacks)) judgements.push(await judgementOf(declaration, rules));
  return judgements;
}
