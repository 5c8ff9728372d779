import { type Call, invalidParameter } from "../../control-plane";
import type { InferenceTableConfig } from "./inference-tables";
import type { EntityKind } from "./served-entity";

interface Guardrail {
  invalid_keywords?: string[];
  valid_topics?: string[];
  pii?: { behavior?: "BLOCK" | "MASK" | "NONE" };
  safety?: boolean;
}

interface GatewayRateLimit {
  calls?: number;
  tokens?: number;
  /** Default: `endpoint`. */
  key?: "endpoint" | "service_principal" | "user" | "user_group";
  /** A user name, a group's name or an application id. */
  principal?: string;
  renewal_period: "minute";
}

/** What stands between callers and an endpoint's models; the API's words. */
export interface AiGateway {
  fallback_config?: { enabled: boolean };
  guardrails?: { input?: Guardrail; output?: Guardrail };
  inference_table_config?: InferenceTableConfig;
  rate_limits?: GatewayRateLimit[];
  usage_tracking_config?: { enabled?: boolean };
}

const MAXIMUM_LIMITS = 20;
const MAXIMUM_GROUP_LIMITS = 5;

/** Refuses what endpoints with models of this kind cannot have. @throws ApiError 400 or 404 */
export function requireAiGateway(call: Call, gateway: AiGateway, kind: EntityKind | undefined): void {
  if (kind === "custom" && isGuarded(gateway)) {
    throw invalidParameter(
      "ai_gateway.guardrails are not supported for custom models: only for external and foundation models.",
    );
  }
  if (kind !== undefined && kind !== "external" && gateway.fallback_config?.enabled) {
    throw invalidParameter("ai_gateway.fallback_config can be enabled for external models only.");
  }
  requireRateLimits(call, gateway.rate_limits ?? []);
}

/** Whether a guardrail does anything. */
function isGuarded({ guardrails }: AiGateway): boolean {
  return [guardrails?.input, guardrails?.output].some(
    (each) =>
      each &&
      (each.safety ||
        each.invalid_keywords?.length ||
        each.valid_topics?.length ||
        (each.pii?.behavior ?? "NONE") !== "NONE"),
  );
}

function requireRateLimits(call: Call, limits: GatewayRateLimit[]): void {
  if (limits.length > MAXIMUM_LIMITS) {
    throw invalidParameter(`ai_gateway.rate_limits can have at most ${MAXIMUM_LIMITS} limits, got ${limits.length}.`);
  }
  const ofGroups = limits.filter(({ key }) => key === "user_group").length;
  if (ofGroups > MAXIMUM_GROUP_LIMITS) {
    throw invalidParameter(
      `ai_gateway.rate_limits can have at most ${MAXIMUM_GROUP_LIMITS} limits of groups, got ${ofGroups}.`,
    );
  }
  const subjects = new Set<string>();
  for (const { key = "endpoint", principal, calls, tokens } of limits) {
    if (calls === undefined && tokens === undefined) {
      throw invalidParameter(`The rate limit of key '${key}' needs calls or tokens.`);
    }
    if ((calls ?? 0) < 0 || (tokens ?? 0) < 0) {
      throw invalidParameter(`The rate limit of key '${key}' must not be negative.`);
    }
    requireSubject(call, key, principal);
    const subject = `${key} ${principal ?? ""}`;
    if (subjects.has(subject))
      throw invalidParameter(`ai_gateway.rate_limits limits ${subject.trim()} more than once.`);
    subjects.add(subject);
  }
}

/** A limit of groups or service principals names one; one of users may. */
function requireSubject(call: Call, key: string, principal: string | undefined): void {
  const named = key === "user_group" || key === "service_principal";
  if (named && !principal) throw invalidParameter(`A rate limit of key '${key}' needs a principal.`);
  if (key === "endpoint" && principal) throw invalidParameter("A rate limit of key 'endpoint' has no principal.");
  if (principal) call.directory.nameOf(principal);
}
