import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSNET008",
  title: "Zones for private endpoints take no names of machines",
  why: `With registration on, Azure writes every machine of the network into the zone of a service, where it can hide the
service's own name. A network can also register in one zone only, and loses its right one.`,
  severity: "low",
  enforcement: ALWAYS,
  references: ["WAF:OE", "WAF:SE"],
  remediation: "Set `registrationEnabled: false` on the link; register machines in a zone of your own.",
  example: `new VirtualNetworkLink("vault-link", { ..., registrationEnabled: false });`,
  types: ["azure-native:privatedns:VirtualNetworkLink"],
  check({ props }, report) {
    if (props.registrationEnabled === true && (props.privateZoneName ?? "").toLowerCase().includes("privatelink.")) {
      report(`machines register in ${props.privateZoneName}`, "registrationEnabled");
    }
  },
});
