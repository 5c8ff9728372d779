import type { HostedProvider } from "../../sandbox/azure-native/plugin";
import type { Deployment } from "../engine/deployment";
import type { EngineContext } from "../engine/engine-process";

/** A resource group of Azure's, with all that is in it. */
export interface ResourceGroup {
  /** ARM resource id. */
  id: string;
  /** It is only meant where this resource has it for itself. Default: whoever has it. */
  managedBy?: string;
}

/** Azure is not strict about the case of ids. */
export const sameId = (one: unknown, other: string): boolean =>
  typeof one === "string" && one.toLowerCase() === other.toLowerCase();

/** What the owner of a resource decides of somebody's private endpoint, as ARM shows it. */
export interface Connection {
  id: string;
  properties: { privateEndpoint?: { id?: string }; privateLinkServiceConnectionState?: { status?: string } };
}

/** What is said beside an approval. */
export const APPROVAL = "Serverless compute of Azure Databricks, asked for by Lakestage";

/** Those that wait, of the endpoints with these names. */
export const pendingOf = (connections: readonly Connection[], endpoints: readonly string[]): Connection[] =>
  connections.filter(
    ({ properties: { privateEndpoint, privateLinkServiceConnectionState } }) =>
      privateLinkServiceConnectionState?.status === "Pending" &&
      endpoints.includes(privateEndpoint?.id?.split("/").at(-1) ?? ""),
  );

/** The states of stacks where they are kept. */
export interface StackStates {
  name: "sandbox" | "cloud";
  /** Of every stack that there is, whether or not the checkout has a file for it, and whether or not it has resources. */
  stackNames(): Promise<string[]>;
  /** The stack's state as the engine last saved it; undefined for a stack that does not exist. */
  deployment(stack: string): Promise<Deployment | undefined>;
}

/** What a command that is advised needs behind it, to be about the same place. */
export const atTarget = ({ name }: Pick<StackStates, "name">): string => (name === "cloud" ? " --target cloud" : "");

/** Where stacks are deployed, and how the engine gets there. */
export interface Target extends StackStates {
  engine: EngineContext;
  /** Opens the provider that stands in for azure-native here. Absent where the official one is used. */
  provider?(): Promise<HostedProvider>;
  /** Makes the stack known to the engine's backend where the target allows that. */
  ensureStack(stack: string): Promise<void>;
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
   * What to say when the place itself is gone while stacks are under way, which makes waiting for it useless; undefined while
   * it is there. Absent where it does not go.
   */
  lost?(): string | undefined;
  /** @returns whether there was one to delete. @throws Error in Azure's words. */
  deleteResourceGroup(group: ResourceGroup): Promise<boolean>;
  /**
   * Approves what waits for that at a resource, of the private endpoints with these names.
   * @param resource ARM resource id.
   * @returns how many there were. @throws Error in Azure's words.
   */
  approveConnections(resource: string, endpoints: readonly string[]): Promise<number>;
  /** A bearer token for a Databricks host, for look-ups; undefined where there is none to be had. */
  databricksToken(): Promise<string | undefined>;
}
