import type { StackPart } from "./stack-part";

/** `@Resource[Microsoft.Storage/storageAccounts/blobServices/containers/blobs:path] StringLike '…'` */
const PATH_CLAUSE =
  /blobs:path\]\s*(?:ForAny\w+:)?String(Not)?(Equals|StartsWith|Like)(?:IgnoreCase)?\s*\{?\s*((?:'[^']*'[\s,]*)+)/gi;

/** Which files a condition leaves. */
interface BlobPath {
  operator: string;
  value: string;
  /** Whether it leaves all but these. */
  excluded: boolean;
}

/** The paths that a condition on files names (Azure: "Actions and attributes for Azure role assignment conditions"). */
export function blobPathsIn(condition: string): BlobPath[] {
  return [...condition.matchAll(PATH_CLAUSE)].flatMap(([, not, operator = "", values = ""]) =>
    [...values.matchAll(/'([^']*)'/g)].map(([, value = ""]) => ({
      operator: operator.toLowerCase(),
      value,
      excluded: not !== undefined,
    })),
  );
}

/** Where Pulumi keeps a stack's state in a container (Pulumi: "Managing state and backend options"). */
export function stateFileOf({ name, resources }: StackPart): string {
  const project = resources[0]?.urn.split("::")[1] ?? "";
  return `.pulumi/stacks/${project}/${name}.json`;
}

/** Whether paths that a condition names leave a file. */
export const includesFile = (paths: readonly BlobPath[], file: string): boolean =>
  paths.some((path) => !path.excluded && matches(path, file)) &&
  !paths.some((path) => path.excluded && matches(path, file));

function matches({ operator, value }: BlobPath, file: string): boolean {
  if (operator === "equals") return value === file;
  if (operator === "startswith") return file.startsWith(value);
  const pattern = value
    .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${pattern}$`).test(file);
}
