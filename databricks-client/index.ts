/** A client of Databricks' HTTP APIs, for what no resource of the Pulumi program reads or changes. */
export { DatabricksClient } from "./databricks-client";
export { DatabricksError, type Refusal } from "./databricks-error";
export { objectOf, textOf, textsOf, type Values, valuesOf } from "./values";
export { type WorkspaceBinding, WorkspaceBindings } from "./workspace-bindings";
