/** Stands in for modules that packages load and no unit test needs (see jest.config.js): it has none of what they have. */
module.exports = {};
