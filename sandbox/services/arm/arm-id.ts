import { ApiError } from "../../control-plane";

/** What an ARM resource id says. */
export interface ArmId {
  /** The id in the spelling of whoever made the resource. */
  text: string;
  subscriptionId: string;
  /** Absent for the subscription and what is directly on it. */
  resourceGroup?: string;
  /** For example `Microsoft.Network/virtualNetworks/subnets`. */
  type: string;
  /** The resource's own name. */
  name: string;
  /** What it is in or on: the resource above it, its resource group, or its subscription. */
  parent?: string;
  /** What stands before the last `/providers/`: for an extension resource, what it is attached to. */
  scope: string;
}

export const SUBSCRIPTION = "Microsoft.Resources/subscriptions";
export const RESOURCE_GROUP = "Microsoft.Resources/resourceGroups";

/**
 * Reads the id of a subscription, a resource group, a resource, or an extension of any of them.
 * @throws ApiError InvalidResourceId
 */
export function parseArmId(text: string): ArmId {
  const segments = text.split("/").slice(1);
  const [subscriptions = "", subscriptionId = "", groups = "", resourceGroup = ""] = segments;
  const invalid = (): ApiError => new ApiError(400, "InvalidResourceId", `The resource id '${text}' is malformed.`);
  if (
    subscriptions.toLowerCase() !== "subscriptions" ||
    subscriptionId === "" ||
    segments.some((part) => part === "")
  ) {
    throw invalid();
  }
  const subscription = `/subscriptions/${subscriptionId}`;
  const inGroup = groups.toLowerCase() === "resourcegroups" && resourceGroup !== "";
  const providers = segments.findLastIndex((segment) => segment.toLowerCase() === "providers");
  const scope = providers < 0 ? "" : `/${segments.slice(0, providers).join("/")}`;
  const group = inGroup ? { resourceGroup } : {};
  if (providers < 0) {
    if (segments.length === 2) return { text, subscriptionId, type: SUBSCRIPTION, name: subscriptionId, scope };
    if (!inGroup || segments.length !== 4) throw invalid();
    return { text, subscriptionId, ...group, type: RESOURCE_GROUP, name: resourceGroup, parent: subscription, scope };
  }
  const [namespace = "", ...path] = segments.slice(providers + 1);
  if (path.length === 0 || path.length % 2 === 1) throw invalid();
  const types = path.filter((_, index) => index % 2 === 0);
  const parent = path.length > 2 ? `/${segments.slice(0, -2).join("/")}` : scope;
  return {
    text,
    subscriptionId,
    ...group,
    type: [namespace, ...types].join("/"),
    name: path.at(-1) ?? "",
    parent,
    scope,
  };
}

/** ARM's ids are the same in any case. */
export const keyOf = (id: string): string => id.toLowerCase();

export const sameId = (a: string, b: string): boolean => keyOf(a) === keyOf(b);

/** Whether `id` is `scope` or something in or on it. */
export const isWithin = (id: string, scope: string): boolean =>
  sameId(id, scope) || keyOf(id).startsWith(`${keyOf(scope).replace(/\/$/, "")}/`);
