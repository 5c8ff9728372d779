import { type Change, edit } from "../../../cases/planted";

export const CONFIGURATION = "databricks:index/workspaceConf:WorkspaceConf";
/** The one that each shipped environment declares. */
export const SHIPPED = "workspace-settings-configuration";

/** The shipped configuration with other values; `undefined` takes a switch away. */
export const reconfigured = (switches: Record<string, string | undefined>): Change =>
  edit(CONFIGURATION, SHIPPED, (inputs) => {
    inputs.customConfig = Object.fromEntries(
      Object.entries({ ...inputs.customConfig, ...switches }).filter(([, value]) => value !== undefined),
    );
  });
