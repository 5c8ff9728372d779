export {
  Catalogue,
  type CatalogueFile,
  catalogue,
  type Field,
  type MatchedOperation,
  type Operation,
  type PlaneKind,
  type Shape,
} from "./catalogue";
export type { Json, JsonObject } from "./json";
export { normaliseRequest, type RequestContent, validateRequest, validateResponse } from "./validate";
export type { Violation } from "./violation";
