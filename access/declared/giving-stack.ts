import type { DeclaredResource, DeclaredStack } from "../../infra/declaration";

/** A stack with all that gives somebody anything: as its program declares it, or as it was last deployed. */
export interface GivingStack extends Pick<DeclaredStack, "name" | "kind" | "outputs"> {
  settings: {
    /** Of the environment. */
    name: string;
    environment: Pick<DeclaredStack["settings"]["environment"], "stage">;
    metastore: Pick<DeclaredStack["settings"]["metastore"], "id">;
  };
  /** Of the ML project that it holds, if it does. */
  project?: { name: string };
  resources: readonly GivingResource[];
}

/** What is looked at of a resource. */
export type GivingResource = Pick<DeclaredResource, "urn" | "type" | "name" | "id" | "inputs" | "outputs" | "parent">;
