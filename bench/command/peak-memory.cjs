// Loaded into a process before anything else: writes down, as it ends, the most memory that it held at once, in bytes, to
// the file that LAKESTAGE_BENCH_PEAK names. The kernel's figure: sampling would miss what ends so soon.
const { writeFileSync } = require("node:fs");

const KIBIBYTE = 1024;

process.once("exit", () => {
  writeFileSync(process.env.LAKESTAGE_BENCH_PEAK, String(process.resourceUsage().maxRSS * KIBIBYTE));
});
