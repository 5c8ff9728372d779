/** What the program declares, without an engine. */
export { type Declaration, type DeclaredStack, declareEstate, Estate, type OtherSettings } from "./declare-estate";
export { type ConstructedAt, type DeclaredResource, type Properties, urnOf } from "./declared-resource";
export type { Recording, Services } from "./recorder";
