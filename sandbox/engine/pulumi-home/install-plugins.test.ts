import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Toolchain } from "../toolchain/toolchain";
import { installPlugins, type OwnPlugin } from "./install-plugins";

let directory: string;
let home: string;
let toolchain: Toolchain;
let azureNative: OwnPlugin;

beforeEach(() => {
  directory = realpathSync(mkdtempSync(join(tmpdir(), "lakestage-plugins-")));
  home = join(directory, "home");
  for (const folder of ["built", "host", "checkout/azure-native"]) {
    mkdirSync(join(directory, folder), { recursive: true });
  }
  writeFileSync(join(directory, "built", "pulumi-resource-databricks"), "first");
  writeFileSync(join(directory, "host", "pulumi-language-nodejs"), "host");
  writeFileSync(join(directory, "checkout", "azure-native", "pulumi-resource-azure-native"), "ours");
  toolchain = {
    pulumi: join(directory, "pulumi"),
    source: "built",
    version: "3.256.0",
    databricksPlugin: { directory: join(directory, "built"), version: "1.110.0", source: "built" },
    languageHost: join(directory, "host"),
    cached: true,
  };
  azureNative = { name: "azure-native", version: "3.28.0", directory: join(directory, "checkout", "azure-native") };
});

test("plugins lie where the engine looks, in real folders, since it skips linked ones", () => {
  installPlugins(toolchain, home, [azureNative]);
  const plugins = join(home, "plugins");
  expect(readdirSync(plugins).sort()).toEqual([
    "language-nodejs-v3.256.0",
    "resource-azure-native-v3.28.0",
    "resource-databricks-v1.110.0",
  ]);
  for (const name of readdirSync(plugins)) expect(lstatSync(join(plugins, name)).isDirectory()).toBe(true);
  const plugin = join(plugins, "resource-databricks-v1.110.0", "pulumi-resource-databricks");
  expect(readFileSync(plugin, "utf8")).toBe("first");
});

test("of a plugin of our own the executable is linked, which leads to the checkout that it lies in", () => {
  installPlugins(toolchain, home, [azureNative]);
  const folder = join(home, "plugins", "resource-azure-native-v3.28.0");
  expect(readdirSync(folder)).toEqual(["pulumi-resource-azure-native"]);
  const executable = realpathSync(join(folder, "pulumi-resource-azure-native"));
  expect(executable).toBe(join(directory, "checkout", "azure-native", "pulumi-resource-azure-native"));
});

test("where the official language host lies beside the CLI, ours is not installed", () => {
  installPlugins({ ...toolchain, source: "path", languageHost: undefined }, home);
  expect(readdirSync(join(home, "plugins"))).toEqual(["resource-databricks-v1.110.0"]);
});

test("installing again follows a new build, and clears what a broken-off installation left", () => {
  installPlugins(toolchain, home);
  mkdirSync(join(directory, "rebuilt"));
  writeFileSync(join(directory, "rebuilt", "pulumi-resource-databricks"), "second");
  const folder = join(home, "plugins", "resource-databricks-v1.110.0");
  writeFileSync(`${folder}.partial`, "");
  writeFileSync(join(folder, "left-over"), "");
  const { databricksPlugin } = toolchain;
  installPlugins(
    { ...toolchain, databricksPlugin: { ...databricksPlugin, directory: join(directory, "rebuilt") } },
    home,
  );
  expect(readdirSync(folder)).toEqual(["pulumi-resource-databricks"]);
  expect(readFileSync(join(folder, "pulumi-resource-databricks"), "utf8")).toBe("second");
  expect(existsSync(`${folder}.partial`)).toBe(false);
});
