/** What the program declares, without an engine. */
export { type DeclaredStack, declareEstate } from "./declare-estate";
export {
  type DeclaredResource,
  type Properties,
  type Recording,
  type Services,
  urnOf,
} from "./recorder";
