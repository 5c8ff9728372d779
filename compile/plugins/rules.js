// @ts-check
const fs = require("node:fs");
const path = require("node:path");
const { CHECKOUT } = require("../checkout");

const POLICIES = path.join(CHECKOUT, "policies");
const RULES = path.join(POLICIES, "rules");
const CASES = ".cases.ts";

/**
 * Policies' rules are found by looking into their folder, which a bundler cannot follow: `policies/rule-modules.ts` is
 * replaced by a list of all that lie there when it is compiled.
 * @type {import("esbuild").Plugin}
 */
const rules = {
  name: "rules",
  setup(build) {
    build.onResolve({ filter: /^\.\/rule-modules$/ }, () => ({ path: "rule modules", namespace: "rules" }));
    build.onLoad({ filter: /.*/, namespace: "rules" }, () => ({ contents: ruleModules(), resolveDir: POLICIES }));
  },
};

/** Every file of a family's folder that holds no cases, as `policies/rule-index.ts` has it. */
const ruleFiles = () =>
  fs
    .readdirSync(RULES, { recursive: true, encoding: "utf8" })
    .filter((file) => /^[^/\\]+[/\\][^/\\]+\.ts$/.test(file) && !file.endsWith(CASES))
    .map((file) => path.join(RULES, file));

function ruleModules() {
  const files = ruleFiles();
  const imports = files.map((file, index) => `import * as rule${index} from ${JSON.stringify(file)};`);
  const entries = files.map((file, index) => `[${JSON.stringify(file)}, rule${index}],`);
  return [...imports, "const modules = new Map([", ...entries, "]);", EXPORTED].join("\n");
}

const EXPORTED = "export const ruleModule = (file) => modules.get(file);";

module.exports = { rules };
