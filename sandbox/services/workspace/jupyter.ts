import { z } from "zod";
import { invalidParameter, ownMember, parseCallerJson } from "../../control-plane";
import type { NotebookLanguage } from "./tree";

/** Of a Jupyter document, what tells its language. */
const documentSchema = z.object({
  cells: z.array(z.unknown()),
  metadata: z
    .object({
      language_info: z.object({ name: z.string() }).optional(),
      kernelspec: z.object({ language: z.string().optional() }).optional(),
    })
    .optional(),
});

const LANGUAGES: Readonly<Record<string, NotebookLanguage>> = { python: "PYTHON", r: "R", scala: "SCALA", sql: "SQL" };

/**
 * The language of a Jupyter document; Python where it does not say.
 * @throws ApiError 400 for what is no such document.
 */
export function jupyterLanguage(bytes: Buffer): NotebookLanguage {
  const { metadata } = parsed(bytes);
  const name = metadata?.language_info?.name ?? metadata?.kernelspec?.language ?? "python";
  const language = ownMember(LANGUAGES, name.toLowerCase());
  if (!language)
    throw invalidParameter(`A notebook in ${name} can not be imported: it must be Python, R, Scala or SQL.`);
  return language;
}

function parsed(bytes: Buffer): z.infer<typeof documentSchema> {
  try {
    return documentSchema.parse(parseCallerJson(bytes.toString()));
  } catch {
    throw invalidParameter("The content is not a Jupyter notebook: expected JSON with a list of cells.");
  }
}
