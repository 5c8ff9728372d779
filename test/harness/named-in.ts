import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT } from "./estate";

const FOLDERS = ["azure/", "databricks/", "infra/", "sandbox/authority/", "sandbox/services/", "sandbox/azure-native/"];
const BESIDES = /\.(test\.ts|md)$/;

/** Whether a file is of what declares estates, or of the services that take them. */
export const isOfEstates = (file: string): boolean =>
  FOLDERS.some((folder) => file.startsWith(folder)) && !BESIDES.test(file);

/** Whether a file names one of these settings. One that is gone may have named any. */
export function namesAny(file: string, settings: readonly string[]): boolean {
  const path = join(CHECKOUT, file);
  if (!existsSync(path)) return true;
  const words = new Set(readFileSync(path, "utf8").match(/[A-Za-z]+/g));
  return settings.some((setting) => words.has(setting));
}
