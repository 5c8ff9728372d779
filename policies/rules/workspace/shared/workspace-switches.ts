import type { PropertiesOf } from "../../../resource-types";
import type { PolicyResource, PolicyStack, ReportOnStack, RuleContext } from "../../../rule";

const CONFIGURATION = "databricks:index/workspaceConf:WorkspaceConf";

/** Types that say what a workspace is told. */
export const CONFIGURED = [CONFIGURATION] as const;

type ConfiguredStack = PolicyStack<(typeof CONFIGURED)[number]>;

/** Switches of a workspace's configuration, each with a value. The API takes and gives text. */
export type Switches = Readonly<Record<string, "true" | "false">>;

interface FoundSwitch {
  key: string;
  value: string;
  /** Of the property. */
  path: string;
}

/** The switches that the configuration sets to the given values, in whatever letter case. */
export const switchesSetTo = (wanted: Switches, { customConfig }: PropertiesOf<typeof CONFIGURATION>): FoundSwitch[] =>
  Object.entries(wanted)
    .filter(([key, value]) => String(customConfig?.[key]).toLowerCase() === value)
    .map(([key, value]) => ({ key, value, path: pathOf(key) }));

/** What the stack tells its workspace; undefined for a stack that has no say in it, such as a project's. */
export function toldWorkspace(stack: ConfiguredStack, { kind }: RuleContext): Told | undefined {
  if (kind !== "environment") return undefined;
  // Another rule sees to it that there is one at most.
  const [configuration] = stack.ofType(CONFIGURATION);
  return {
    configuration,
    value: (key) => {
      const value: unknown = configuration?.props.customConfig?.[key];
      return value === undefined ? undefined : String(value).toLowerCase();
    },
  };
}

interface Told {
  /** Undefined where the workspace is told nothing. */
  configuration: PolicyResource | undefined;
  /** Of a key, in lower case; undefined where Databricks decides. */
  value: (key: string) => string | undefined;
}

/** Reports each switch that the stack's workspace is not told to set to the value that is wanted. */
export function requireSwitches(
  wanted: Switches,
  stack: ConfiguredStack,
  report: ReportOnStack,
  context: RuleContext,
): void {
  const told = toldWorkspace(stack, context);
  if (!told) return;
  for (const [key, value] of Object.entries(wanted)) {
    const found = told.value(key);
    if (found === value) continue;
    const message = found === undefined ? `${key} is not set, and Databricks decides` : `${key} is ${found}`;
    report(message, told.configuration, pathOf(key));
  }
}

/** Of a key, in the configuration's resource. */
export const pathOf = (key: string): string => `customConfig.${key}`;
