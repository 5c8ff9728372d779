import { z } from "zod";
import { displayName, guid, httpsAddress, setOf } from "./formats";

const HOST = "[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+";

const domain = () => z.string().regex(new RegExp(`^${HOST}$`), "must be a domain in lower case such as example.com");

/** Whom the estate takes code from, and whom it sends messages and data to, beside itself. Policies hold it to that. */
export const trust = z.strictObject({
  gitOrganizations: setOf(
    z
      .string()
      .regex(
        new RegExp(`^${HOST}(:\\d+)?(/[\\w.~-]+)+$`),
        "must be a Git host and an organisation such as github.com/lakestage-example",
      ),
  )
    .optional()
    .describe("Where code may be cloned from, as host/organisation. Default: the organisations of identity."),
  packageIndexes: setOf(httpsAddress())
    .default([])
    .describe(
      "Addresses below which packages may be got, where a job or a cluster names any. " +
        "Empty: from the index that the workspace is configured with only.",
    ),
  imageRegistries: setOf(
    z
      .string()
      .regex(
        new RegExp(`^${HOST}(:\\d+)?(/[a-z0-9._-]+)*$`),
        "must be a registry, or a path in one, such as lakestage.azurecr.io/ml",
      ),
  )
    .default([])
    .describe("Registries that images of containers may come from. Empty: from Databricks' own runtimes only."),
  emailDomains: setOf(domain())
    .optional()
    .describe(
      "Domains that mail may go to; one that lies below is named itself. Default: those of notifications.email.",
    ),
  hosts: setOf(
    z.string().regex(new RegExp(`^(\\*\\.)?${HOST}$`), "must be a host such as hooks.slack.com, or *.example.com"),
  )
    .default([])
    .describe(
      "Hosts that messages and data may go to, beside the environment's own and those of notifications: " +
        "of webhooks, databases, storage, providers of models, and pages that dashboards are shown in. " +
        "Where the addresses in notifications are encrypted, policies cannot read them: name their hosts here.",
    ),
  recipients: setOf(displayName())
    .default([])
    .describe("Recipients and providers of Delta Sharing, by name. Empty: nothing is shared."),
  subscriptions: setOf(guid())
    .default([])
    .describe("Azure subscriptions, beside the environment's own, whose resources its resources may name."),
});
