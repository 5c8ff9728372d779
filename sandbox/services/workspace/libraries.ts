import { invalidParameter, type JsonObject } from "../../control-plane";

const KINDS = ["cran", "egg", "jar", "maven", "pypi", "requirements", "whl"];

/** @throws ApiError 400 unless each library is of exactly one kind. */
export function requireLibraries(libraries: JsonObject[] | undefined): void {
  for (const library of libraries ?? []) {
    const given = KINDS.filter((kind) => library[kind] !== undefined);
    if (given.length !== 1) {
      throw invalidParameter(
        `A library is of exactly one kind of ${KINDS.join(", ")}; got ${given.join(", ") || "none"}.`,
      );
    }
  }
}
