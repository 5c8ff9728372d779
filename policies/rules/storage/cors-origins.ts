import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSSTOR024",
  title: "Storage answers web pages of named origins only",
  why: `With any origin allowed, every page that somebody opens can send requests to storage from the browser, inside the
network and with a token or a signed address that it got hold of.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Remove the rule from `cors.corsRules`, or name the origins, with https, in `allowedOrigins`.",
  example: `cors: { corsRules: [{ ..., allowedOrigins: ["https://reports.lakestage.example"] }] }`,
  types: ["azure-native:storage:BlobServiceProperties"],
  check({ props }, report) {
    for (const [index, { allowedOrigins }] of (props.cors?.corsRules ?? []).entries()) {
      const open = (allowedOrigins ?? []).filter((origin) => origin.includes("*") || origin.startsWith("http:"));
      if (open.length > 0) report(`pages of ${open.join(", ")} may call it`, `cors.corsRules[${index}].allowedOrigins`);
    }
  },
});
