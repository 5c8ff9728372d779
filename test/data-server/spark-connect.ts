import { Client, credentials, Metadata, type ServiceError } from "@grpc/grpc-js";

/** A field of a protocol buffer that is text, or a message of its own. */
function field(number: number, content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.from([(number << 3) | 2, bytes.length]), bytes]);
}

/** The refusal of a call of Spark Connect's, or nothing. @param remote as `SPARK_REMOTE` has it. */
export async function refusalOf(remote: string, method: string, request: Buffer): Promise<string | undefined> {
  const [address = "", ...parameters] = remote.replace("sc://", "").split(/\/?;/);
  const metadata = new Metadata();
  for (const parameter of parameters) {
    const [name = "", value = ""] = parameter.split("=");
    if (name === "token") metadata.set("authorization", `Bearer ${value}`);
    else metadata.set(name, value);
  }
  const client = new Client(address, credentials.createInsecure());
  try {
    const error = await new Promise<ServiceError | null>((resolve) => {
      client.makeUnaryRequest(
        `/spark.connect.SparkConnectService/${method}`,
        (bytes: Buffer) => bytes,
        (bytes: Buffer) => bytes,
        request,
        metadata,
        (failure) => resolve(failure),
      );
    });
    return error?.details;
  } finally {
    client.close();
  }
}

const SESSION = "11111111-2222-4333-8444-555555555555";

/** A request of the service `Config`, which sets a value. @param user whoever it says it is from. */
export const settingRequest = (key: string, value: string, user = "me"): Buffer =>
  Buffer.concat([
    field(1, SESSION),
    field(2, field(1, user)),
    field(3, field(1, field(1, Buffer.concat([field(1, key), field(2, value)])))),
  ]);
