import type { ProjectSettings } from "../../infra/config";

/** A column as the tables API takes it. */
interface Column {
  name: string;
  type: string;
}

/** Types of the columns whose names tell; others are text. */
const TYPES: Record<string, string> = { prediction: "double", predicted: "double", value: "double" };

/**
 * Leaves in a workspace what a project's pipelines would: its tables, and a Champion of each model. Nothing runs: it is made
 * through the API, as far as what is declared looks at it.
 */
export class PipelineResults {
  constructor(
    private readonly workspace: string,
    private readonly catalog: string,
    private readonly token: string,
  ) {}

  async leave(project: ProjectSettings): Promise<void> {
    for (const [table, columns] of Object.entries(tablesOf(project))) {
      const [schema = "", name = ""] = table.includes(".") ? table.split(".") : [project.schema, table];
      await this.schema(schema);
      await this.table(schema, name, columns);
    }
    for (const model of Object.keys(project.models)) await this.champion(`${this.catalog}.${project.schema}.${model}`);
  }

  /** Registers one more version, and makes it the Champion. @returns the version. */
  async champion(model: string): Promise<number> {
    const version = await this.registered(model);
    await this.alias(model, "Champion", version);
    return version;
  }

  /** Registers one more version, and makes it the Challenger of the Champion that there is. @returns the version. */
  async challenger(model: string): Promise<number> {
    const version = await this.registered(model);
    await this.alias(model, "Challenger", version);
    return version;
  }

  private async registered(model: string): Promise<number> {
    const api = "/api/2.0/mlflow/unity-catalog/model-versions";
    const created = await this.call("POST", `${api}/create`, { name: model, source: "dbfs:/Volumes/model" });
    const { version } = (created as { model_version: { version: string } }).model_version;
    await this.call("POST", `${api}/finalize`, { name: model, version });
    return Number(version);
  }

  private async alias(model: string, alias: string, version: number): Promise<void> {
    await this.call("PUT", `/api/2.1/unity-catalog/models/${model}/aliases/${alias}`, { version_num: version });
  }

  /** A place for files to arrive at, which is nobody's project. */
  async volume(schema: string, name: string): Promise<void> {
    await this.schema(schema);
    const volume = { catalog_name: this.catalog, schema_name: schema, name, volume_type: "MANAGED" };
    await this.call("POST", "/api/2.1/unity-catalog/volumes", volume);
  }

  /** @throws Error for every refusal, but that something is there already. */
  private async call(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${this.workspace}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok && !text.includes("ALREADY_EXISTS")) throw new Error(`${method} ${path}: ${text}`);
    return JSON.parse(text);
  }

  private async schema(name: string): Promise<void> {
    await this.call("POST", "/api/2.1/unity-catalog/schemas", { catalog_name: this.catalog, name });
  }

  private async table(schema: string, name: string, columns: Column[]): Promise<void> {
    await this.call("POST", "/api/2.1/unity-catalog/tables", {
      catalog_name: this.catalog,
      schema_name: schema,
      name,
      table_type: "MANAGED",
      data_source_format: "DELTA",
      storage_location: "",
      // Online copies follow changes.
      properties: { "delta.enableChangeDataFeed": "true" },
      columns: columns.map(({ name: column, type }, position) => ({
        name: column,
        type_text: type,
        type_name: type.toUpperCase(),
        type_json: JSON.stringify(type),
        position,
        nullable: true,
      })),
    });
  }
}

/** Every table that something of the project waits for, with the columns that are looked at. */
function tablesOf({ alerts, features, jobs, models, monitors, snapshots }: ProjectSettings): Record<string, Column[]> {
  const tables: Record<string, Map<string, string>> = {};
  const add = (table: string, ...columns: (string | undefined)[]): void => {
    const known = tables[table] ?? new Map<string, string>();
    tables[table] = known;
    for (const column of columns) if (column) known.set(column, TYPES[column] ?? "string");
  };
  const addTimestamp = (table: string, column: string | undefined): void => {
    add(table);
    if (column) tables[table]?.set(column, "timestamp");
  };
  for (const [table, { primaryKey, timestamp }] of Object.entries(features.tables)) {
    add(table, ...primaryKey);
    addTimestamp(table, timestamp);
  }
  for (const monitor of Object.values(monitors).filter(({ table }) => table !== "requests")) {
    add(
      monitor.table,
      ...Object.values(monitor.metrics).flatMap(({ columns }) => columns.filter((one) => one !== ":table")),
    );
    if (monitor.profile === "inferenceLog") {
      const labels = Object.values(models).map(({ label }) => label);
      add(monitor.table, monitor.prediction, monitor.modelVersion, monitor.label, ...labels);
    }
    addTimestamp(monitor.table, monitor.timestamp);
    if (monitor.baseline) add(monitor.baseline, monitor.prediction);
  }
  for (const { needs } of Object.values(alerts)) for (const table of needs) add(table, "value");
  for (const table of Object.keys(snapshots.tables)) add(table);
  const started = Object.values(models).flatMap(({ batch, training }) => [batch, training]);
  for (const { start } of [features, ...Object.values(jobs), ...started])
    for (const table of start.onTableUpdate ?? []) add(table);
  return Object.fromEntries(
    Object.entries(tables).map(([table, columns]) => [table, [...columns].map(([name, type]) => ({ name, type }))]),
  );
}
