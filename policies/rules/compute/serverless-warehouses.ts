import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSCOST022",
  title: "SQL warehouses are serverless only where the settings say so",
  why: `A serverless warehouse runs in Databricks' network, not in the environment's: past its firewall, its private endpoints
and whoever decided that data stay within them.`,
  severity: "medium",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:SE"],
  remediation:
    "Set `compute.warehouse.serverless: true` if the environment's warehouses may run outside of its network; else take it out here.",
  example: "config:\n  lakestage:compute:\n    warehouse: { serverless: true }",
  types: ["databricks:index/sqlEndpoint:SqlEndpoint"],
  check({ props }, report, { settings }) {
    if (props.enableServerlessCompute && !settings.compute.warehouse.serverless) {
      report("it runs outside of the environment's network", "enableServerlessCompute");
    }
  },
});
