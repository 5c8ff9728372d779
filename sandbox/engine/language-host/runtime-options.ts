import type { ProgramInfo } from "@pulumi/pulumi/proto/language_pb";

/** What `runtime.options` of a `Pulumi.yaml` or `PulumiPolicy.yaml` may say, of what concerns running a program. */
export interface RuntimeOptions {
  /** Whether programs are TypeScript, compiled as they load. Default: true. */
  readonly typescript: boolean;
  /** Arguments for Node itself, before the program. Default: none. */
  readonly nodeArguments: readonly string[];
  /** The `tsconfig.json` to use; default: the one in the program's folder, if it has one. */
  readonly tsconfig: string | undefined;
}

export function readRuntimeOptions(info: ProgramInfo | undefined): RuntimeOptions {
  const options: Readonly<Record<string, unknown>> = info?.getOptions()?.toJavaScript() ?? {};
  const { nodeargs, tsconfig, typescript } = options;
  return {
    typescript: typescript !== false,
    nodeArguments: typeof nodeargs === "string" ? splitArguments(nodeargs) : [],
    tsconfig: typeof tsconfig === "string" ? tsconfig : undefined,
  };
}

/** Splits at spaces, except within quotes: `--a "b c"` → `--a`, `b c`. */
function splitArguments(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? "",
  );
}

/** What the SDK's run commands read from the environment instead of arguments. */
export function runtimeEnvironment({ typescript, tsconfig }: RuntimeOptions): Record<string, string> {
  return {
    PULUMI_NODEJS_TYPESCRIPT: String(typescript),
    ...(tsconfig === undefined ? {} : { PULUMI_NODEJS_TSCONFIG_PATH: tsconfig }),
  };
}
