import { IN_PRODUCTION, resourceRule } from "../../rule";

/** Calls a minute: thousands a second, more than endpoints of a whole workspace usually take together. */
const MOST = 180_000;

export const rule = resourceRule({
  id: "LSSERV008",
  title: "Endpoints bound the calls that they take",
  why: `Without a limit, one caller in a loop takes the endpoint from all others, and with models that are paid by the token the
bill has no end either.`,
  severity: "medium",
  enforcement: IN_PRODUCTION,
  references: ["WAF:SE", "WAF:CO", "WAF:RE"],
  remediation: "Name limits in `online.rateLimits`, for each user or for the endpoint.",
  example: "online:\n  rateLimits:\n    - { key: user, callsPerMinute: 600 }",
  types: ["databricks:index/modelServing:ModelServing"],
  check({ props: { aiGateway, rateLimits } }, report) {
    const calls = [...(aiGateway?.rateLimits ?? []), ...(rateLimits ?? [])].map((limit) => limit.calls ?? 0);
    const tokens = (aiGateway?.rateLimits ?? []).map((limit) => limit.tokens ?? 0);
    const limits = [...calls, ...tokens].filter((limit) => limit > 0);
    if (limits.length === 0) report("a caller may call without end", "aiGateway.rateLimits");
    else if (tokens.every((limit) => limit === 0) && Math.min(...limits) > MOST) {
      report(`${Math.min(...limits)} calls a minute are no limit`, "aiGateway.rateLimits");
    }
  },
});
