import { type Call, invalidParameter } from "../../control-plane";
import { requireLevel } from "../workspace/access-lists";
import { notificationDestinations } from "../workspace/notification-destinations";
import type { PermissionLevel } from "../workspace/object-types";
import { warehouses } from "../workspace/warehouses";

/** @throws ApiError 400 when there is no such SQL warehouse, 403 when the caller has not `level` on it. */
export function requireWarehouse(call: Call, id: string, level: PermissionLevel): void {
  if (!warehouses.has(call, id)) {
    throw invalidParameter(`SQL warehouse ${id} does not exist.`);
  }
  requireLevel(call, { type: "sql/warehouses", id }, level);
}

/** @throws ApiError 400 when there is no such notification destination. */
export function requireDestination(call: Call, id: string): void {
  if (!notificationDestinations.has(call, id)) {
    throw invalidParameter(`Notification destination ${id} does not exist.`);
  }
}
