import { ADVICE, resourceRule } from "../../rule";

/** What one cluster of each size costs in an hour, in Databricks' units. */
const UNITS: Readonly<Record<string, number>> = {
  "2X-Small": 4,
  "X-Small": 6,
  Small: 12,
  Medium: 24,
  Large: 40,
  "X-Large": 80,
  "2X-Large": 144,
  "3X-Large": 272,
  "4X-Large": 528,
  "5X-Large": 1056,
};

/** A large cluster and its double; in production eight times that. */
const MOST = { development: 80, staging: 80, production: 640 };

export const rule = resourceRule({
  id: "LSCOST009",
  title: "SQL warehouses are bounded in size",
  why: `A warehouse grows to its bound whenever queries wait, and each size costs about twice the one before. An accident of ten
clusters of a large size spends a month's budget in a day.`,
  severity: "low",
  enforcement: ADVICE,
  references: ["WAF:CO"],
  remediation: "Lower `compute.warehouse.size` or `compute.warehouse.maxClusters`.",
  example: "config:\n  lakestage:compute:\n    warehouse: { size: Small, maxClusters: 2 }",
  types: ["databricks:index/sqlEndpoint:SqlEndpoint"],
  check({ props: { clusterSize, maxNumClusters } }, report, { stage }) {
    const clusters = Math.max(maxNumClusters ?? 1, 1);
    const units = (UNITS[clusterSize] ?? 0) * clusters;
    if (units > MOST[stage]) {
      report(`${clusters} × ${clusterSize} is ${units} units an hour; ${MOST[stage]} are usual here`, "clusterSize");
    }
  },
});
