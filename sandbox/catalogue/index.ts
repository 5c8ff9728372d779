export { type Catalogue, catalogue, type MatchedOperation, type Operation } from "./catalogue";
export { normaliseRequest, validateRequest, validateResponse } from "./validate";
