import type { Call, JsonObject } from "../../control-plane";
import type { ArmId } from "./arm-id";
import type { ArmResource, ArmResources } from "./resources";

/** A resource that is about to be created or updated. */
export interface Draft {
  id: ArmId;
  /** What ARM will keep: the request's body without what is read-only. To be completed in place. */
  body: JsonObject;
  /** `body.properties`, always there. */
  properties: JsonObject;
  /** As it is now; undefined when it is being created. */
  existing: ArmResource | undefined;
  /** To be kept and never answered. */
  hidden: JsonObject;
  /** How it was asked for. */
  request: { apiVersion: string };
  call: Call;
  resources: ArmResources;
}

/** What one request deletes. */
export interface Deletion {
  /** The id that the request names. */
  root: string;
  /** Whether a resource goes with it. */
  includes(other: ArmResource): boolean;
}

/** What is particular to one resource type; everything else, `arm-behaviours.ts` does for all. */
export interface ResourceKind {
  /** For example `Microsoft.Network/virtualNetworks`. */
  type: string;
  /** The catalogue's client: the part of its operation ids before the method. */
  client: string;
  /** How long Azure takes to make one, in milliseconds. Default: it is there at once. */
  provisioning?: number;
  /** It is nowhere in particular: its location is `global`. Default: false. */
  global?: boolean;
  /** What conditions of role assignments can ask about it, by attribute. Default: nothing. */
  attributes?(properties: JsonObject, call: Call): Record<string, string>;
  /** Refuses what the service refuses, and fills in what it fills in. */
  prepare?(draft: Draft): void;
  /** After it has been written: what comes to exist or changes with it. */
  written?(resource: ArmResource, draft: Draft): void;
  /** What GET answers: its body and what follows from other resources. Default: its body. */
  view?(resource: ArmResource, resources: ArmResources): JsonObject;
  /** Refuses to delete what others need. */
  requireUnused?(resource: ArmResource, resources: ArmResources, deletion: Deletion): void;
  /** What goes with it, besides what is in or on it. @param inside what was in or on it. */
  deleted?(resource: ArmResource, inside: ArmResource[], call: Call, resources: ArmResources): void;
}
