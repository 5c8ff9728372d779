/** What the program declares, without an engine. */
export {
  type Declaration,
  type DeclaredStack,
  declareBesideDeployed,
  declareEstate,
  declareForTheFirstTime,
  Estate,
  type OtherSettings,
} from "./declare-estate";
export { type ConstructedAt, type DeclaredResource, PROJECT, type Properties, urnOf } from "./declared-resource";
export type { Recording, Services } from "./recorder";
