import { IN_PRODUCTION, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSCOST010",
  title: "Production's SQL warehouse is on the current channel",
  why: `The preview channel gets releases weeks before they are declared good. Production's monitors and alerts should not be
what finds their faults.`,
  severity: "medium",
  enforcement: { ...IN_PRODUCTION, development: "disabled" },
  references: ["WAF:RE"],
  remediation: "Leave `channel` out, or set `channel.name: CHANNEL_NAME_CURRENT`; try the preview in development.",
  example: `channel: { name: "CHANNEL_NAME_CURRENT" }`,
  types: ["databricks:index/sqlEndpoint:SqlEndpoint"],
  check({ props }, report) {
    const name = props.channel?.name;
    if (name && name !== "CHANNEL_NAME_CURRENT") report(`its channel is ${name}`, "channel.name");
  },
  remedy: ({ props }) => ({ ...props, channel: { name: "CHANNEL_NAME_CURRENT" } }),
});
