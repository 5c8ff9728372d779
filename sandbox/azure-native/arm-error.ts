import { isJsonObject, type Json } from "../catalogue/json";

/** Azure Resource Manager's refusal of one request, in one sentence that says of what, why, and Azure's own code. */
export class ArmError extends Error {
  constructor(
    /** HTTP status. */
    readonly status: number,
    /** ARM's `code`, for example `StorageAccountAlreadyTaken`. */
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = "ArmError";
  }

  /** @param action what was asked for, for example `PUT /subscriptions/…/vaults/kv-dev`. */
  static from(action: string, status: number, body: Json | undefined): ArmError {
    const error = isJsonObject(body) && isJsonObject(body.error) ? body.error : {};
    const code = typeof error.code === "string" ? error.code : `HTTP ${status}`;
    const reason = typeof error.message === "string" ? error.message : "Azure gave no reason.";
    return new ArmError(status, code, `Azure refused ${action}: ${code}: ${reason}`);
  }
}

/** The resource was made, and did not come up: it belongs in the state, so that the next update or destroy finds it. */
export class ProvisioningFailure extends Error {
  constructor(
    readonly id: string,
    message: string,
  ) {
    super(message);
    this.name = "ProvisioningFailure";
  }
}

/** Mistakes of whoever set the provider up; the message says what to do. */
export class ConfigurationError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ConfigurationError";
  }
}
