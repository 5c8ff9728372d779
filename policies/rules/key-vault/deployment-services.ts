import { ALWAYS, resourceRule } from "../../rule";

/** Each lets a service of Azure's fetch secrets for whoever asks it to. */
const DOORS = ["enabledForDeployment", "enabledForTemplateDeployment", "enabledForDiskEncryption"] as const;

export const rule = resourceRule({
  id: "LSKV008",
  title: "Azure's deployment services fetch nothing from key vaults",
  why: `These switches let virtual machines, templates and disk encryption read secrets on behalf of whoever deploys them,
past the firewall. Nothing here is deployed that way, so that an open switch is of use to an intruder alone.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Set the switch to `false`, or leave it out.",
  example: `new Vault("vault", { ..., properties: { ..., enabledForTemplateDeployment: false } });`,
  types: ["azure-native:keyvault:Vault"],
  check({ props }, report) {
    for (const door of DOORS) {
      if (props.properties?.[door] === true) report(`${door} is on`, `properties.${door}`);
    }
  },
  remedy: ({ props }) => ({
    ...props,
    properties: { ...props.properties, ...Object.fromEntries(DOORS.map((door) => [door, false])) },
  }),
});
