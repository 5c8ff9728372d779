import { z } from "zod";
import { StatementFailed, type Warehouse } from "./warehouse";
import type { WorkspaceRequests } from "./workspace-requests";

interface Dashboard {
  warehouse_id?: string;
  serialized_dashboard: string;
}

const parameterSchema = z.object({
  keyword: z.string(),
  dataType: z.string().optional(),
  defaultSelection: z
    .object({ values: z.object({ values: z.array(z.object({ value: z.string() })).default([]) }) })
    .optional(),
});

const datasetSchema = z.object({
  name: z.string(),
  query: z.string().optional(),
  queryLines: z.array(z.string()).default([]),
  catalog: z.string().optional(),
  schema: z.string().optional(),
  parameters: z.array(parameterSchema).default([]),
});

const widgetSchema = z.object({
  widget: z.object({
    queries: z.array(z.object({ query: z.object({ datasetName: z.string().optional() }).optional() })).default([]),
  }),
});

const definitionSchema = z.object({
  datasets: z.array(datasetSchema).default([]),
  pages: z
    .array(z.object({ displayName: z.string().default(""), layout: z.array(widgetSchema).default([]) }))
    .default([]),
});

/** A dashboard as a task refreshes it. */
export const dashboardOf = (workspace: WorkspaceRequests, id: string): Promise<Dashboard> =>
  workspace.ask<Dashboard>("GET", `/api/2.0/lakeview/dashboards/${encodeURIComponent(id)}`);

/**
 * Runs the queries of all datasets, and says page by page which of them failed, and how.
 * @returns as the Jobs API shows it.
 */
export async function refreshedPages(
  { serialized_dashboard: text }: Dashboard,
  warehouse: Warehouse,
): Promise<{ page_display_name: string; widget_error_details: { message: string }[] }[]> {
  const { datasets, pages } = definitionSchema.parse(JSON.parse(text));
  const errors = new Map<string, string>();
  for (const { name, query, queryLines, parameters, catalog, schema } of datasets) {
    try {
      await warehouse.run({
        text: query ?? queryLines.join(""),
        parameters: parameters.map(chosenValue),
        catalog,
        schema,
      });
    } catch (error) {
      if (!(error instanceof StatementFailed)) throw error;
      errors.set(name, error.message);
    }
  }
  return pages.map(({ displayName, layout }) => {
    const asked = layout.flatMap(({ widget }) => widget.queries.flatMap(({ query }) => query?.datasetName ?? []));
    const messages = [...new Set(asked)].flatMap((name) => errors.get(name) ?? []);
    return { page_display_name: displayName, widget_error_details: messages.map((message) => ({ message })) };
  });
}

/** What a viewer sees who has chosen nothing. */
const chosenValue = ({
  keyword,
  dataType,
  defaultSelection,
}: z.infer<typeof parameterSchema>): { name: string; type?: string; value?: string } => {
  const [chosen] = defaultSelection?.values.values ?? [];
  return {
    name: keyword,
    ...(dataType ? { type: TYPES[dataType] ?? dataType } : {}),
    ...(chosen ? { value: chosen.value } : {}),
  };
};

/** Of dashboards' parameters, in SQL's words. */
const TYPES: Readonly<Record<string, string>> = { INTEGER: "BIGINT", DATETIME: "TIMESTAMP" };
