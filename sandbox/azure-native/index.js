// Pulumi starts a plugin as plain JavaScript; the provider itself is TypeScript and has no build step.
require("tsx/cjs");
require("./plugin.ts").serve();
