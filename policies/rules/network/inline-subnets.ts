import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSNET016",
  title: "Subnets are declared once, as resources of their own",
  why: `A network that lists subnets tells Azure that these are all: a change of the network removes the others, or fails
because clusters are in them. Which of the two declarations wins depends on the order.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:RE", "WAF:OE"],
  remediation: "Move each entry of the network's `subnets` to a Subnet resource.",
  example: `new Subnet("jump", { virtualNetworkName: network.name, addressPrefix: "10.30.12.0/24", ... });`,
  types: ["azure-native:network:VirtualNetwork"],
  check({ ignoreChanges, props }, report) {
    // Ignored, the list is what a refresh found, and never sent to Azure.
    if (ignoreChanges.includes("subnets")) return;
    const names = (props.subnets ?? []).map(({ name }) => name);
    if (names.length > 0) report(`the network itself declares ${names.join(", ")}`, "subnets");
  },
});
