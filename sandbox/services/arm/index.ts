import type { Seed, SeededIds, Service, Store } from "../../control-plane";

export const armService: Service = {};
export function seedArm(_store: Store, _seed: Seed, _ids: SeededIds): void {}
