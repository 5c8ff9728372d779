import type { HostedProvider } from "../../sandbox/azure-native/plugin";
import type { Deployment } from "../engine/deployment";
import type { EngineContext } from "../engine/engine-process";

/** Where stacks are deployed, and how the engine gets there. */
export interface Target {
  name: "sandbox" | "cloud";
  engine: EngineContext;
  /** Opens the provider that stands in for azure-native here. Absent where the official one is used. */
  provider?(): Promise<HostedProvider>;
  /** Makes the stack known to the engine's backend where the target allows that. */
  ensureStack(stack: string): Promise<void>;
  /** The stack's state as the engine last saved it; undefined for a stack that does not exist. */
  deployment(stack: string): Promise<Deployment | undefined>;
  /** Puts an edited state in the place of the saved one. */
  replaceDeployment(stack: string, deployment: Deployment): Promise<void>;
  /** Removes what a killed engine left in the way of the next one. */
  clearStaleLock(stack: string): Promise<void>;
  /**
   * Looks at the engine itself when it failed without a reason: what is wrong with it, and what to do; undefined where
   * nothing is.
   */
  engineFault(): Promise<string | undefined>;
  /**
   * Deletes a resource group with all that is in it, if it is there.
   * @param id ARM resource id.
   */
  deleteResourceGroup(id: string): Promise<void>;
  /** A bearer token for a Databricks host, for look-ups; undefined where there is none to be had. */
  databricksToken(): Promise<string | undefined>;
}
