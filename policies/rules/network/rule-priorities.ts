import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSNET018",
  title: "Security rules of one direction have a priority each",
  why: `The priority decides which rule is asked first. Azure refuses a group in which two share one, after the deployment
has begun; and whoever reads the group cannot tell which of them was meant to win.`,
  severity: "low",
  enforcement: ALWAYS,
  references: ["WAF:OE"],
  remediation: "Give each rule of a direction a `priority` of its own, from 100 to 4096.",
  example: `{ name: "to-database", direction: "Outbound", priority: 200, ... }`,
  types: ["azure-native:network:NetworkSecurityGroup"],
  check({ props }, report) {
    const taken = new Map<string, string>();
    for (const [index, { direction, name = "", priority }] of (props.securityRules ?? []).entries()) {
      const path = `securityRules[${index}].priority`;
      if (priority === undefined || priority < 100 || priority > 4096) {
        report(
          `"${name}" has ${priority ? `the priority ${priority}, not one` : "no priority"} from 100 to 4096`,
          path,
        );
        continue;
      }
      const place = `${direction?.toLowerCase()} ${priority}`;
      const first = taken.get(place);
      if (first !== undefined) report(`"${name}" has the priority ${priority}, as "${first}" has`, path);
      else taken.set(place, name);
    }
  },
});
