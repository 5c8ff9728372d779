import { delimiter } from "node:path";
import type { Toolchain } from "../toolchain/toolchain";
import { engineEnvironment, nodeOptions, shellEnvironment } from "./engine-environment";

const settings = {
  pulumiHome: "/home/pulumi",
  backendUrl: "file:///home/stacks",
  passphraseFile: "/home/passphrase",
  projectView: "/home/project",
};
const toolchain: Toolchain = {
  pulumi: "/cache/pulumi",
  source: "built",
  version: "3.256.0",
  databricksPlugin: { directory: "/cache/databricks", version: "1.110.0", source: "built" },
  languageHost: "/host",
  cached: true,
};

test("the engine's home, state and project are the sandbox's, and nothing is downloaded", () => {
  expect(engineEnvironment(settings, {})).toMatchObject({
    PULUMI_HOME: "/home/pulumi",
    PULUMI_BACKEND_URL: "file:///home/stacks",
    PULUMI_CONFIG_PASSPHRASE_FILE: "/home/passphrase",
    PULUMI_OPTION_CWD: "/home/project",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
  });
});

test("what the engine starts, and a shell, reach loopback without the proxy that is set", () => {
  const inherited = { http_proxy: "http://proxy.example:3128", NO_PROXY: "corp.example" };
  const direct = { no_proxy: "corp.example,localhost,127.0.0.1,::1", NO_PROXY: "corp.example,localhost,127.0.0.1,::1" };
  expect(engineEnvironment(settings, inherited)).toMatchObject(direct);
  expect(shellEnvironment(toolchain, settings, inherited)).toMatchObject(direct);
});

test("stack traces are off unless they are asked for, and other options of Node are kept", () => {
  expect(nodeOptions(undefined)).toBe("--stack-trace-limit=0");
  expect(nodeOptions("--max-old-space-size=512")).toBe("--max-old-space-size=512 --stack-trace-limit=0");
  expect(nodeOptions("--stack-trace-limit=50")).toBe("--stack-trace-limit=50");
});

test("a shell gets our pulumi first on its PATH, once, and its other Node programs as they are", () => {
  const once = shellEnvironment(toolchain, settings, { PATH: `/usr/bin${delimiter}/bin` });
  const [first, ...rest] = (once.PATH ?? "").split(delimiter);
  expect(first).toMatch(/engine.launcher$/);
  expect(rest).toEqual(["/usr/bin", "/bin"]);
  expect(once.LAKESTAGE_PULUMI).toBe("/cache/pulumi");
  expect(once).not.toHaveProperty("NODE_OPTIONS");
  expect(shellEnvironment(toolchain, settings, { PATH: once.PATH }).PATH).toBe(once.PATH);
});
