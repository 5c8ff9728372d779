/** Stands in for the parts of Pulumi's SDK that turn functions into text (see jest.config.js): it has none of them. */
module.exports = {};
