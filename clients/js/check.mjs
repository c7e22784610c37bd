// @aws-sdk/client-bedrock-runtime against the gateway (HTTP/2, prior knowledge). Only environment variables point it there.
// Usage: node check.mjs [--expiries N --token-command CMD]
import { execSync } from "node:child_process";
import {
  BedrockRuntimeClient,
  ConverseCommand,
  ConverseStreamCommand,
  InvokeModelCommand,
  InvokeModelWithResponseStreamCommand,
} from "@aws-sdk/client-bedrock-runtime";

const SONNET = "anthropic.claude-3-sonnet-20240229-v1:0";
const LLAMA = "meta.llama3-70b-instruct-v1:0";
const messages = [{ role: "user", content: [{ text: "Say hello to the keeper of the door." }] }];
const body = JSON.stringify({
  anthropic_version: "bedrock-2023-05-31",
  max_tokens: 64,
  messages: [{ role: "user", content: "Say hello." }],
});

function check(name, condition, seen) {
  if (!condition) {
    console.error(`js: FAILED ${name}:`, seen);
    process.exit(1);
  }
  console.log(`js: ok ${name}`);
}

async function calls(client) {
  const answer = await client.send(new ConverseCommand({ modelId: SONNET, messages }));
  check("converse", answer.usage.inputTokens > 0, answer);
  const events = [];
  for await (const event of (await client.send(new ConverseStreamCommand({ modelId: SONNET, messages }))).stream) {
    events.push(event);
  }
  check("converse-stream", events.at(0).messageStart && events.at(-1).metadata.usage.outputTokens > 0, events);
  const invoked = JSON.parse(
    new TextDecoder().decode((await client.send(new InvokeModelCommand({ modelId: SONNET, body }))).body),
  );
  check("invoke", invoked.usage.output_tokens > 0, invoked);
  let last;
  const streamed = await client.send(new InvokeModelWithResponseStreamCommand({ modelId: SONNET, body }));
  for await (const event of streamed.body) {
    last = JSON.parse(new TextDecoder().decode(event.chunk.bytes));
  }
  check("invoke-with-response-stream", last["amazon-bedrock-invocationMetrics"], last);
}

async function refusal(client) {
  try {
    await client.send(new ConverseCommand({ modelId: LLAMA, messages }));
    check("refusal", false, "a model outside the policy answered");
  } catch (refused) {
    check("refusal is typed", refused.name === "AccessDeniedException", refused);
    check("refusal is explained", refused.message.includes("no identity-based policy allows"), refused.message);
  }
}

async function liveThroughExpiries(expiries, tokenCommand) {
  const fresh = async () => ({
    token: execSync(tokenCommand).toString().trim(),
    expiration: new Date(Date.now() + 60_000),
  });
  const client = new BedrockRuntimeClient({ token: fresh, authSchemePreference: ["httpBearerAuth"] });
  // a token of 60 s is accepted for up to 120 s (60 s of clock skew)
  const end = Date.now() + 120_000 * expiries + 10_000;
  let count = 0;
  while (Date.now() < end) {
    await client.send(new ConverseCommand({ modelId: SONNET, messages }));
    count += 1;
    await new Promise((resolve) => setTimeout(resolve, 5_000));
  }
  check(`${count} calls over ${expiries} expiries`, count > 0, count);
}

const option = (name) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};
const expiries = Number(option("--expiries") ?? 0);
if (expiries > 0) {
  await liveThroughExpiries(expiries, option("--token-command"));
} else {
  const client = new BedrockRuntimeClient({ maxAttempts: 1 });
  await calls(client);
  await refusal(client);
}
process.exit(0);
