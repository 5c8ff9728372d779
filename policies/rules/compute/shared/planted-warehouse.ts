import { type Change, set, type Writable } from "../../../cases/planted";
import type { PropertiesOf } from "../../../resource-types";

const WAREHOUSE = "databricks:index/sqlEndpoint:SqlEndpoint";

/** The declared warehouse of an environment with other values. */
export const warehouse = (values: Partial<Writable<PropertiesOf<typeof WAREHOUSE>>>): Change =>
  set(WAREHOUSE, "sql-warehouse", values);
