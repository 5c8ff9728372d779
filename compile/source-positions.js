// @ts-check
const fs = require("node:fs");
const { SourceMap } = require("node:module");
const path = require("node:path");

/** `    at call (/a/file.js:12:34)`, or without the call and the brackets. */
const FRAME = /^( {4}at (?:.* \()?)(.+):(\d+):(\d+)(?=\)?$)/gm;

/**
 * An error's trace in terms of the sources. Where the files that it names have maps beside them, as compiled ones do, it is
 * said where that is in the sources; other lines stay.
 * @param {string} trace
 * @param {Map<string, SourceMap | undefined>} maps those that were read already, by file, to which others are added: reading one
 * takes longer than all else. Default: none, and none is kept.
 */
function inSources(trace, maps = new Map()) {
  const mapOf = (/** @type {string} */ file) => {
    if (!maps.has(file)) maps.set(file, readMap(`${file}.map`));
    return maps.get(file);
  };
  /** @type {(file: string, line: number, column: number) => string} */
  const position = (file, line, column) => {
    const entry = mapOf(file)?.findEntry(line - 1, column - 1);
    if (!entry || !("originalSource" in entry)) return `${file}:${line}:${column}`;
    // What a map leads to may have one of its own.
    const source = path.resolve(path.dirname(file), entry.originalSource);
    return position(source, entry.originalLine + 1, entry.originalColumn + 1);
  };
  return trace.replace(
    FRAME,
    (_, call, file, line, column) => `${call}${position(file, Number(line), Number(column))}`,
  );
}

/**
 * @param {string} file
 * @returns {SourceMap | undefined} nothing where there is none that can be read.
 */
function readMap(file) {
  try {
    return new SourceMap(JSON.parse(fs.readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}

module.exports = { inSources };
