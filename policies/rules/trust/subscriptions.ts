import { ALWAYS, wholeStackRule } from "../../rule";
import { textsIn } from "./shared/named-texts";

/** `/subscriptions/<id>/resourceGroups/<name>/…` */
const RESOURCE = /\/subscriptions\/([0-9a-f-]{36})(?:\/resourceGroups\/([\w.()-]+))?/gi;

/** A private link service of anybody, by the alias that they gave away. */
const ALIAS = /\.azure\.privatelinkservice$/i;

const TENANT = /^(azure|aad)?(tenant|directory)id$/;
const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Rules about them look at whom they trust. */
const OWN_RULES = ["azure-native:keyvault:Vault", "azure-native:storage:StorageAccount"];

export const rule = wholeStackRule({
  id: "LSTRUST012",
  title: "Resources lead to no stranger's tenant or subscription, and to no other environment's group",
  why: `A log archive, an event hub, a peered network, a private endpoint or an access connector of another subscription is run by
others: what goes there is theirs. In another environment's group it joins what is kept apart.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Name a resource of the environment; or the other subscription in `lakestage:trust.subscriptions` of Pulumi.yaml, once it is agreed.",
  example: "config:\n  lakestage:trust:\n    value:\n      subscriptions: [5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a02]",
  check(stack, report, { settings, stage }) {
    const { prefix, subscriptionId, tenantId } = settings.azure;
    const trusted = [subscriptionId, ...settings.trust.subscriptions].map((id) => id.toLowerCase());
    const own = `${prefix}-${settings.name}`.toLowerCase();
    // Who reads the catalog does; who writes snapshots into an environment that is not production's, its settings do not say.
    const usesStorage = (environment: string): boolean =>
      settings.unityCatalog.readOnlyIn.includes(environment) || stage !== "production";
    stack.eachResource((resource) => {
      // A provider signs in wherever the deployment may.
      if (resource.type.startsWith("pulumi:")) return;
      for (const { keys, path, text } of textsIn(resource)) {
        if (TENANT.test(keys.at(-1) ?? "") && GUID.test(text) && text.toLowerCase() !== tenantId.toLowerCase()) {
          if (!OWN_RULES.includes(resource.type)) report(`it leads to the tenant ${text}`, resource, path);
        }
        if (ALIAS.test(text)) report(`it leads to ${text}`, resource, path);
        for (const [, subscription = "", group = ""] of text.matchAll(RESOURCE)) {
          const name = group.toLowerCase();
          if (!trusted.includes(subscription.toLowerCase())) {
            report(`it leads to the subscription ${subscription}`, resource, path);
          } else if (name.startsWith(`${prefix}-`) && name !== own && name !== `${own}-managed`) {
            if (isDoor(resource.type, path) && usesStorage(name.slice(prefix.length + 1))) continue;
            report(`it leads to the resource group ${group}`, resource, path);
          }
        }
      }
    });
  },
});

/** Where in another environment's network the endpoint lies by which that reaches the storage here, and the name it has there. */
const isDoor = (type: string, path: string): boolean =>
  (type === "azure-native:network:PrivateEndpoint" && path === "subnet.id") ||
  (type === "azure-native:network:PrivateDnsZoneGroup" && path.endsWith(".privateDnsZoneId"));
