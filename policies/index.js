// Pulumi starts a policy pack as plain JavaScript; the rules are TypeScript and have no build step.
require("tsx/cjs");
require("./pack.ts").servePack();
