import { merge } from "../loading/project-layers";
import type { ProjectInput } from "../schema/project/project";
import { isRecord } from "../yaml/stack-file";

/** One way in which a project may differ from a shipped one. */
export interface ProjectVariation {
  /** What is different, in a few words. */
  name: string;
  /** The shipped project that is changed. */
  project: "flight-delay" | "diabetes-progression";
  /** What its file says otherwise; merged as an environment's part is, so that null takes away. */
  change: Part<ProjectInput>;
  /** Files that the checkout must have, with any content. */
  files?: readonly string[];
  /** The variation of the environment's settings, by name, that it needs. */
  environment?: string;
}

type Part<Whole> = Whole extends readonly unknown[]
  ? Whole
  : Whole extends object
    ? { [Key in keyof Whole]?: Part<Whole[Key]> | null }
    : Whole;

/** What the varied project's file holds, to be written as YAML. @param shipped What the shipped file holds. */
export const variedProject = (shipped: unknown, { change }: ProjectVariation): Record<string, unknown> =>
  merge(isRecord(shipped) ? shipped : {}, change);
