export { type Attributes, PRINCIPAL_ID, PRINCIPAL_TYPE, ROLE_DEFINITION_ID } from "./attributes";
export { type Condition, parseCondition } from "./condition";
export { InvalidCondition } from "./invalid-condition";
