import { ALWAYS, resourceRule } from "../../rule";
import { inferenceTableOf } from "./shared/endpoint-parts";

type Endpoint = Parameters<typeof inferenceTableOf>[0];

/** Tables that an endpoint's traces, logs and metrics go to, by their place in its telemetry. */
const telemetryTables = ({ telemetryConfig }: Endpoint): [place: string, name: string][] => [
  // An engine shows, beside the names, which of them the provider has chosen.
  ...Object.entries(telemetryConfig?.tableNames ?? {}).flatMap(([key, name]): [string, string][] =>
    typeof name === "string" ? [[`tableNames.${key}`, name]] : [],
  ),
  ...(telemetryConfig?.inferenceTableConfig?.name
    ? [["inferenceTableConfig.name", telemetryConfig.inferenceTableConfig.name] as [string, string]]
    : []),
];

export const rule = resourceRule({
  id: "LSSERV016",
  title: "Requests are kept in the environment's own catalog",
  why: `What was asked and answered is as confidential as the data that it came from. In another environment's catalog it is read
by those who work there, and mixes tests with what customers asked.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Set `aiGateway.inferenceTableConfig.catalogName` to the environment's catalog.",
  example: `inferenceTableConfig: { enabled: true, catalogName: "prod", schemaName: "flight_delay", tableNamePrefix: "requests" }`,
  types: ["databricks:index/modelServing:ModelServing"],
  check({ props }, report, { settings }) {
    const table = inferenceTableOf(props);
    const own = settings.unityCatalog.catalog ?? settings.name;
    if (table && table.catalog !== own) {
      report(`requests are kept in ${table.catalog}, not in ${own}`, `${table.path}.catalogName`);
    }
    for (const [key, name] of telemetryTables(props)) {
      if (!name.startsWith(`${own}.`)) report(`what it tells of itself is kept in ${name}`, `telemetryConfig.${key}`);
    }
  },
});
