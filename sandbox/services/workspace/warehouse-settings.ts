import { invalidParameter } from "../../control-plane";

/** Sizes of a warehouse's clusters, the smallest first. */
const SIZES = [
  "2X-Small",
  "X-Small",
  "Small",
  "Medium",
  "Large",
  "X-Large",
  "2X-Large",
  "3X-Large",
  "4X-Large",
  "5X-Large",
];

const MAXIMUM_CLUSTERS = 40;
const MAXIMUM_MIN_CLUSTERS = 30;
const MAXIMUM_NAME = 99;
const MAXIMUM_TAGS = 44;
/** Serverless compute starts at once, so it may stop sooner. */
const LEAST_AUTO_STOP = { classic: 10, serverless: 1 };

/** What a caller sets. */
export interface WarehouseSettings {
  name: string;
  cluster_size: string;
  /** Idle minutes after which it stops; 0: never. */
  auto_stop_mins: number;
  min_num_clusters: number;
  max_num_clusters: number;
  warehouse_type: "CLASSIC" | "PRO" | "TYPE_UNSPECIFIED";
  enable_photon: boolean;
  enable_serverless_compute: boolean;
  spot_instance_policy: "COST_OPTIMIZED" | "RELIABILITY_OPTIMIZED" | "POLICY_UNSPECIFIED";
  channel: { name?: string; dbsql_version?: string };
  tags: { custom_tags?: { key?: string; value?: string }[] };
  instance_profile_arn?: string;
}

export type RequestedSettings = Partial<WarehouseSettings>;

const DEFAULTS = {
  auto_stop_mins: 120,
  min_num_clusters: 1,
  warehouse_type: "CLASSIC",
  enable_photon: true,
  enable_serverless_compute: false,
  spot_instance_policy: "COST_OPTIMIZED",
  channel: { name: "CHANNEL_NAME_CURRENT" },
  tags: {},
} as const satisfies RequestedSettings;

/** The settings with the service's defaults. @throws ApiError 400 for what it would not take. */
export function completeSettings(requested: RequestedSettings, isTaken: (name: string) => boolean): WarehouseSettings {
  const { name = "", cluster_size = "" } = requested;
  const settings: WarehouseSettings = {
    ...DEFAULTS,
    max_num_clusters: requested.min_num_clusters ?? DEFAULTS.min_num_clusters,
    ...requested,
    name,
    cluster_size,
  };
  requireName(name, isTaken);
  if (!SIZES.includes(cluster_size)) {
    throw invalidParameter(`${cluster_size || "(none)"} is not a cluster size: use one of ${SIZES.join(", ")}.`);
  }
  requireClusters(settings);
  requireAutoStop(settings);
  requireTags(settings);
  if (settings.enable_serverless_compute && settings.warehouse_type !== "PRO") {
    throw invalidParameter("Serverless compute takes warehouse_type PRO.");
  }
  if (settings.instance_profile_arn)
    throw invalidParameter("instance_profile_arn is for AWS; this workspace is on Azure.");
  if (settings.channel.dbsql_version && settings.channel.name !== "CHANNEL_NAME_CUSTOM") {
    throw invalidParameter("channel.dbsql_version takes channel.name CHANNEL_NAME_CUSTOM.");
  }
  return settings;
}

function requireName(name: string, isTaken: (name: string) => boolean): void {
  if (name.trim() === "" || name.length > MAXIMUM_NAME) {
    throw invalidParameter(`A warehouse's name has 1 to ${MAXIMUM_NAME} characters.`);
  }
  if (isTaken(name)) throw invalidParameter(`SQL warehouse with name \`${name}\` already exists`);
}

function requireClusters({ min_num_clusters: least, max_num_clusters: most }: WarehouseSettings): void {
  if (most < 1 || most > MAXIMUM_CLUSTERS) {
    throw invalidParameter(`max_num_clusters must be 1 to ${MAXIMUM_CLUSTERS}, got ${most}.`);
  }
  if (least < 1 || least > Math.min(most, MAXIMUM_MIN_CLUSTERS)) {
    throw invalidParameter(
      `min_num_clusters must be at least 1, at most max_num_clusters and at most ${MAXIMUM_MIN_CLUSTERS}, got ${least}.`,
    );
  }
}

function requireAutoStop({ auto_stop_mins: minutes, enable_serverless_compute: serverless }: WarehouseSettings): void {
  const least = serverless ? LEAST_AUTO_STOP.serverless : LEAST_AUTO_STOP.classic;
  if (minutes !== 0 && minutes < least) {
    throw invalidParameter(`auto_stop_mins must be 0, for never, or at least ${least}, got ${minutes}.`);
  }
}

function requireTags({ tags: { custom_tags: tags = [] } }: WarehouseSettings): void {
  if (tags.length > MAXIMUM_TAGS)
    throw invalidParameter(`A warehouse has at most ${MAXIMUM_TAGS} tags, got ${tags.length}.`);
  const keys = tags.map(({ key = "" }) => key);
  if (keys.includes("")) throw invalidParameter("A tag has a key.");
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw invalidParameter(`Tag '${twice}' is given twice.`);
}
