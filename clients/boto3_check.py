"""boto3 against the gateway, unchanged client code: only environment variables (printed by ./ostiary start) point it there.

Usage: boto3_check.py [--expiries N --token-command CMD]
With --expiries it lives through N expiries of short tokens by the hook that docs/clients.md shows.
"""

import argparse
import json
import os
import subprocess
import time

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

SONNET = "anthropic.claude-3-sonnet-20240229-v1:0"
LLAMA = "meta.llama3-70b-instruct-v1:0"
MESSAGES = [{"role": "user", "content": [{"text": "Say hello to the keeper of the door."}]}]
CLAUDE_BODY = json.dumps(
    {
        "anthropic_version": "bedrock-2023-05-31",
        "max_tokens": 64,
        "messages": [{"role": "user", "content": "Say hello."}],
    }
)


def check(name, condition, seen):
    if not condition:
        raise SystemExit(f"boto3: FAILED {name}: {seen}")
    print(f"boto3: ok {name}")


def calls(runtime):
    answer = runtime.converse(modelId=SONNET, messages=MESSAGES)
    check("converse", answer["usage"]["inputTokens"] > 0 and answer["output"]["message"]["content"][0]["text"], answer)
    stream = list(runtime.converse_stream(modelId=SONNET, messages=MESSAGES)["stream"])
    check("converse_stream", "messageStart" in stream[0] and "metadata" in stream[-1], stream)
    answer = json.loads(runtime.invoke_model(modelId=SONNET, body=CLAUDE_BODY)["body"].read())
    check("invoke_model", answer["usage"]["output_tokens"] > 0, answer)
    stream = list(runtime.invoke_model_with_response_stream(modelId=SONNET, body=CLAUDE_BODY)["body"])
    last = json.loads(stream[-1]["chunk"]["bytes"])
    check("invoke_model_with_response_stream", "amazon-bedrock-invocationMetrics" in last, last)
    arn = f"arn:aws:bedrock:{os.environ['AWS_REGION']}::foundation-model/{SONNET}"
    check("converse by ARN", runtime.converse(modelId=arn, messages=MESSAGES)["usage"]["inputTokens"] > 0, arn)


def refusals(runtime):
    try:
        runtime.converse(modelId=LLAMA, messages=MESSAGES)
        check("refusal", False, "a model outside the policy answered")
    except runtime.exceptions.AccessDeniedException as refused:
        text = refused.response["Error"]["Message"]
        headers = refused.response["ResponseMetadata"]["HTTPHeaders"]
        check("refusal is typed and explained", "no identity-based policy allows" in text, text)
        check("refusal names the layer", headers.get("x-ostiary-denied-by") == "policy", headers)
    try:
        bad = boto3.client("bedrock-runtime")
        bad.meta.events.register("before-send.bedrock-runtime", replace_token(lambda: "not-a-token"))
        bad.converse(modelId=SONNET, messages=MESSAGES)
        check("wrong token", False, "answered")
    except ClientError as refused:
        check("wrong token", refused.response["Error"]["Code"] == "UnrecognizedClientException", refused)


def discovery():
    """The app `catalog-reader` sees every model and may invoke none."""
    reader = os.environ["OSTIARY_READER_TOKEN"]
    control = boto3.client("bedrock")
    control.meta.events.register("before-send.bedrock", replace_token(lambda: reader))
    models = [model["modelId"] for model in control.list_foundation_models()["modelSummaries"]]
    check("list_foundation_models", SONNET in models and LLAMA in models, models)
    profiles = control.list_inference_profiles()["inferenceProfileSummaries"]
    check("list_inference_profiles", any(profile["inferenceProfileId"].startswith("us.") for profile in profiles), profiles)
    runtime = boto3.client("bedrock-runtime")
    runtime.meta.events.register("before-send.bedrock-runtime", replace_token(lambda: reader))
    try:
        runtime.converse(modelId=SONNET, messages=MESSAGES)
        check("reading is not invoking", False, "answered")
    except runtime.exceptions.AccessDeniedException as refused:
        check("reading is not invoking", True, refused)


def replace_token(read):
    """The hook of docs/clients.md: boto3 reads the variable once, this asks for the token before each request."""

    def hook(request, **_):
        request.headers["Authorization"] = "Bearer " + read()

    return hook


def live_through_expiries(expiries, token_command):
    def fresh():
        return subprocess.run(token_command, shell=True, check=True, capture_output=True, text=True).stdout.strip()

    held = {"token": "", "until": 0.0}

    def read():
        if time.time() > held["until"]:
            held.update(token=fresh(), until=time.time() + 45)
        return held["token"]

    runtime = boto3.client("bedrock-runtime")
    runtime.meta.events.register("before-send.bedrock-runtime", replace_token(read))
    # a token of 60 s is accepted for up to 120 s (60 s of clock skew): this outlives the first token `expiries` times
    end = time.time() + 120 * expiries + 10
    count = 0
    while time.time() < end:
        runtime.converse(modelId=SONNET, messages=MESSAGES)
        count += 1
        time.sleep(5)
    check(f"{count} calls over {expiries} expiries", count > 0, count)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--expiries", type=int, default=0)
    arguments.add_argument("--token-command", default="")
    options = arguments.parse_args()
    if options.expiries:
        live_through_expiries(options.expiries, options.token_command)
    else:
        client = boto3.client("bedrock-runtime", config=Config(retries={"max_attempts": 1}))
        calls(client)
        refusals(client)
        discovery()
