import { ApiError, type Call } from "../../control-plane";
import { type ServingEndpoint, servingEndpoints } from "./endpoint";
import type { EndpointConfig } from "./endpoint-config";
import { unreachableModel } from "./model-storage";
import { madePayloadTable } from "./payload-tables";

/** How long it takes to bring a configuration up, in milliseconds: long enough to be seen, short enough to wait for. */
const DURATION = 200;

/** The endpoint as it is now. @throws ApiError 404 */
export function presentEndpoint(call: Call, name: string): ServingEndpoint {
  return brought(call, servingEndpoints.existing(call, name));
}

/** The endpoint with a new configuration on its way; the one that serves goes on meanwhile. */
export function withRollout(call: Call, endpoint: ServingEndpoint, config: EndpointConfig): ServingEndpoint {
  return { ...endpoint, rollout: { config, startedAt: call.store.now() } };
}

/** @throws ApiError 409 while a configuration is on its way: the service takes one at a time. */
export function requireNoRollout({ name, rollout }: ServingEndpoint): void {
  if (!rollout || rollout.failure !== undefined) return;
  throw new ApiError(
    409,
    "RESOURCE_CONFLICT",
    `Endpoint '${name}' is currently being updated: wait until its state.config_update is NOT_UPDATING.`,
  );
}

/**
 * Takes over a configuration whose time has come, or gives it up, which leaves what serves as it is. Nothing runs between requests, so this is done, and its table made,
 * by the first request that looks.
 */
export function brought(call: Call, endpoint: ServingEndpoint): ServingEndpoint {
  const { rollout, ...rest } = endpoint;
  let present = endpoint;
  if (rollout && rollout.failure === undefined && call.store.now() - rollout.startedAt >= DURATION) {
    const failure = unreachableModel(call, rollout.config.entities);
    present =
      failure === undefined ? { ...rest, serving: rollout.config } : { ...rest, rollout: { ...rollout, failure } };
  }
  const { payloadTable } = present;
  if (present.serving && !present.rollout && payloadTable?.status === "PENDING") {
    present = { ...present, payloadTable: madePayloadTable(call, present, payloadTable) };
  }
  return present === endpoint ? endpoint : servingEndpoints.put(call, present.name, present);
}
