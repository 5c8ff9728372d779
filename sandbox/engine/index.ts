/** The real Pulumi engine and the real Databricks provider, wherever this machine gets them from, and how to run them. */
export { describeToolchain, type ToolchainDescription } from "./toolchain/describe";
export { resolveTerraformProvider, resolveToolchain } from "./toolchain/resolve";
export type {
  DatabricksPlugin,
  Toolchain,
  ToolchainOptions,
  ToolchainProgress,
  ToolSource,
} from "./toolchain/toolchain";
export { ToolchainError, type ToolchainProblem } from "./toolchain/toolchain-error";
