"""Writes what a benchmark run needs: nginx as upstream and as bare reverse proxy, access files, an issuer, a token, wrk's request."""

import base64
import json
import os
import subprocess
import sys
import time

work, upstream, proxy = sys.argv[1], sys.argv[2], sys.argv[3]
MODEL = "anthropic.claude-3-sonnet-20240229-v1:0"

ANSWER = json.dumps(
    {
        "metrics": {"latencyMs": 551},
        "output": {"message": {"content": [{"text": "x" * 539}], "role": "assistant"}},
        "stopReason": "end_turn",
        "usage": {"inputTokens": 12, "outputTokens": 120, "totalTokens": 132},
    }
)
REQUEST = json.dumps({"messages": [{"role": "user", "content": [{"text": "y" * 80}]}], "inferenceConfig": {"maxTokens": 9}})

COMMON = """
worker_processes 1;
daemon off;
pid {work}/{name}.pid;
error_log {work}/{name}.error;
events {{ worker_connections 32768; }}
http {{
  access_log off;
  keepalive_requests 100000000;
  client_body_temp_path {work}/{name}.body;
  proxy_temp_path {work}/{name}.proxy;
  fastcgi_temp_path {work}/{name}.fastcgi;
  uwsgi_temp_path {work}/{name}.uwsgi;
  scgi_temp_path {work}/{name}.scgi;
"""


def write(name, text):
    path = os.path.join(work, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)


write(
    "upstream.conf",
    COMMON.format(work=work, name="upstream")
    + f"""
  server {{
    listen 127.0.0.1:{upstream};
    default_type application/json;
    location / {{ add_header x-amzn-RequestId 00000000-0000-0000-0000-000000000000; return 200 '{ANSWER}'; }}
  }}
}}
""",
)
write(
    "proxy.conf",
    COMMON.format(work=work, name="proxy")
    + f"""
  upstream bedrock {{ server 127.0.0.1:{upstream}; keepalive 64; keepalive_requests 100000000; }}
  server {{
    listen 127.0.0.1:{proxy};
    proxy_http_version 1.1;
    proxy_set_header Connection "";
    proxy_set_header Host $http_host;
    location / {{ proxy_pass http://bedrock; }}
    location ~ -stream$ {{ proxy_pass http://bedrock; proxy_buffering off; }}
  }}
}}
""",
)

# an issuer with an RSA key of its own, by openssl, so that nothing of the gateway makes the token
key = os.path.join(work, "key.pem")
subprocess.run(["openssl", "genrsa", "-out", key, "2048"], check=True, capture_output=True)
modulus = subprocess.run(["openssl", "rsa", "-in", key, "-noout", "-modulus"], check=True, capture_output=True, text=True).stdout
modulus = bytes.fromhex(modulus.strip().split("=", 1)[1])


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


write("jwks.json", json.dumps({"keys": [{"kty": "RSA", "kid": "bench", "alg": "RS256", "use": "sig", "n": b64(modulus), "e": "AQAB"}]}))
now = int(time.time())
head = b64(json.dumps({"alg": "RS256", "typ": "JWT", "kid": "bench"}).encode())
claims = {"iss": "https://bench.invalid", "aud": "ostiary", "sub": "bench", "azp": "bench", "iat": now, "exp": now + 7200}
signing_input = f"{head}.{b64(json.dumps(claims).encode())}"
signature = subprocess.run(["openssl", "dgst", "-sha256", "-sign", key], input=signing_input.encode(), check=True, capture_output=True).stdout
token = f"{signing_input}.{b64(signature)}"
write("token", token)

write(
    "access/issuers/bench.yaml",
    f"version: 1\nissuer: https://bench.invalid\njwks-url: file:{work}/jwks.json\naudience: [ostiary]\nmax-lifetime: 24h\n",
)
write(
    "access/policies/bench.json",
    json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Sid": "Bench",
                    "Effect": "Allow",
                    "Action": ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
                    "Resource": f"arn:aws:bedrock:us-east-1::foundation-model/{MODEL}",
                }
            ],
        }
    ),
)
write(
    "access/apps/bench.yaml",
    "version: 1\napp: bench\ndescription: benchmark\nowner: bench@example.com\n"
    "identities:\n  - issuer: bench\n    claims: { azp: bench }\npolicies: [bench]\n"
    "limits: { requests-per-minute: 100000000, concurrency: 10000 }\n",
)
write(
    "request.lua",
    f"""wrk.method = "POST"
wrk.path = "/model/{MODEL.replace(':', '%3A')}/converse"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer {token}"
wrk.body = [[{REQUEST}]]
local pause = tonumber(os.getenv("WRK_PAUSE_MILLIS") or "0")
if pause > 0 then
  delay = function() return math.random(0, 2 * pause) end
end
done = function(summary, latency, requests)
  io.write(string.format("RESULT %d %d %d %d %d %d\\n", summary.requests, summary.duration,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout,
    latency:percentile(50), latency:percentile(99), latency.max))
end
""",
)
print(f"request {len(REQUEST)} bytes, answer {len(ANSWER)} bytes")
