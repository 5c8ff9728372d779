import { RESERVED_NAMES } from "../../../databricks/securables";
import { schemaOf } from "../names";
import type { Contradiction } from "./contradiction";
import type { SoundParts } from "./sound-parts";

/** What follows from the project's name. One that is said is looked at where it stands. */
export function schemaProblems({ saysSchema }: SoundParts, project: string): Contradiction[] {
  const schema = schemaOf(project);
  if (saysSchema || !RESERVED_NAMES.includes(schema)) return [];
  const message = `its schema would be called "${schema}", a name of the service's own: set schema: to another name`;
  return [{ path: ["schema"], message }];
}
