import type { Call } from "../../control-plane";
import { catalogDependents } from "../unity-catalog/dependents";
import type { DatabaseInstance } from "./instance";

/** A catalog that shows one database of an instance. */
export interface DatabaseCatalog {
  uid: string;
  workspaceId: number;
  instanceName: string;
  /** Tells the instance from a later one of its name. */
  instanceUid: string;
  databaseName: string;
}

/** By the catalog's name, and gone with that. */
export const databaseCatalogs = catalogDependents.collection<DatabaseCatalog>("databases.catalog");

/** What every instance begins with. */
const FIRST_DATABASE = "databricks_postgres";

/** The databases of an instance that are known of. */
export const databasesOf = ({ store }: Call, { uid }: DatabaseInstance): ReadonlySet<string> =>
  new Set([
    FIRST_DATABASE,
    ...store.list(databaseCatalogs).flatMap(({ value }) => (value.instanceUid === uid ? [value.databaseName] : [])),
  ]);
