import { resolveToolchain } from "../../sandbox/engine";
import { toolchainDisplay } from "../report/toolchain-display";
import type { Terminal } from "../terminal";

const SOURCES = { path: "installed on this machine", built: "built from its Go modules", npm: "the official download" };

/** Makes the engine and the Databricks provider present, and says which they are. */
export async function engine(terminal: Terminal): Promise<void> {
  const { source, version, databricksPlugin, cached } = await resolveToolchain({
    onProgress: toolchainDisplay(terminal),
  });
  terminal.result(
    `Pulumi ${version} (${SOURCES[source]}), Databricks provider ${databricksPlugin.version} (${databricksPlugin.source})` +
      `${cached ? ", from the cache" : ""}`,
  );
}
