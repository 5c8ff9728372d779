import { notFound, ownMember } from "../../control-plane";

/** A model that the service itself provides. */
interface FoundationModel {
  display_name: string;
  task: string;
}

const CHAT = "llm/v1/chat";
const EMBEDDINGS = "llm/v1/embeddings";

/** Those of the service's models that the sandbox knows, by their names in `system.ai`. */
const FOUNDATION_MODELS: Readonly<Record<string, FoundationModel>> = {
  "system.ai.bge_large_en_v1_5": { display_name: "BGE Large (En)", task: EMBEDDINGS },
  "system.ai.gpt-oss-120b": { display_name: "GPT OSS 120B", task: CHAT },
  "system.ai.gpt-oss-20b": { display_name: "GPT OSS 20B", task: CHAT },
  "system.ai.gte_large_en_v1_5": { display_name: "GTE Large (En)", task: EMBEDDINGS },
  "system.ai.llama-4-maverick": { display_name: "Llama 4 Maverick", task: CHAT },
  "system.ai.meta_llama_v3_1_8b_instruct": { display_name: "Meta Llama 3.1 8B Instruct", task: CHAT },
  "system.ai.meta_llama_v3_3_70b_instruct": { display_name: "Meta Llama 3.3 70B Instruct", task: CHAT },
};

/** @throws ApiError 404 for a name that the sandbox does not know. */
export function foundationModel(name: string): FoundationModel {
  const model = ownMember(FOUNDATION_MODELS, name);
  if (model) return model;
  const known = Object.keys(FOUNDATION_MODELS).join(", ");
  throw notFound(`Foundation model '${name}' does not exist. The sandbox has ${known}.`);
}
