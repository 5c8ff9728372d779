import { invalidParameter } from "../../control-plane";
import type { AiGateway } from "./ai-gateway";
import type { EmailNotifications, EndpointSettings, EndpointTag, RateLimit } from "./endpoint";
import type { EntityKind } from "./served-entity";

const MAIL_ADDRESS = /^[^\s@]+@[^\s@]+$/;

/** @throws ApiError 400 for tags without a key, or with the same. */
export function requireTags(tags: EndpointTag[]): void {
  const keys = tags.map(({ key }) => key);
  if (keys.includes("")) throw invalidParameter("Each tag of an endpoint needs a key.");
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw invalidParameter(`Tag '${twice}' is given more than once.`);
}

/** @throws ApiError 400 for what no mail can be sent to. */
export function requireNotifications(notifications: EmailNotifications | undefined): void {
  const addresses = [...(notifications?.on_update_success ?? []), ...(notifications?.on_update_failure ?? [])];
  const wrong = addresses.find((address) => !MAIL_ADDRESS.test(address));
  if (wrong !== undefined) throw invalidParameter(`email_notifications has '${wrong}', which is no e-mail address.`);
}

/** @throws ApiError 400 for a share of requests that is none. */
export function requireTelemetry(telemetry: EndpointSettings["telemetry_config"]): void {
  const fraction = telemetry?.inference_table_config?.sampling_fraction;
  if (fraction !== undefined && !(fraction >= 0 && fraction <= 1)) {
    throw invalidParameter(
      `telemetry_config.inference_table_config.sampling_fraction must be from 0 to 1, got ${fraction}.`,
    );
  }
}

/** @throws ApiError 400 for limits of the older kind that the endpoint cannot have. */
export function requireRateLimits(limits: RateLimit[], kind: EntityKind | undefined, gateway?: AiGateway): void {
  if (limits.length === 0) return;
  if (kind === "custom") {
    throw invalidParameter("rate_limits are not supported for custom models: use ai_gateway.rate_limits.");
  }
  if (gateway?.rate_limits?.length)
    throw invalidParameter("Only one of rate_limits and ai_gateway.rate_limits can be set.");
  const keys = limits.map(({ key = "endpoint" }) => key);
  if (new Set(keys).size < keys.length) throw invalidParameter("rate_limits can have one limit for each key.");
  if (limits.some(({ calls }) => calls < 0)) throw invalidParameter("A rate limit must not be negative.");
}
