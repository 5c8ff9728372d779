import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";
import { SUBNET_TYPES, subnetsIn } from "./shared/subnets";

export const rule = resourceRule({
  id: "LSNET011",
  title: "Subnets reach Azure's services over private endpoints",
  why: `A service endpoint leads to every account of the service, other people's too: data leave over it to an account of
the thief's, and no firewall of ours is on that way. A private endpoint leads to one resource.`,
  severity: "medium",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:SE"],
  remediation:
    "Remove the entry of `serviceEndpoints` and add a private endpoint; for Microsoft.Storage, `serviceEndpointPolicies` with the accounts will do too.",
  example: `new Subnet("hosts", { ..., serviceEndpoints: [] });`,
  types: SUBNET_TYPES,
  check(resource, report) {
    for (const { name, path, props } of subnetsIn(resource)) {
      // Azure has such policies for storage only.
      const bounded = (props.serviceEndpointPolicies ?? []).length > 0;
      for (const [index, endpoint] of (props.serviceEndpoints ?? []).entries()) {
        const service = endpoint.service ?? "";
        if (bounded && /^microsoft\.storage/i.test(service)) continue;
        report(`the subnet "${name}" reaches everybody's ${service}`, `${path}serviceEndpoints[${index}]`);
      }
    }
  },
});
