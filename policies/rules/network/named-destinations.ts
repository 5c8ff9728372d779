import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";
import { isAnywhere, openings } from "./shared/security-rules";

export const rule = resourceRule({
  id: "LSNET004",
  title: "Security rules name where traffic may go",
  why: `A rule to anywhere stands before every refusal that comes after it: a later rule that closes the way to the internet
is then never reached, and a job can carry data out to any address.`,
  severity: "medium",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:SE"],
  remediation:
    "Name addresses or a service tag, such as `Storage.WestEurope`, in the rule's `destinationAddressPrefix`.",
  example: `{ name: "to-packages", direction: "Outbound", access: "Allow", destinationAddressPrefix: "203.0.113.7", ... }`,
  types: ["azure-native:network:NetworkSecurityGroup"],
  check({ props }, report) {
    for (const { name, path, to } of openings(props, "Outbound")) {
      const open = to.filter(isAnywhere);
      if (open.length > 0) report(`"${name}" lets traffic out to ${open.join(", ")}`, path);
    }
  },
});
