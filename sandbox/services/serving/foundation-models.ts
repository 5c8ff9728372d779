import { notFound, ownMember } from "../../control-plane";

/** A model that the service itself provides. */
interface FoundationModel {
  display_name: string;
  task: string;
}

const CHAT = "llm/v1/chat";
const COMPLETIONS = "llm/v1/completions";
const EMBEDDINGS = "llm/v1/embeddings";

/** Those of the service's models that are served with throughput of their own, by their names in `system.ai`. */
const FOUNDATION_MODELS: Readonly<Record<string, FoundationModel>> = {
  "system.ai.bge_base_en_v1_5": { display_name: "BGE Base (En)", task: EMBEDDINGS },
  "system.ai.bge_large_en_v1_5": { display_name: "BGE Large (En)", task: EMBEDDINGS },
  "system.ai.bge_m3": { display_name: "BGE M3", task: EMBEDDINGS },
  "system.ai.bge_small_en_v1_5": { display_name: "BGE Small (En)", task: EMBEDDINGS },
  "system.ai.dbrx_base": { display_name: "DBRX Base", task: COMPLETIONS },
  "system.ai.dbrx_instruct": { display_name: "DBRX Instruct", task: CHAT },
  "system.ai.gemma-3-12b-it": { display_name: "Gemma 3 12B", task: CHAT },
  "system.ai.gpt-oss-120b": { display_name: "GPT OSS 120B", task: CHAT },
  "system.ai.gpt-oss-20b": { display_name: "GPT OSS 20B", task: CHAT },
  "system.ai.gte_base_en_v1_5": { display_name: "GTE Base (En)", task: EMBEDDINGS },
  "system.ai.gte_large_en_v1_5": { display_name: "GTE Large (En)", task: EMBEDDINGS },
  "system.ai.llama-4-maverick": { display_name: "Llama 4 Maverick", task: CHAT },
  "system.ai.llama_v3_2_1b": { display_name: "Llama 3.2 1B", task: COMPLETIONS },
  "system.ai.llama_v3_2_1b_instruct": { display_name: "Llama 3.2 1B Instruct", task: CHAT },
  "system.ai.llama_v3_2_3b": { display_name: "Llama 3.2 3B", task: COMPLETIONS },
  "system.ai.llama_v3_2_3b_instruct": { display_name: "Llama 3.2 3B Instruct", task: CHAT },
  "system.ai.llama_v3_3_70b_instruct": { display_name: "Llama 3.3 70B Instruct", task: CHAT },
  "system.ai.meta_llama_3_70b": { display_name: "Meta Llama 3 70B", task: COMPLETIONS },
  "system.ai.meta_llama_3_70b_instruct": { display_name: "Meta Llama 3 70B Instruct", task: CHAT },
  "system.ai.meta_llama_3_8b": { display_name: "Meta Llama 3 8B", task: COMPLETIONS },
  "system.ai.meta_llama_3_8b_instruct": { display_name: "Meta Llama 3 8B Instruct", task: CHAT },
  "system.ai.meta_llama_v3_1_405b": { display_name: "Meta Llama 3.1 405B", task: COMPLETIONS },
  "system.ai.meta_llama_v3_1_405b_instruct_fp8": { display_name: "Meta Llama 3.1 405B Instruct", task: CHAT },
  "system.ai.meta_llama_v3_1_70b": { display_name: "Meta Llama 3.1 70B", task: COMPLETIONS },
  "system.ai.meta_llama_v3_1_70b_instruct": { display_name: "Meta Llama 3.1 70B Instruct", task: CHAT },
  "system.ai.meta_llama_v3_1_8b": { display_name: "Meta Llama 3.1 8B", task: COMPLETIONS },
  "system.ai.meta_llama_v3_1_8b_instruct": { display_name: "Meta Llama 3.1 8B Instruct", task: CHAT },
  "system.ai.meta_llama_v3_3_70b_instruct": { display_name: "Meta Llama 3.3 70B Instruct", task: CHAT },
  "system.ai.mistral_7b_instruct_v0_1": { display_name: "Mistral 7B Instruct v0.1", task: CHAT },
  "system.ai.mistral_7b_instruct_v0_2": { display_name: "Mistral 7B Instruct v0.2", task: CHAT },
  "system.ai.mistral_7b_v0_1": { display_name: "Mistral 7B v0.1", task: COMPLETIONS },
  "system.ai.mixtral_8x7b_instruct_v0_1": { display_name: "Mixtral 8x7B Instruct v0.1", task: CHAT },
  "system.ai.mixtral_8x7b_v0_1": { display_name: "Mixtral 8x7B v0.1", task: COMPLETIONS },
  "system.ai.qwen3-embedding-0-6b": { display_name: "Qwen3 Embedding 0.6B", task: EMBEDDINGS },
  "system.ai.qwen3-next-80b-a3b-instruct": { display_name: "Qwen3 Next 80B A3B Instruct", task: CHAT },
};

/** @throws ApiError 404 for a name that the sandbox does not know. */
export function foundationModel(name: string): FoundationModel {
  const model = ownMember(FOUNDATION_MODELS, name);
  if (model) return model;
  const known = Object.keys(FOUNDATION_MODELS).join(", ");
  throw notFound(`Foundation model '${name}' does not exist. The sandbox has ${known}.`);
}
