import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";

export interface NotificationDestinationsArgs {
  /** E-mail addresses. Empty: no destination for e-mail. */
  email: string[];
  /** An incoming webhook of Slack; secret. */
  slack?: { url: string } | undefined;
  /** An incoming webhook of Microsoft Teams; secret. */
  teams?: { url: string } | undefined;
  /** Any address that takes a POST, with basic authentication where asked for; secret. */
  webhook?: { url: string; username?: string | undefined; password?: string | undefined } | undefined;
}

/**
 * Where jobs and alerts of a workspace send their messages. Addresses that carry credentials are secrets in the stack's
 * state, whether or not they were encrypted in the settings.
 *
 * Pass the workspace's provider in `options.providers`.
 */
export class NotificationDestinations extends pulumi.ComponentResource {
  /** Ids of the destinations, by kind: `email`, `slack`, `teams`, `webhook`. */
  readonly ids: Record<string, pulumi.Output<string>> = {};

  constructor(
    private readonly name: string,
    args: NotificationDestinationsArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("lakestage:workspace:NotificationDestinations", name, {}, options);

    if (args.email.length > 0) this.create("email", { email: { addresses: args.email } });
    if (args.slack) this.create("slack", { slack: { url: pulumi.secret(args.slack.url) } });
    if (args.teams) this.create("teams", { microsoftTeams: { url: pulumi.secret(args.teams.url) } });
    if (args.webhook) this.createWebhook(args.webhook);

    this.registerOutputs({ ids: this.ids });
  }

  private createWebhook({ password, url, username }: NonNullable<NotificationDestinationsArgs["webhook"]>): void {
    this.create("webhook", {
      genericWebhook: {
        url: pulumi.secret(url),
        ...(username !== undefined && { username }),
        ...(password !== undefined && { password: pulumi.secret(password) }),
      },
    });
  }

  private create(kind: string, config: databricks.NotificationDestinationArgs["config"]): void {
    const destination = new databricks.NotificationDestination(
      `${this.name}-${kind}`,
      { displayName: `lakestage-${kind}`, config },
      { parent: this },
    );
    this.ids[kind] = destination.id;
  }
}
