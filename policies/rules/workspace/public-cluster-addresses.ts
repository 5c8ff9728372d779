import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSWS001",
  title: "Clusters have no public addresses",
  why: `Without secure cluster connectivity every virtual machine of every cluster gets an address on the internet, and only
a security group stands between it and everybody. With it, clusters call out and nobody calls in.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE", "Azure.Databricks.SecureConnectivity"],
  remediation: "Set `parameters.enableNoPublicIp.value: true`.",
  example: `new Workspace("workspace", { ..., parameters: { ..., enableNoPublicIp: { value: true } } });`,
  types: ["azure-native:databricks:Workspace"],
  check({ props }, report) {
    const noPublicIp = props.parameters?.enableNoPublicIp?.value;
    if (noPublicIp !== true) {
      report(
        `secure cluster connectivity is ${noPublicIp === false ? "off" : "not switched on"}`,
        "parameters.enableNoPublicIp.value",
      );
    }
  },
});
