import { ROLE_IDS } from "../../azure/well-known-ids";
/** A way in which one value can become less safe. */
export interface Mutator {
  /** What it does, as a verb and an object: `flips the flag`. */
  name: string;
  /**
   * The worse values in the place of this one; none where it does not apply. `undefined` stands for the property's
   * absence.
   * @param key the property's own name; for an item of a list, the list's.
   * @param path of the property from the resource's inputs, with `[]` for items.
   */
  worsen(key: string, value: unknown, path: string): readonly unknown[];
}

/** Values by property that are worse than whatever is declared. */
const WORSE: Record<string, readonly unknown[]> = {
  access: ["Allow"],
  bindingType: ["BINDING_TYPE_READ_WRITE"],
  bypass: ["None"],
  computeMode: ["Serverless"],
  dataSecurityMode: ["NONE", "LEGACY_SINGLE_USER_STANDARD"],
  defaultAction: ["Allow"],
  destinationAddressPrefix: ["*", "Internet"],
  isolationMode: ["OPEN", "ISOLATION_MODE_OPEN"],
  issuer: ["https://issuer.example"],
  level: ["ReadOnly"],
  maxTokenLifetimeDays: ["730"],
  minimumTlsVersion: ["TLS1_0", "TLS1_1"],
  owner: ["somebody@lakestage.example", "account users", "data-scientists"],
  pauseStatus: ["PAUSED"],
  permissionLevel: ["CAN_MANAGE"],
  principal: ["account users", "data-scientists", "somebody@lakestage.example"],
  privateEndpointNetworkPolicies: ["Disabled"],
  protocol: ["*"],
  publicAccess: ["Blob", "Container"],
  publicNetworkAccess: ["Enabled"],
  requiredNsgRules: ["AllRules"],
  roleDefinitionId: [
    `/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/${ROLE_IDS.Owner}`,
    `/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/${ROLE_IDS.Contributor}`,
  ],
  scope: ["/subscriptions/5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a01"],
  sourceAddressPrefix: ["*", "Internet"],
  subject: ["repo:*", "repo:lakestage-example/mlops:pull_request"],
  trafficPercentage: [55],
  volumeType: ["EXTERNAL"],
};

/** Numbers by property, and by what they are multiplied to be worse. */
const FACTORS: Record<string, number> = {
  amount: 100,
  autoStopMins: 0,
  calls: 1000,
  coolDownMinutes: 0,
  days: 0.1,
  maxClustersPerUser: 100,
  maxConcurrentRuns: 10,
  maxNumClusters: 40,
  maxRetries: 0,
  maximumWaitingRuns: 100,
  retentionInDays: 0.1,
  softDeleteRetentionInDays: 0.1,
  threshold: 10,
  timeoutSeconds: 100,
};

/** Properties that guard something by being there. */
const GUARDS = new Set([
  "aiGateway",
  "azureManagedIdentity",
  "condition",
  "delegations",
  "emailNotifications",
  "emailAddresses",
  "encryption",
  "inferenceTableConfig",
  "logs",
  "minimumTlsVersion",
  "networkAcls",
  "networkRuleSet",
  "networkSecurityGroup",
  "notification",
  "notifications",
  "onFailures",
  "onUpdateFailures",
  "policyId",
  "queue",
  "rateLimits",
  "runAs",
  "schedule",
  "storageRoot",
  "subscriptions",
  "tags",
  "timeoutSeconds",
  "trafficConfig",
  "usageTrackingConfig",
  "budgetPolicyId",
  "isolationMode",
  "allowBlobPublicAccess",
  "allowSharedKeyAccess",
  "publicNetworkAccess",
  "enablePurgeProtection",
  "enableRbacAuthorization",
  "enableHttpsTrafficOnly",
  "isHnsEnabled",
  "isLocalUserEnabled",
]);

/** What a workspace is not told, Databricks decides. */
const isGuard = (key: string, path: string): boolean =>
  (GUARDS.has(key) && !path.endsWith("[]")) || path.startsWith("customConfig.");

/** Privileges that say too much on anything. */
const PRIVILEGES = ["ALL_PRIVILEGES", "MANAGE", "MODIFY"] as const;

const lengthened = (factor: number, value: number): number =>
  factor === 0 ? 0 : Math.max(1, Math.round(value * factor));

export const MUTATORS: readonly Mutator[] = [
  {
    name: "flips the flag",
    worsen: (_, value) =>
      typeof value === "boolean" ? [!value] : value === "true" ? ["false"] : value === "false" ? ["true"] : [],
  },
  {
    name: "loosens the value",
    worsen: (key, value) => (typeof value === "object" ? [] : (WORSE[key] ?? []).filter((worse) => worse !== value)),
  },
  {
    name: "stretches the number",
    worsen(key, value) {
      const factor = FACTORS[key];
      if (factor === undefined || typeof value !== "number" || value === 0) return [];
      const worse = lengthened(factor, value);
      return worse === value ? [] : [worse];
    },
  },
  {
    name: "removes the guard",
    worsen: (key, value, path) => (isGuard(key, path) && value !== undefined ? [undefined] : []),
  },
  {
    name: "adds a privilege",
    worsen: (key, value) =>
      key === "privileges" && Array.isArray(value)
        ? PRIVILEGES.filter((privilege) => !value.includes(privilege)).map((privilege) => [...value, privilege])
        : [],
  },
  {
    name: "makes an administrator",
    worsen: (key, value) =>
      key === "permissions" && Array.isArray(value) && !value.includes("ADMIN") ? [["ADMIN"]] : [],
  },
  {
    name: "lets everybody in",
    worsen: (key, value) =>
      key === "groupName" && typeof value === "string" && value !== "users"
        ? ["users"]
        : key === "accessControls" && Array.isArray(value)
          ? [[...value, { groupName: "users", permissionLevel: "CAN_MANAGE" }]]
          : [],
  },
  {
    name: "opens the port",
    worsen: (key, value) =>
      key === "securityRules" && Array.isArray(value)
        ? ["22", "3389", "*"].map((port) => [
            ...value,
            {
              access: "Allow",
              direction: "Inbound",
              name: "opened",
              priority: 200,
              protocol: "*",
              sourceAddressPrefix: "*",
              sourcePortRange: "*",
              destinationAddressPrefix: "*",
              destinationPortRange: port,
            },
          ])
        : [],
  },
  {
    name: "puts a secret in the clear",
    worsen: (key, value, path) =>
      key === "parameters" && path.endsWith("sparkPythonTask.parameters") && Array.isArray(value)
        ? [[...value, "--token=dapi0123456789abcdef0123456789abcdef"]]
        : [],
  },
];
