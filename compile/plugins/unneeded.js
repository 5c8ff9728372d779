// @ts-check

const SERIALISER = ["serializeFunction", "serializeFunctionAsync", "computeCodePaths"];
const REFUSING = `
  const refuse = () => { throw new Error("Functions cannot be sent to the cloud from compiled code (compile/plugins/unneeded.js)"); };
  ${SERIALISER.map((name) => `exports.${name} = refuse;`).join("\n")}`;

/**
 * Leaves out what packages load and nothing of ours needs (jest.config.js has the same).
 * @type {import("esbuild").Plugin}
 */
const unneeded = {
  name: "unneeded",
  setup(build) {
    // With it Pulumi's SDK sends functions to the cloud: a package manager and the TypeScript compiler.
    build.onResolve({ filter: /\/closure\/(serializeClosure|codePaths)$/ }, () => ({
      path: "function serialiser",
      namespace: "unneeded",
    }));
    // Zod's messages in sixty languages; English is loaded by itself.
    build.onResolve({ filter: /^\.\.\/locales\/index\.c?js$/ }, () => ({ path: "languages", namespace: "unneeded" }));
    build.onLoad({ filter: /.*/, namespace: "unneeded" }, ({ path }) => ({
      contents: path === "languages" ? "" : REFUSING,
    }));
  },
};

module.exports = { unneeded };
