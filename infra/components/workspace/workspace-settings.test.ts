import { declaredBy } from "../../testing/declared-resources";
import { WorkspaceSettings, type WorkspaceSettingsArgs } from "./workspace-settings";

const declared = (args: WorkspaceSettingsArgs) => declaredBy(() => new WorkspaceSettings("settings", args));

describe("a workspace's settings", () => {
  it("are no resources where nothing is set", async () => {
    expect((await declared({ configuration: {}, ipAccessList: [] })).names).toEqual(["settings"]);
  });

  it("are text for the API, in one resource", async () => {
    const configuration = { enableExportNotebook: "false", maxTokenLifetimeDays: "90" };
    const settings = await declared({ configuration, ipAccessList: [] });
    expect(settings.only("databricks:index/workspaceConf:WorkspaceConf").inputs.customConfig).toEqual({
      enableExportNotebook: "false",
      maxTokenLifetimeDays: "90",
    });
  });

  it("switch IP access lists on before they make one", async () => {
    const settings = await declared({ configuration: {}, ipAccessList: ["198.51.100.0/24"] });
    expect(settings.named("settings-configuration").inputs.customConfig).toEqual({ enableIpAccessLists: "true" });
    expect(settings.named("settings-ip-access-list").dependsOn).toContain("settings-configuration");
    expect(settings.named("settings-ip-access-list").inputs).toMatchObject({
      listType: "ALLOW",
      ipAddresses: ["198.51.100.0/24"],
    });
  });
});
