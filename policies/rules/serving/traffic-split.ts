import { ALWAYS, resourceRule } from "../../rule";
import { type Endpoint, servedBy } from "./shared/endpoint-parts";

export const rule = resourceRule({
  id: "LSSERV005",
  title: "All traffic of an endpoint is led to models that it serves",
  why: `Percentages that do not add up, or a name that nothing is served under, are refused by the service in the middle of an
update; a route left behind by a renamed model sends its share of requests nowhere.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:RE"],
  remediation: "Let `online.traffic` add up to 100; name served entities in `config.trafficConfig.routes`.",
  example: "online:\n  traffic: { champion: 90, challenger: 10 }",
  types: ["databricks:index/modelServing:ModelServing"],
  check({ props }, report) {
    const routes = routesOf(props);
    const names = servedBy(props).map(({ entity }) => entity.name);
    if (routes.length === 0) {
      if (names.length > 1) report(`traffic of ${names.length} served models is not said`, ROUTES);
      return;
    }
    const sum = routes.reduce((total, { percentage }) => total + percentage, 0);
    if (sum !== 100) report(`traffic adds up to ${sum} percent`, ROUTES);
    for (const [index, { name, percentage }] of routes.entries()) {
      if (!names.includes(name)) report(`${name} gets traffic and is not served`, `${ROUTES}[${index}]`);
      if (percentage < 0) report(`${name} gets ${percentage} percent`, `${ROUTES}[${index}]`);
      if (routes.findIndex((other) => other.name === name) < index) {
        report(`${name} has two routes`, `${ROUTES}[${index}]`);
      }
    }
  },
});

const ROUTES = "config.trafficConfig.routes";

const routesOf = ({ config }: Endpoint) =>
  (config?.trafficConfig?.routes ?? []).map(({ servedEntityName, servedModelName, trafficPercentage }) => ({
    name: servedEntityName || servedModelName || "",
    percentage: trafficPercentage,
  }));
