import { type Change, edit, set, type Writable } from "../../../cases/planted";
import type { PropertiesOf } from "../../../resource-types";

const ALERT = "databricks:index/alertV2:AlertV2";
const MONITOR = "databricks:index/qualityMonitor:QualityMonitor";

type Alert = Writable<PropertiesOf<typeof ALERT>>;

/** The declared alert with other values. */
export const alert = (values: Partial<Alert>): Change => set(ALERT, "alert-model-decays-alert", values);

/** The declared alert that is evaluated otherwise. */
export const evaluation = (values: Partial<NonNullable<Alert["evaluation"]>>): Change =>
  edit(ALERT, "alert-model-decays-alert", (inputs) => {
    inputs.evaluation = { ...inputs.evaluation, ...values };
  });

/** A declared quality monitor with other values. */
export const monitor = (name: string, values: Partial<Writable<PropertiesOf<typeof MONITOR>>>): Change =>
  set(MONITOR, name, values);
