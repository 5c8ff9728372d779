import { Access } from "../../authority/unity-catalog/access";
import { schemaRef } from "../../authority/unity-catalog/securables";
import { ApiError, type Behaviour, type Service } from "../../control-plane";

/** Functions that are no models: nothing makes any here, so that there are none in any schema that the caller may look into. */
const listFunctions: Behaviour<{ catalog_name: string; schema_name: string }> = (request, call) => {
  Access.of(call).visible(schemaRef(`${request.catalog_name}.${request.schema_name}`), "USE_SCHEMA");
  return { functions: [] };
};

const getFunction: Behaviour<{ name: string }> = ({ name }) => {
  throw new ApiError(404, "FUNCTION_DOES_NOT_EXIST", `Function '${name}' does not exist.`);
};

const listProviders: Behaviour = (_request, call) => {
  Access.of(call);
  return { providers: [] };
};

const getProvider: Behaviour<{ name: string }> = ({ name }) => {
  throw new ApiError(404, "PROVIDER_DOES_NOT_EXIST", `Provider '${name}' does not exist.`);
};

/** What there is none of: asked for all, it is an empty list, and by name it does not exist. */
export const emptyListsService: Service = {
  "catalog.Functions.List": listFunctions,
  "catalog.Functions.Get": getFunction,
  "sharing.Providers.List": listProviders,
  "sharing.Providers.Get": getProvider,
};
