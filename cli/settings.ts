import { SettingsFiles } from "../infra/config";
import { CHECKOUT } from "./checkout";

/**
 * The checkout's settings, as this command read them: each file once, so that what is checked is what is chosen from, and
 * nothing is worked out twice. The program reads them for itself.
 */
export const SETTINGS = SettingsFiles.in(CHECKOUT);
