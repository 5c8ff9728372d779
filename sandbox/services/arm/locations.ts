import { ApiError } from "../../control-plane";

/** Azure's public regions. */
const REGIONS = new Set(
  `australiacentral australiacentral2 australiaeast australiasoutheast austriaeast belgiumcentral brazilsouth
  brazilsoutheast canadacentral canadaeast centralindia centralus chilecentral eastasia eastus eastus2 francecentral
  francesouth germanynorth germanywestcentral indonesiacentral israelcentral italynorth japaneast japanwest jioindiacentral
  jioindiawest koreacentral koreasouth malaysiawest mexicocentral newzealandnorth northcentralus northeurope norwayeast
  norwaywest polandcentral qatarcentral southafricanorth southafricawest southcentralus southeastasia southindia
  spaincentral swedencentral switzerlandnorth switzerlandwest uaecentral uaenorth uksouth ukwest westcentralus westeurope
  westindia westus westus2 westus3`.split(/\s+/),
);

/** Services that are nowhere in particular. */
const GLOBAL = "global";

/**
 * A location as ARM writes it: `West Europe` is `westeurope`.
 * @throws ApiError LocationNotAvailableForResourceType
 */
export function canonicalLocation(location: string, type: string, global: boolean): string {
  const canonical = location.replaceAll(" ", "").toLowerCase();
  if (global ? canonical === GLOBAL : REGIONS.has(canonical)) return canonical;
  throw new ApiError(
    400,
    "LocationNotAvailableForResourceType",
    `The provided location '${location}' is not available for resource type '${type}'.` +
      (global ? ` List of available regions for the resource type is '${GLOBAL}'.` : ""),
  );
}
