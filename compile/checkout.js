// @ts-check
const path = require("node:path");

/** The folder of the sources that are compiled: where this very file lies. */
const CHECKOUT = path.resolve(__dirname, "..");

module.exports = { CHECKOUT };
