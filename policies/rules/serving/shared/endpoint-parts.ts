import type { PropertiesOf } from "../../../resource-types";

export type Endpoint = PropertiesOf<"databricks:index/modelServing:ModelServing">;
type Config = NonNullable<Endpoint["config"]>;
type Entity = NonNullable<Config["servedEntities"]>[number];
type OldModel = NonNullable<Config["servedModels"]>[number];

/** What answers requests, under the present form or the old one. */
export interface Served {
  /** `config.servedEntities[1]` */
  path: string;
  entity: Entity | OldModel;
}

/** All that an endpoint serves. */
export const servedBy = ({ config }: Endpoint): Served[] => [
  ...(config?.servedEntities ?? []).map((entity, index) => ({ path: `config.servedEntities[${index}]`, entity })),
  ...(config?.servedModels ?? []).map((entity, index) => ({ path: `config.servedModels[${index}]`, entity })),
];

export const modelOf = (entity: Entity | OldModel): string =>
  ("modelName" in entity ? entity.modelName : "entityName" in entity ? entity.entityName : undefined) ?? "";

export const versionOf = (entity: Entity | OldModel): string =>
  ("modelVersion" in entity ? entity.modelVersion : "entityVersion" in entity ? entity.entityVersion : undefined) ?? "";

/** A model elsewhere that requests are passed on to. */
export const externalModelOf = (entity: Entity | OldModel) =>
  "externalModel" in entity ? entity.externalModel : undefined;

/** Whether it is a large general model, with no version of ours: another provider's, or one of Databricks' own. */
export const isFoundationModel = (entity: Entity | OldModel): boolean =>
  Boolean(externalModelOf(entity)) ||
  modelOf(entity).startsWith("system.ai.") ||
  Boolean(entity.provisionedModelUnits || entity.maxProvisionedThroughput);

/** The table that requests and answers are written to. */
export interface InferenceTable {
  catalog: string;
  schema: string;
  /** `catalog.schema.prefix_payload` */
  fullName: string;
  /** Path of the setting. */
  path: string;
}

/** Where requests and answers are kept; undefined where they are not. */
export function inferenceTableOf({ aiGateway, config }: Endpoint): InferenceTable | undefined {
  const places = [
    { path: "aiGateway.inferenceTableConfig", table: aiGateway?.inferenceTableConfig },
    { path: "config.autoCaptureConfig", table: config?.autoCaptureConfig },
  ];
  for (const { path, table } of places) {
    // The old form is on unless it says no; the present one is off unless it says yes.
    const on = table && (path.startsWith("aiGateway") ? table.enabled : table.enabled !== false);
    if (!on || !table.catalogName || !table.schemaName) continue;
    const { catalogName: catalog, schemaName: schema, tableNamePrefix } = table;
    return { path, catalog, schema, fullName: `${catalog}.${schema}.${tableNamePrefix ?? ""}_payload` };
  }
  return undefined;
}
