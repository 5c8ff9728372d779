// Parsed by whatever Node there is: nothing newer than 2015's syntax in this file.

var MINIMUM = [20, 19];

/** Ends the process with one message where Node is older than this program needs. */
module.exports = function requireNodeVersion() {
  var version = process.versions.node.split(".").map(Number);
  var recent = version[0] > MINIMUM[0] || (version[0] === MINIMUM[0] && version[1] >= MINIMUM[1]);
  if (recent) return;
  console.error(
    "Lakestage needs Node " +
      MINIMUM.join(".") +
      " or later; this is Node " +
      process.versions.node +
      ".\n" +
      "Install a current version from https://nodejs.org, or with a version manager: nvm install 20",
  );
  process.exit(3);
};
