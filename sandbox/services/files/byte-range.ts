/** A part of a file, in bytes. */
export interface ByteRange {
  start: number;
  length: number;
}

/**
 * The part of a file that a `Range` header asks for; `unsatisfiable` where the file does not reach that far. Undefined
 * for the whole file: also where the header asks for several parts or is none that HTTP knows, which it ignores.
 * @param size of the file, in bytes.
 */
export function askedRange(header: string | undefined, size: number): ByteRange | "unsatisfiable" | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (first === undefined || last === undefined || (first === "" && last === "")) return undefined;
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size : Math.min(size, Number(last) + 1);
  if (first !== "" && last !== "" && Number(last) < Number(first)) return undefined;
  return start >= size ? "unsatisfiable" : { start, length: end - start };
}
