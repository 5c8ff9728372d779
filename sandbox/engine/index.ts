/** The real Pulumi engine and the real Databricks provider, wherever this machine gets them from, and how to run them. */
export { giveSalt, refreshProjectView } from "./project-view/refresh-project-view";
export { proxySettings } from "./proxies";
export { type EngineSettings, engineEnvironment, shellEnvironment } from "./pulumi-home/engine-environment";
export { installPlugins, keepNoLogs, type OwnPlugin } from "./pulumi-home/install-plugins";
export { describeToolchain, type ToolchainDescription, type WayVerdict } from "./toolchain/describe";
export { removeDamaged, resolveTerraformProvider, resolveToolchain } from "./toolchain/resolve";
export type {
  DatabricksPlugin,
  Toolchain,
  ToolchainOptions,
  ToolchainProgress,
  ToolSource,
} from "./toolchain/toolchain";
