import { createHash } from "node:crypto";
import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";
import { type AccessEntry, permit } from "./object-permissions";

/** A model version that answers requests, under the name by which traffic is led to it. */
export interface ServedVersion {
  /** `champion` or `challenger`. */
  name: string;
  version: string;
}

export interface ServingEndpointArgs {
  endpointName: string;
  description: string;
  /** `catalog.schema.model` */
  model: pulumi.Input<string>;
  /** Who answers, and with which version until the deployment task moves on. */
  served: readonly ServedVersion[];
  /** Percent of the requests, by the served version's name; those of absent ones go to the first. */
  traffic: Record<string, number>;
  workloadSize: string;
  workloadType: string;
  scaleToZero: boolean;
  /** Where requests and answers are kept; absent: nowhere. */
  inferenceTable?: { catalogName: pulumi.Input<string>; schemaName: pulumi.Input<string>; prefix: string } | undefined;
  rateLimits: readonly { key: string; callsPerMinute: number }[];
  usageTracking: boolean;
  /** Policy that cost is tagged by. */
  budgetPolicyId: pulumi.Input<string>;
  /** Who hears of a failed update, by e-mail. */
  notifyOnFailure: string[];
  access: readonly AccessEntry[];
  tags: Record<string, string>;
  /** The settings that the running endpoint was last given, as `settingsMark` told; absent: there is none. */
  settingsInForce?: string | undefined;
}

/** Tag of an endpoint that tells which settings it was last given. */
export const SETTINGS_TAG = "lakestage-settings";

/** The provider takes other values of these for an update, and then tells the service nothing. */
const SET_ONCE = ["description", "emailNotifications", "budgetPolicyId"];

/**
 * A serving endpoint. The deployment task moves served versions; everything else is Pulumi's. So that neither undoes the
 * other, versions are looked at only when a setting has changed, and then those that run now are declared: a mark of the
 * settings, kept as a tag, tells. See docs/decisions/0051-who-owns-what-at-run-time.md.
 *
 * Pass the workspace's provider in `options.providers`.
 */
export class ServingEndpoint extends pulumi.ComponentResource {
  readonly endpoint: databricks.ModelServing;

  constructor(name: string, args: ServingEndpointArgs, options?: pulumi.ComponentResourceOptions) {
    super("lakestage:ml:ServingEndpoint", name, {}, options);

    const mark = settingsMark(args);
    this.endpoint = new databricks.ModelServing(
      name,
      {
        name: args.endpointName,
        description: args.description,
        budgetPolicyId: args.budgetPolicyId,
        config: {
          servedEntities: args.served.map((served) => servedEntity(served, args)),
          trafficConfig: { routes: routes(args) },
        },
        aiGateway: aiGateway(args),
        emailNotifications: { onUpdateFailures: args.notifyOnFailure },
        tags: [...Object.entries(args.tags), [SETTINGS_TAG, mark] as const]
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .map(([key, value]) => ({ key, value })),
      },
      { parent: this, ignoreChanges: [...SET_ONCE, ...(args.settingsInForce === mark ? ["config"] : [])] },
    );
    permit(name, { servingEndpointId: this.endpoint.servingEndpointId }, args.access, { parent: this });

    this.registerOutputs({ endpointName: this.endpoint.name });
  }
}

/** Tells the settings of an endpoint's configuration apart from any others; versions are no part of it. */
export function settingsMark({
  scaleToZero,
  served,
  traffic,
  workloadSize,
  workloadType,
}: Pick<ServingEndpointArgs, "scaleToZero" | "served" | "traffic" | "workloadSize" | "workloadType">): string {
  const settings = [served.map(({ name }) => name), traffic, workloadSize, workloadType, scaleToZero];
  return createHash("sha256").update(JSON.stringify(settings)).digest("hex").slice(0, 12);
}

function servedEntity({ name, version }: ServedVersion, args: ServingEndpointArgs) {
  return {
    name,
    entityName: args.model,
    entityVersion: version,
    workloadSize: args.workloadSize,
    workloadType: args.workloadType,
    scaleToZeroEnabled: args.scaleToZero,
  };
}

/** Every request is answered by somebody: who is not there leaves their part to the first. */
function routes({ served, traffic }: ServingEndpointArgs) {
  const others = served.slice(1).map(({ name }) => ({ name, percentage: traffic[name] ?? 0 }));
  const left = 100 - others.reduce((sum, { percentage }) => sum + percentage, 0);
  return [...served.slice(0, 1).map(({ name }) => ({ name, percentage: left })), ...others].map(
    ({ name, percentage }) => ({ servedModelName: name, trafficPercentage: percentage }),
  );
}

function aiGateway({ inferenceTable, rateLimits, usageTracking }: ServingEndpointArgs) {
  return {
    usageTrackingConfig: { enabled: usageTracking },
    ...(inferenceTable && {
      inferenceTableConfig: {
        enabled: true,
        catalogName: inferenceTable.catalogName,
        schemaName: inferenceTable.schemaName,
        tableNamePrefix: inferenceTable.prefix,
      },
    }),
    ...(rateLimits.length > 0 && {
      rateLimits: rateLimits.map(({ key, callsPerMinute }) => ({
        key,
        calls: callsPerMinute,
        renewalPeriod: "minute",
      })),
    }),
  };
}
