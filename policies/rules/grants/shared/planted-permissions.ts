import { add, type Change } from "../../../cases/planted";
import type { PropertiesOf } from "../../../resource-types";

const PERMISSIONS = "databricks:index/permissions:Permissions";

type Permissions = PropertiesOf<typeof PERMISSIONS>;

/** One more permissions list: on an object, as `{ jobId: "17" }`, with one entry. */
export const permission = (
  object: Omit<Permissions, "accessControls">,
  entry: Permissions["accessControls"][number],
  name = "more",
): Change => add(PERMISSIONS, name, { ...object, accessControls: [entry] });
