import { managedIdentity } from "../managed-identity";
import type { ResourceKind } from "../resource-kind";

/** The identity as which Unity Catalog reaches storage. */
export const accessConnector: ResourceKind = {
  type: "Microsoft.Databricks/accessConnectors",
  client: "armdatabricks.AccessConnectors",
  prepare(draft) {
    draft.body.identity = managedIdentity(draft);
  },
};
