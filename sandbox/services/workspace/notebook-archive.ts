import { z } from "zod";
import { invalidParameter } from "../../control-plane";
import { commandsOf, sourceOfCommands } from "./notebook-conversion";
import type { NotebookLanguage } from "./tree";
import { unzipped, type ZipEntry, ZipError, zipped } from "./zip-archive";

/** A notebook in an archive, by its path there, without an extension. */
export interface ArchivedNotebook {
  path: string;
  language: NotebookLanguage;
  source: Buffer;
}

/** What the service takes. */
const LIMIT_BYTES = 50 * 1024 * 1024;
const LANGUAGES: Readonly<Record<NotebookLanguage, string>> = { PYTHON: "python", R: "r", SCALA: "scala", SQL: "sql" };

/** As a Databricks archive: a ZIP archive with a JSON document for each notebook, whose extension says its language. */
export function archived(notebooks: readonly ArchivedNotebook[]): Buffer {
  return zipped(
    notebooks.map(({ path, language, source }): ZipEntry => {
      const name = path.slice(path.lastIndexOf("/") + 1);
      const commands = commandsOf(source, language).map((command, index) => ({
        version: "CommandV1",
        subtype: "command",
        commandType: "auto",
        position: index + 1,
        command,
      }));
      const document = { version: "NotebookV1", name, language: LANGUAGES[language], commands, dashboards: [] };
      return { path: `${path}.${LANGUAGES[language]}`, bytes: Buffer.from(JSON.stringify(document)) };
    }),
  );
}

const documentSchema = z.object({
  version: z.literal("NotebookV1"),
  commands: z.array(z.object({ command: z.string().default(""), position: z.number().default(0) })),
});

/** The notebooks in a Databricks archive. @throws ApiError 400 for what is none. */
export function notebooksIn(archive: Buffer): ArchivedNotebook[] {
  return entriesOf(archive).flatMap((entry) => notebookIn(entry) ?? []);
}

function entriesOf(archive: Buffer): ZipEntry[] {
  try {
    return unzipped(archive, LIMIT_BYTES);
  } catch (error) {
    if (error instanceof ZipError) throw invalidParameter(`The content is no DBC archive: ${error.message}.`);
    throw error;
  }
}

/** Other files, such as the manifest, are no notebooks. */
function notebookIn({ path, bytes }: ZipEntry): ArchivedNotebook | undefined {
  const known = Object.entries(LANGUAGES) as [NotebookLanguage, string][];
  const [language, extension] = known.find(([, each]) => path.endsWith(`.${each}`)) ?? [];
  if (!language || !extension) return undefined;
  const { commands } = documentOf(path, bytes);
  const ordered = [...commands].sort((one, other) => one.position - other.position).map(({ command }) => command);
  return { path: path.slice(0, -extension.length - 1), language, source: sourceOfCommands(ordered, language) };
}

function documentOf(path: string, bytes: Buffer): z.infer<typeof documentSchema> {
  try {
    return documentSchema.parse(JSON.parse(bytes.toString()));
  } catch {
    throw invalidParameter(`The content is no DBC archive: ${path} in it is no notebook.`);
  }
}
