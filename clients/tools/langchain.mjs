// LangChain against the gateway, with nothing but the environment that ./ostiary start prints.
import { ChatBedrockConverse } from "@langchain/aws";

const expect = (holds, what) => {
  if (!holds) throw new Error(`langchain: FAILED ${what}`);
  console.log(`langchain: ok ${what}`);
};
const chat = (model) => new ChatBedrockConverse({ model, region: process.env.AWS_REGION, maxRetries: 0 });

const sonnet = chat("anthropic.claude-3-sonnet-20240229-v1:0");
const answer = await sonnet.invoke("Say hello.");
expect(answer.content.length > 0 && answer.usage_metadata.output_tokens > 0, "invoke with its usage");
let text = "";
for await (const chunk of await sonnet.stream("Say hello.")) text += chunk.content;
expect(text === answer.content, "a stream with the same text");
const refusal = await chat("meta.llama3-70b-instruct-v1:0").invoke("Say hello.").catch((error) => error);
expect(refusal.name === "AccessDeniedException" && refusal.message.includes("ostiary: policy"), "a refusal that says why");
