const { createRequire } = require("node:module");

// Jest's own: of the version that jest brings with it.
const { default: Sequencer } = createRequire(require.resolve("jest"))("@jest/test-sequencer");

/** Those that take longest. Where it has not run them yet, jest takes the largest files for these; they are small. */
const LONGEST = [
  "test/pipelines.test.ts",
  "test/guide/followed.test.ts",
  "test/shipped-projects.test.ts",
  "test/jobs/faults.test.ts",
  "test/jobs/decided-versions.test.ts",
  "test/jobs/promotion-to-prod.test.ts",
  "infra/config/loading/invalid-projects.test.ts",
  "scripts/supply-chain/package.test.ts",
  "cli/commands/access-pipeline.test.ts",
  "infra/config/variations/project-variations.test.ts",
  "scripts/layers/dependency-rules.test.ts",
];

/** Begins with what takes longest, so that no worker goes on alone with it at the end. */
module.exports = class extends Sequencer {
  async sort(tests) {
    const sorted = [...(await super.sort(tests))];
    const place = ({ path }) => LONGEST.findIndex((name) => path.endsWith(name));
    const long = sorted.filter((test) => place(test) >= 0).sort((one, other) => place(one) - place(other));
    return [...long, ...sorted.filter((test) => place(test) < 0)];
  }
};
