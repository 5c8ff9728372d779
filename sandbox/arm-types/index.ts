/** What Azure publishes of the resource types that are declared, and whether a request is as it says. */
export { type ArmType, armType, armTypeIn } from "./arm-types";
export { type Checked, checkBody, type Finding } from "./check-body";
