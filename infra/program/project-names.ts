import { endpointName, metricsTable, requestsPrefix, requestsTable, snapshotIdentityOf } from "../config";

/** What the names of a project's objects in an environment are made of. */
export interface ProjectNameParts {
  /** Begins names that the whole account shares. */
  prefix: string;
  environment: string;
  /** The project's name: `flight-delay`. */
  project: string;
}

/** Names of a project's objects. A model that is called as the project is adds nothing to a name. */
export function projectNames({ environment, prefix, project }: ProjectNameParts) {
  return {
    /** Of the run identity, which the whole account sees. */
    runner: `${prefix}-${environment}-${project}`,
    /** Of the identity that takes snapshots, which the whole account sees. */
    snapshotIdentity: `${prefix}-${environment}-${snapshotIdentityOf(project)}`,
    /** What a model's resources are called in the stack: nothing for the model that the project is called after. */
    suffix: (model: string): string => {
      const kebab = model.replaceAll("_", "-");
      return kebab === project ? "" : `-${kebab}`;
    },
    job: (kind: string): string => `${project}-${kind}`,
    modelJob: (model: string, kind: string): string => `${endpointName(project, model)}-${kind}`,
    endpoint: (model: string): string => endpointName(project, model),
    requestsPrefix,
    requestsTable,
    metricsTable,
    onlineStore: `${environment}-${project}`,
    /** Of the copy of a feature table. */
    onlineTable: (table: string): string => `${table}_online`,
  };
}

export type ProjectNames = ReturnType<typeof projectNames>;
