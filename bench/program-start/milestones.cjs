// Loaded into the Pulumi program's process before anything else: writes down when it gets where, in milliseconds since
// 1970, to the file that LAKESTAGE_BENCH_MILESTONES names. Other Node processes of the engine do not load the program.
const { writeFileSync } = require("node:fs");
const Module = require("node:module");
const { isAbsolute } = require("node:path");

const file = process.env.LAKESTAGE_BENCH_MILESTONES;
const milestones = { processStarted: performance.timeOrigin };
const now = () => performance.timeOrigin + performance.now();

const load = Module._load;
Module._load = function (request, parent, isMain) {
  const loaded = load.call(this, request, parent, isMain);
  if (request === "./runtime/resource" && loaded.registerResource && !milestones.sdkLoaded) watch(loaded);
  if (isProgram(request, parent)) milestones.programLoaded = now();
  return loaded;
};

/** Pulumi's starter requires the program, and nothing else after the stack, by its absolute path. */
const isProgram = (request, parent) =>
  milestones.stackRegistered !== undefined && isAbsolute(request) && /cmd.run.run\.js$/.test(parent?.filename ?? "");

function watch(runtime) {
  milestones.sdkLoaded = now();
  const register = runtime.registerResource;
  runtime.registerResource = (...args) => {
    const [, , type] = args;
    if (type === "pulumi:pulumi:Stack") milestones.stackRegistered ??= now();
    else if (!type.startsWith("pulumi:providers:")) milestones.resourceRegistered ??= now();
    return register(...args);
  };
}

process.on("exit", () => {
  if (!milestones.resourceRegistered) return;
  milestones.processEnded = now();
  writeFileSync(file, JSON.stringify(milestones));
});
