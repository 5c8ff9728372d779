import { z } from "zod";

/** What Pulumi calls the project: settings are in this namespace, and states are kept under it. */
const PROJECT = "lakestage";

const RUNTIME = "nodejs";

const text = () => z.string().nullable().optional();
const keysAndValues = () => z.record(z.string(), z.unknown()).nullable().optional();
const runtimeName = () =>
  z.string().refine((name) => name === RUNTIME, `must be "${RUNTIME}", which the program is written for`);

/**
 * What `Pulumi.yaml` may hold, as Pulumi's own schema of it has it; sections aside. Keys that Pulumi would take and the
 * program cannot live with are left out.
 */
export const estateFileSchema = z.strictObject({
  name: z
    .string()
    .refine(
      (name) => name === PROJECT,
      `must be "${PROJECT}": settings are in its namespace, and states are kept under it`,
    ),
  runtime: runtimeName(),
  main: z.string().min(1, "must name the program's folder").optional(),
  description: text(),
  author: text(),
  website: text(),
  license: text(),
  config: z.unknown().optional(),
  backend: z.strictObject({ url: z.string().optional() }).nullable().optional(),
  options: z
    .strictObject({ refresh: z.literal("always").optional() })
    .nullable()
    .optional(),
  template: keysAndValues(),
  packages: keysAndValues(),
  plugins: keysAndValues(),
  requiredPulumiVersion: text(),
});

/** The same where the runtime is said with its options. */
export const estateFileWithOptionsSchema = estateFileSchema.extend({
  runtime: z.strictObject({ name: runtimeName(), options: keysAndValues() }),
});

/** What Pulumi keeps in a stack's file, sections aside. */
export const stackFileSchema = z.strictObject({
  config: z.unknown().optional(),
  environment: z.unknown().optional(),
  secretsprovider: z
    .string()
    .regex(
      /^(passphrase|default|service|b64|(awskms|azurekeyvault|gcpkms|hashivault):\/\/.+)$/,
      "must be passphrase, or the address of a key such as azurekeyvault://my-vault.vault.azure.net/keys/pulumi",
    )
    .optional(),
  encryptionsalt: z.string().regex(/^v1:/, "must be what Pulumi wrote, which begins with v1:").optional(),
  encryptedkey: z.string().min(1, "must be what Pulumi wrote").optional(),
});

/** Keys of which a stack's file cannot do without one, where it holds secrets; settings they are none. */
export const STACK_KEYS: readonly string[] = ["secretsprovider", "encryptionsalt", "encryptedkey"];
