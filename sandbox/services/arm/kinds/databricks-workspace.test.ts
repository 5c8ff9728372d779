import type { JsonObject } from "../../../control-plane";
import { readSeed, SHIPPED_SEED } from "../../../seed-file";
import { TestAccount } from "../../../testing/account";
import { ArmSandbox } from "../../../testing/arm";
import { delegated, network, subnetBody } from "../../../testing/virtual-networks";
import { roleNamed } from "../built-in-roles";
import { objectIdOf } from "../directory-objects";

describe("a Databricks workspace", () => {
  let arm: ArmSandbox;
  const id = (): string => arm.id("Microsoft.Databricks/workspaces/dbw-dev");
  const managed = (): string => `${arm.subscription}/resourceGroups/rg-dev-managed`;
  const workspace = (properties: JsonObject = {}): JsonObject => ({
    location: "westeurope",
    sku: { name: "premium" },
    properties: { managedResourceGroupId: managed(), computeMode: "Hybrid", ...properties },
  });
  const address = async (): Promise<string> => String(((await arm.get(id())).properties as JsonObject).workspaceUrl);

  beforeEach(async () => {
    arm = await ArmSandbox.start();
  });
  afterEach(async () => arm.stop());

  it("has an API that answers once it exists, with its creator as the administrator", async () => {
    const created = await arm.put(id(), workspace());
    expect(created).toMatchObject({ properties: { provisioningState: "Creating" } });
    const me = await arm.sandbox.call(await address(), "GET", "/api/2.0/preview/scim/v2/Me");
    expect(me).toMatchObject({ status: 200, body: { displayName: "lakestage-deployer" } });
  });

  it("has an API that no longer answers once it is deleted", async () => {
    await arm.put(id(), workspace());
    const url = await address();
    expect(await arm.deletionOf(id())).toEqual([200, undefined]);
    expect(await arm.sandbox.call(url, "GET", "/api/2.0/preview/scim/v2/Me")).toMatchObject({ status: 404 });
  });

  it("leaves its managed resource group, which then is in the way of a new one until somebody deletes it", async () => {
    await arm.put(id(), workspace());
    const group = `${managed()}?api-version=2021-04-01`;
    const account = `${managed()}/providers/Microsoft.Storage/storageAccounts/mine`;
    expect(await arm.deletionOf(group)).toEqual([403, "DenyAssignmentAuthorizationFailed"]);
    expect(
      await arm.refusalOf(account, { location: "westeurope", kind: "StorageV2", sku: { name: "Standard_LRS" } }),
    ).toEqual([403, "DenyAssignmentAuthorizationFailed"]);
    await arm.deletionOf(id());
    const kept = await arm.get(`${managed()}/providers/Microsoft.Storage/storageAccounts`);
    expect(kept.value).toEqual([expect.objectContaining({ name: expect.stringMatching(/^dbstorage/) })]);
    expect(await arm.refusalOf(id(), workspace())).toEqual([409, "ApplianceProvisioningFailed"]);
    expect(await arm.deletionOf(group)).toEqual([200, undefined]);
    expect(await arm.put(id(), workspace())).toMatchObject({ properties: { provisioningState: "Creating" } });
  });

  it("keeps its id and address when it is updated", async () => {
    const { properties: before } = await arm.put(id(), workspace());
    const { properties: after } = await arm.put(id(), { ...workspace(), tags: { a: "b" } });
    const { workspaceId, workspaceUrl } = before as JsonObject;
    expect(after).toMatchObject({ workspaceId, workspaceUrl });
  });

  it("needs a compute mode, and a managed resource group of its own that nobody has", async () => {
    expect(await arm.refusalOf(id(), workspace({ computeMode: null }))).toEqual([400, "ComputeModeRequired"]);
    expect(await arm.refusalOf(id(), workspace({ managedResourceGroupId: arm.group }))).toEqual([
      409,
      "ApplianceProvisioningFailed",
    ]);
    await arm.put(id(), workspace());
    expect(await arm.refusalOf(id(), workspace({ managedResourceGroupId: `${managed()}-b` }))).toEqual([
      409,
      "PropertyChangeNotAllowed",
    ]);
  });

  it("is made by who may make its managed resource group, too: by a role on the subscription", async () => {
    const engineer = "ml.engineer@lakestage.example";
    const { azure } = readSeed(SHIPPED_SEED);
    const contributor = {
      principalId: objectIdOf(azure, engineer),
      roleDefinitionId: `${arm.subscription}/providers/Microsoft.Authorization/roleDefinitions/${roleNamed("Contributor")}`,
    };
    const assign = (scope: string, name: string) =>
      arm.put(`${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`, { properties: contributor });
    await assign(arm.group, "00000000-0000-4000-8000-000000000001");
    const refused = await arm.call("PUT", id(), { body: workspace(), as: engineer });
    expect(refused).toMatchObject({
      status: 403,
      body: {
        error: {
          code: "LinkedAuthorizationFailed",
          message: expect.stringMatching(
            /has permission to perform action 'Microsoft\.Databricks\/workspaces\/write' on scope '.+'; however, it does not have permission to perform action\(s\) '.+' on the linked scope\(s\) '.+rg-dev-managed'/,
          ),
        },
      },
    });
    await assign(arm.subscription, "00000000-0000-4000-8000-000000000002");
    expect((await arm.call("PUT", id(), { body: workspace(), as: engineer })).status).toBe(201);
    // Whether an update asks for it again Azure does not say: here it does not.
  });

  it("goes into two subnets that are handed over to it and guarded, and keeps them", async () => {
    const vnet = arm.id("Microsoft.Network/virtualNetworks/vnet-dev");
    const nsg = arm.id("Microsoft.Network/networkSecurityGroups/nsg-dev");
    const injected = workspace({
      parameters: {
        customVirtualNetworkId: { value: vnet },
        customPublicSubnetName: { value: "public" },
        customPrivateSubnetName: { value: "private" },
        enableNoPublicIp: { value: true },
      },
    });
    await arm.put(nsg, { location: "westeurope", properties: { securityRules: [forDatabricks, own] } });
    await arm.put(vnet, network());
    const guarded = { networkSecurityGroup: { id: nsg } };
    await arm.put(`${vnet}/subnets/public`, subnetBody("10.0.1.0/24", { ...delegated, ...guarded }));
    expect(await arm.refusalOf(id(), injected)).toEqual([400, "InvalidResourceReference"]);
    await arm.put(`${vnet}/subnets/private`, subnetBody("10.0.2.0/24", guarded));
    expect(await arm.refusalOf(id(), injected)).toEqual([400, "SubnetMissingRequiredDelegation"]);
    await arm.put(`${vnet}/subnets/private`, subnetBody("10.0.2.0/24", delegated));
    expect(await arm.refusalOf(id(), injected)).toEqual([400, "SubnetMissingNetworkSecurityGroup"]);
    await arm.put(`${vnet}/subnets/private`, subnetBody("10.0.2.0/24", { ...delegated, ...guarded }));
    expect(await arm.put(id(), injected)).toMatchObject({
      properties: { parameters: { enableNoPublicIp: { type: "Bool", value: true } } },
    });
    expect(await arm.deletionOf(`${vnet}/subnets/private`)).toEqual([400, "InUseSubnetCannotBeDeleted"]);
    const refusalOf = (cidr: string, properties: JsonObject): Promise<unknown[]> =>
      arm.refusalOf(`${vnet}/subnets/private`, subnetBody(cidr, properties));
    expect(await refusalOf("10.0.2.0/24", delegated)).toEqual([
      400,
      "NetworkSecurityGroupCannotBeRemovedDueToNipOnSubnet",
    ]);
    expect(await refusalOf("10.0.2.0/23", { ...delegated, ...guarded })).toEqual([400, "InUsePrefixCannotBeDeleted"]);

    // From here on the rules that the workspace needs are guarded: others may come and go.
    const group = (...securityRules: JsonObject[]): JsonObject => ({
      location: "westeurope",
      properties: { securityRules },
    });
    expect(await arm.refusalOf(nsg, group(own))).toEqual([400, "ConflictWithNetworkIntentPolicy"]);
    const narrowed = { ...forDatabricks.properties, destinationPortRange: "8443" };
    expect(await arm.refusalOf(nsg, group({ ...forDatabricks, properties: narrowed }))).toEqual([
      400,
      "ConflictWithNetworkIntentPolicy",
    ]);
    await arm.put(nsg, group(forDatabricks));
    await arm.put(id(), {
      ...injected,
      properties: { ...(injected.properties as JsonObject), requiredNsgRules: "NoAzureDatabricksRules" },
    });
    await arm.put(nsg, group(own));
  });

  const securityRule = (name: string, priority: number, destinationAddressPrefix: string) => ({
    name,
    properties: {
      access: "Allow",
      direction: "Outbound",
      priority,
      protocol: "Tcp",
      sourceAddressPrefix: "VirtualNetwork",
      sourcePortRange: "*",
      destinationAddressPrefix,
      destinationPortRange: "443",
    },
  });
  const forDatabricks = securityRule(
    "Microsoft.Databricks-workspaces_UseOnly_databricks-worker-to-databricks-webapp",
    100,
    "AzureDatabricks",
  );
  const own = securityRule("to-wiki", 200, "203.0.113.7");
});

describe("a Databricks workspace of an account that assigns its metastore by itself", () => {
  let arm: ArmSandbox;
  const id = (): string => arm.id("Microsoft.Databricks/workspaces/dbw-dev");
  const make = async (managedGroup: string): Promise<{ address: string; workspaceId: string }> => {
    const managedResourceGroupId = `${arm.subscription}/resourceGroups/${managedGroup}`;
    const properties = { managedResourceGroupId, computeMode: "Hybrid" };
    const made = await arm.put(id(), { location: "westeurope", sku: { name: "premium" }, properties });
    const { workspaceId, workspaceUrl } = made.properties as JsonObject;
    return { address: String(workspaceUrl), workspaceId: String(workspaceId) };
  };
  const catalogs = async (address: string): Promise<unknown> => {
    const { body } = await arm.sandbox.call(address, "GET", "/api/2.1/unity-catalog/catalogs");
    const own = (body.catalogs as JsonObject[]).filter(({ catalog_type: type }) => type !== "SYSTEM_CATALOG");
    return own.map(({ isolation_mode, name }) => [name, isolation_mode]);
  };

  beforeEach(async () => {
    arm = await ArmSandbox.start({ metastore: { assignedAutomatically: true } });
  });
  afterEach(async () => arm.stop());

  it("has it at once, and a catalog of its own that everybody may write to, which outlives it", async () => {
    const { address, workspaceId } = await make("first");
    expect(await catalogs(address)).toEqual([["dbw_dev", "ISOLATED"]]);
    const permissions = "/api/2.1/unity-catalog/permissions";
    const onSchema = await arm.sandbox.call(address, "GET", `${permissions}/schema/dbw_dev.default`);
    expect(onSchema.body.privilege_assignments).toEqual([
      { principal: "account users", privileges: expect.arrayContaining(["CREATE_TABLE", "USE_SCHEMA"]) },
    ]);
    await arm.deletionOf(id());
    const again = await make("second");
    expect(await catalogs(again.address)).toEqual([[`dbw_dev_${again.workspaceId}`, "ISOLATED"]]);
    expect(again.workspaceId).not.toBe(workspaceId);
  });

  it("is assigned the same metastore again without a change", async () => {
    const { workspaceId } = await make("first");
    const account = TestAccount.in(arm.sandbox);
    const { id: metastore } = readSeed(SHIPPED_SEED).metastore;
    await account.ok("POST", `/workspaces/${workspaceId}/metastores/${metastore}`, {
      metastore_assignment: { metastore_id: metastore, default_catalog_name: "" },
    });
    expect(await account.ok("GET", `/metastores/${metastore}/workspaces`)).toEqual({
      workspace_ids: [Number(workspaceId)],
    });
  });
});
