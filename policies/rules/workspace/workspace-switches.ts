import type { PropertiesOf } from "../../resource-types";

/** Switches of a workspace's configuration, each with a value. The API takes and gives text. */
export type Switches = Readonly<Record<string, "true" | "false">>;

interface FoundSwitch {
  key: string;
  value: string;
  /** Of the property. */
  path: string;
}

/** The switches that the configuration sets to the given values, in whatever letter case. */
export const switchesSetTo = (
  wanted: Switches,
  { customConfig }: PropertiesOf<"databricks:index/workspaceConf:WorkspaceConf">,
): FoundSwitch[] =>
  Object.entries(wanted)
    .filter(([key, value]) => String(customConfig?.[key]).toLowerCase() === value)
    .map(([key, value]) => ({ key, value, path: `customConfig.${key}` }));
