import { invalidParameter } from "../../control-plane";
import type { EntityKind, EntitySettings } from "./served-entity";

const WORKLOAD_SIZES = ["Small", "Medium", "Large"];
/** Requests at once come in steps of these. */
const CONCURRENCY_STEP = 4;
const MODEL_UNITS_STEP = 50;

/** Which of the settings apply to entities of each kind; all other kinds refuse them. */
const APPLICABLE: { [Kind in EntityKind]: ReadonlySet<keyof EntitySettings> } = {
  custom: new Set([
    "environment_vars",
    "instance_profile_arn",
    "workload_size",
    "workload_type",
    "scale_to_zero_enabled",
    "min_provisioned_concurrency",
    "max_provisioned_concurrency",
  ]),
  foundation: new Set([
    "min_provisioned_throughput",
    "max_provisioned_throughput",
    "provisioned_model_units",
    "burst_scaling_enabled",
    "scale_to_zero_enabled",
  ]),
  external: new Set(),
};

const SETTINGS = new Set([...APPLICABLE.custom, ...APPLICABLE.foundation]);

/**
 * What an entity runs on, with the service's defaults.
 * @throws ApiError 400 for settings that exclude each other, or that entities of this kind do not have.
 */
export function completeCapacity(name: string, kind: EntityKind, given: EntitySettings): EntitySettings {
  // Clients send the zero value of what was left out.
  const misplaced = [...SETTINGS].filter((setting) => given[setting] && !APPLICABLE[kind].has(setting));
  if (misplaced.length > 0) {
    throw invalidParameter(`Served entity '${name}' is ${ARTICLE[kind]} model: ${misplaced.join(", ")} cannot be set.`);
  }
  if (kind === "external") return {};
  if (kind === "foundation") return completeThroughput(name, given);
  return completeConcurrency(name, given);
}

const ARTICLE: { [Kind in EntityKind]: string } = {
  custom: "a custom",
  foundation: "a foundation",
  external: "an external",
};

function completeConcurrency(name: string, given: EntitySettings): EntitySettings {
  const { workload_size: size, min_provisioned_concurrency: min, max_provisioned_concurrency: max } = given;
  const bounded = min !== undefined || max !== undefined;
  if (size && bounded) {
    throw invalidParameter(
      `Served entity '${name}' can have either workload_size or min_provisioned_concurrency and max_provisioned_concurrency.`,
    );
  }
  if (size && !WORKLOAD_SIZES.includes(size)) {
    throw invalidParameter(
      `workload_size '${size}' of served entity '${name}' is not supported: it must be one of ${WORKLOAD_SIZES.join(", ")}.`,
    );
  }
  if (bounded) {
    requireBounds(name, "provisioned_concurrency", min, max);
    requireMultiple(name, "min_provisioned_concurrency", min, CONCURRENCY_STEP);
    requireMultiple(name, "max_provisioned_concurrency", max, CONCURRENCY_STEP);
  }
  return {
    ...given,
    ...(bounded ? {} : { workload_size: size || "Small" }),
    workload_type: given.workload_type ?? "CPU",
    scale_to_zero_enabled: given.scale_to_zero_enabled ?? false,
  };
}

/** Without any of these, what the service provides is paid by token. */
function completeThroughput(name: string, given: EntitySettings): EntitySettings {
  const { min_provisioned_throughput: min, max_provisioned_throughput: max, provisioned_model_units: units } = given;
  if (units !== undefined && max !== undefined) {
    throw invalidParameter(
      `Served entity '${name}' can have either provisioned_model_units or max_provisioned_throughput.`,
    );
  }
  if (units !== undefined) requireMultiple(name, "provisioned_model_units", units, MODEL_UNITS_STEP);
  if (min !== undefined || max !== undefined) requireBounds(name, "provisioned_throughput", min, max);
  return given;
}

/** Without a lower bound it is 0, which clients cannot send: they leave zeros out. */
function requireBounds(name: string, what: string, min = 0, max?: number): void {
  if (max === undefined) throw invalidParameter(`Served entity '${name}' has min_${what}: it needs max_${what} too.`);
  if (min < 0 || max <= 0 || min > max) {
    throw invalidParameter(
      `Served entity '${name}' has min_${what} ${min} and max_${what} ${max}: 0 ≤ min ≤ max and max > 0 must hold.`,
    );
  }
}

function requireMultiple(name: string, what: string, value: number | undefined, step: number): void {
  if (value !== undefined && value % step !== 0) {
    throw invalidParameter(`${what} of served entity '${name}' must be a multiple of ${step}, got ${value}.`);
  }
}
