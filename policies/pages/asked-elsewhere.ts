/** A rule of checkov's or PSRule's about what an estate has: its id, and what it asks for. */
export interface AskedElsewhere {
  id: string;
  asks: string;
  /** Why no rule here answers to it; undefined where one must. */
  whyNot?: string;
}

/** What checkov and PSRule know of Databricks, its network, storage accounts and key vaults. */
export const ASKED_ELSEWHERE: readonly AskedElsewhere[] = [
  { id: "CKV_AZURE_158", asks: "the workspace is not reachable from the internet" },
  { id: "CKV2_AZURE_48", asks: "the workspace's root storage has a customer-managed key" },
  { id: "CKV_AZURE_3", asks: "storage takes only encrypted connections" },
  { id: "CKV_AZURE_33", asks: "reads, writes and deletions in queues are logged" },
  { id: "CKV_AZURE_34", asks: "blob containers are private" },
  { id: "CKV_AZURE_35", asks: "storage denies networks that are not named" },
  { id: "CKV_AZURE_36", asks: "storage lets trusted Microsoft services in" },
  { id: "CKV_AZURE_43", asks: "storage accounts' names follow Azure's rules" },
  { id: "CKV_AZURE_44", asks: "storage takes no old version of TLS" },
  { id: "CKV_AZURE_59", asks: "storage is not public" },
  { id: "CKV_AZURE_190", asks: "storage forbids public blobs" },
  { id: "CKV_AZURE_206", asks: "storage is replicated" },
  { id: "CKV_AZURE_244", asks: "storage has no local users" },
  { id: "CKV2_AZURE_1", asks: "critical storage has a customer-managed key" },
  { id: "CKV2_AZURE_21", asks: "reads of blobs are logged" },
  { id: "CKV2_AZURE_33", asks: "storage has a private endpoint" },
  { id: "CKV2_AZURE_38", asks: "deleted blobs can be restored" },
  { id: "CKV2_AZURE_40", asks: "storage takes no shared keys" },
  { id: "CKV2_AZURE_41", asks: "shared access signatures expire" },
  { id: "CKV2_AZURE_47", asks: "blobs cannot be read anonymously" },
  { id: "CKV_AZURE_40", asks: "keys have an expiry" },
  { id: "CKV_AZURE_41", asks: "secrets have an expiry" },
  { id: "CKV_AZURE_42", asks: "deleted vaults can be recovered" },
  { id: "CKV_AZURE_109", asks: "vaults have network rules" },
  { id: "CKV_AZURE_110", asks: "vaults cannot be purged" },
  { id: "CKV_AZURE_111", asks: "vaults keep what is deleted" },
  { id: "CKV_AZURE_112", asks: "keys are kept in hardware" },
  {
    id: "CKV_AZURE_113",
    asks: "SQL servers have no public address",
    whyNot: "it is about Azure SQL servers, and an estate has none: its SQL warehouses are Databricks'",
  },
  { id: "CKV_AZURE_114", asks: "secrets have a content type" },
  { id: "CKV_AZURE_189", asks: "vaults have no public address" },
  { id: "CKV2_AZURE_32", asks: "vaults have a private endpoint" },
  { id: "Azure.Databricks.SecureConnectivity", asks: "clusters have no public addresses" },
  { id: "Azure.Databricks.SKU", asks: "the workspace is no trial" },
  {
    id: "Azure.Databricks.PublicAccess",
    asks: "the workspace is reached over private endpoints only",
    whyNot:
      "pipelines on hosted runners deploy over the public address, which `lakestage:network.publicAccess: false` closes; LSWS004 and LSNET015 ask for the private entrance, LSKV006 and LSWS008 for narrow lists of addresses",
  },
  { id: "Azure.RBAC.UseGroups", asks: "roles are given to groups rather than people" },
  { id: "Azure.VNET.UseNSGs", asks: "subnets have a network security group" },
  { id: "Azure.NSG.AnyInboundSource", asks: "nothing comes in from any source" },
  { id: "Azure.NSG.LateralTraversal", asks: "machines cannot manage one another" },
];
