export { type Catalogue, catalogue, type MatchedOperation, type Operation } from "./catalogue";
export { normaliseRequest, takesBytes, validateRequest, validateResponse } from "./validate";
