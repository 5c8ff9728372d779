import type { Settings } from "./schema/settings";

export type Protection = { [Guard in keyof Settings["protection"]]-?: boolean };

/** The guards against deletion: as set, else by what the environment is for. */
export function protectionOf({ environment, protection }: Pick<Settings, "environment" | "protection">): Protection {
  const production = environment.stage === "production";
  return {
    lock: protection.lock ?? production,
    deletion: protection.deletion ?? production,
    forceDestroy: protection.forceDestroy ?? !production,
  };
}
