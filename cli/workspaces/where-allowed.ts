import { DatabricksError } from "../../databricks-client";

/** Nothing where the caller may not look, or where there is no such thing (any more). */
export async function whereAllowed<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof DatabricksError && [400, 403, 404, 501].includes(error.status ?? 0)) return undefined;
    throw error;
  }
}
