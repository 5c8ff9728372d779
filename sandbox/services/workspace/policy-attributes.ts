/** What an attribute of a cluster holds: it decides which rules fit. */
export type AttributeType = "string" | "number" | "boolean";

/** `*` stands for one segment of any text: an index of a list, or a key of a map, which may have dots of its own. */
const ATTRIBUTES: Readonly<Record<string, AttributeType>> = {
  "autoscale.max_workers": "number",
  "autoscale.min_workers": "number",
  autotermination_minutes: "number",
  "azure_attributes.availability": "string",
  "azure_attributes.capacity_reservation_group": "string",
  "azure_attributes.first_on_demand": "number",
  "azure_attributes.log_analytics_info.log_analytics_primary_key": "string",
  "azure_attributes.log_analytics_info.log_analytics_workspace_id": "string",
  "azure_attributes.spot_bid_max_price": "number",
  "cluster_log_conf.path": "string",
  "cluster_log_conf.type": "string",
  cluster_name: "string",
  cluster_type: "string",
  "custom_tags.*": "string",
  data_security_mode: "string",
  dbus_per_hour: "number",
  "docker_image.basic_auth.password": "string",
  "docker_image.basic_auth.username": "string",
  "docker_image.url": "string",
  driver_instance_pool_id: "string",
  "driver_node_type_flexibility.alternate_node_type_ids": "string",
  driver_node_type_id: "string",
  enable_elastic_disk: "boolean",
  enable_local_disk_encryption: "boolean",
  "init_scripts.*.abfss.destination": "string",
  "init_scripts.*.file.destination": "string",
  "init_scripts.*.volumes.destination": "string",
  "init_scripts.*.workspace.destination": "string",
  instance_pool_id: "string",
  is_single_node: "boolean",
  kind: "string",
  node_type_id: "string",
  num_workers: "number",
  remote_disk_throughput: "number",
  runtime_engine: "string",
  single_user_name: "string",
  "spark_conf.*": "string",
  "spark_env_vars.*": "string",
  spark_version: "string",
  "ssh_public_keys.*": "string",
  total_initial_remote_disk_size: "number",
  use_ml_runtime: "boolean",
  "worker_node_type_flexibility.alternate_node_type_ids": "string",
  "workload_type.clients.jobs": "boolean",
  "workload_type.clients.notebooks": "boolean",
};

const patterns = Object.entries(ATTRIBUTES).map(([path, type]) => {
  const last = path.endsWith(".*");
  const source = path
    .split(".")
    .map((segment, index, all) => (segment !== "*" ? segment : last && index === all.length - 1 ? ".+" : "(\\d+|\\*)"))
    .join("\\.");
  return { pattern: new RegExp(`^${source}$`), type };
});

/** The type of a cluster's attribute as policies name it; undefined when there is none. */
export function attributeType(path: string): AttributeType | undefined {
  return patterns.find(({ pattern }) => pattern.test(path))?.type;
}

export const attributePaths = (): string[] => Object.keys(ATTRIBUTES);
