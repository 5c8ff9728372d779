import { schemaOf } from "./load-project";
import type { Problem } from "./problem";
import { DEFAULTS_FILE, misnamedFilesIn, PROJECTS_DIRECTORY, projectFile, projectsIn } from "./project-files";
import { SourceFile } from "./source-file";
import { isRecord } from "./stack-file";

/**
 * What no project's own check can see: two projects that claim one schema, and files whose names make them nobody's.
 * Schemas are claimed for all environments: what is apart in dev and one in prod would surprise.
 */
export function rivalClaims(directory: string): Problem[] {
  const claims = projectsIn(directory).flatMap((project) => claimsOf(directory, project));
  return [
    ...claims.flatMap(({ project, schema, problem }, index) => {
      const earlier = claims.slice(0, index).find((other) => other.schema === schema && other.project !== project);
      return earlier
        ? [problem(`schema "${schema}" is ${earlier.project}'s already: set schema: to another name`)]
        : [];
    }),
    ...misnamedFilesIn(directory).map((name) => ({
      file: `${PROJECTS_DIRECTORY}/${name}`,
      message: `is no project's name: lower-case letters, digits and dashes, and .yaml, such as ${projectFile("flight-delay")} (or ${DEFAULTS_FILE})`,
    })),
  ];
}

interface Claim {
  project: string;
  schema: string;
  problem: (message: string) => Problem;
}

function claimsOf(directory: string, project: string): Claim[] {
  const file = SourceFile.read(directory, projectFile(project));
  const content = file?.syntaxProblems.length === 0 ? file.content() : undefined;
  if (!file || !isRecord(content)) return [];
  const { schema } = content;
  const own = typeof schema === "string" ? schema : schemaOf(project);
  const problem = (message: string): Problem => file.problemAt(file.has(["schema"]) ? ["schema"] : [], message);
  // The schema of the project's metrics is its own too.
  return [own, monitoringSchemaOf(own)].map((each) => ({ project, schema: each, problem }));
}

/** The schema that a project's monitors write their metrics to. */
export const monitoringSchemaOf = (schema: string): string => `${schema}_monitoring`;
