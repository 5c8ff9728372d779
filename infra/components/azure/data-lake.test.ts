import { declaredBy } from "../../testing/declared-resources";
import { DataLake, type DataLakeArgs } from "./data-lake";

const given: DataLakeArgs = {
  resourceGroupName: "group",
  location: "westeurope",
  subscriptionId: "subscription",
  tenantId: "tenant",
  tags: { environment: "dev" },
  accountName: "lake",
  connectorName: "connector",
  redundancy: "LRS",
  softDeleteDays: 7,
  privateOnly: true,
};

const declared = (change: Partial<DataLakeArgs> = {}) =>
  declaredBy(() => new DataLake("lake", { ...given, ...change }));

describe("the data lake", () => {
  it("is a hierarchical account that takes Entra identities and TLS 1.2 only", async () => {
    const lake = await declared();
    expect(lake.only("azure-native:storage:StorageAccount").inputs).toMatchObject({
      kind: "StorageV2",
      isHnsEnabled: true,
      minimumTlsVersion: "TLS1_2",
      enableHttpsTrafficOnly: true,
      allowSharedKeyAccess: false,
      allowBlobPublicAccess: false,
      isLocalUserEnabled: false,
      isSftpEnabled: false,
    });
  });

  it("lets the access connector in, through the firewall and by its role, and nobody else", async () => {
    const lake = await declared();
    expect(lake.named("lake-account").inputs.networkRuleSet).toEqual({
      bypass: "AzureServices",
      defaultAction: "Deny",
      resourceAccessRules: [{ tenantId: "tenant", resourceId: "lake-connector-id" }],
    });
    expect(lake.only("azure-native:authorization:RoleAssignment").inputs).toMatchObject({
      scope: "lake-account-id",
      principalId: "connector-principal",
      principalType: "ServicePrincipal",
    });
    const open = await declared({ privateOnly: false });
    expect(open.named("lake-account").inputs.networkRuleSet).toMatchObject({ defaultAction: "Allow" });
  });

  it("has its containers only once the connector may use them", async () => {
    expect((await declared()).named("lake-catalog").dependsOn).toContain("lake-connector-access");
  });

  it("keeps what was deleted for as long as it is told", async () => {
    const { inputs } = (await declared({ softDeleteDays: 30 })).named("lake-soft-delete");
    expect(inputs).toMatchObject({
      deleteRetentionPolicy: { enabled: true, days: 30 },
      containerDeleteRetentionPolicy: { enabled: true, days: 30 },
    });
  });

  it("has a place for temporary data only with an expiry, which touches nothing else", async () => {
    expect((await declared()).ofType("azure-native:storage:BlobContainer")).toHaveLength(1);
    const lake = await declared({ temporaryDataDays: 3 });
    expect(lake.named("lake-temporary").inputs.containerName).toBe("temporary");
    expect(lake.only("azure-native:storage:ManagementPolicy").inputs.policy).toMatchObject({
      rules: [
        {
          definition: {
            actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 3 } } },
            filters: { prefixMatch: ["temporary/"] },
          },
        },
      ],
    });
  });

  it("parents all that it declares", async () => {
    const lake = await declared({ temporaryDataDays: 3 });
    const children = lake.resources.filter(({ name }) => name !== "lake");
    expect(children.map(({ parent }) => parent.split("::").at(-1))).toEqual(children.map(() => "lake"));
  });
});
