// Pulumi starts a policy pack as plain JavaScript, and waits for what it exports.
module.exports = require("../compile")
  .load("policies")
  .then(({ servePack }) => servePack());
