import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export function interimEngine(home: string, checkout: string, engine: string, stacks: string) {
  if (!existsSync(join(engine, "plugins"))) {
    mkdirSync(engine, { recursive: true });
    execFileSync("cp", ["-rs", "/tmp/warm/toolchain/plugins", join(engine, "plugins")]);
    const d = join(engine, "plugins/resource-azure-native-v3.28.0");
    mkdirSync(d);
    for (const f of readdirSync(join(checkout, "sandbox/azure-native")))
      symlinkSync(join(checkout, "sandbox/azure-native", f), join(d, f));
    symlinkSync(join(checkout, "node_modules"), join(d, "node_modules"));
  }
  const project = join(home, "project");
  mkdirSync(project, { recursive: true });
  for (const f of readdirSync(checkout)) {
    if (f === ".git" || f === ".lakestage") continue;
    const t = join(project, f);
    if (/^Pulumi\.\w+\.yaml$/.test(f)) {
      const salt = existsSync(t) ? /^encryptionsalt.*$/m.exec(readFileSync(t, "utf8"))?.[0] : undefined;
      writeFileSync(t, readFileSync(join(checkout, f), "utf8") + (salt ? `${salt}\n` : ""));
    } else if (!existsSync(t)) symlinkSync(join(checkout, f), t);
  }
  return {
    pulumi: "/tmp/warm/toolchain/pulumi",
    directory: project,
    environment: {
      PULUMI_HOME: engine,
      PULUMI_BACKEND_URL: `file://${stacks}`,
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      NODE_OPTIONS: "--stack-trace-limit=0",
      GOGC: "400",
      PULUMI_PARALLEL_DIFF: "true",
    },
  };
}
