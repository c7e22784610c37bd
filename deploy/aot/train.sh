#!/bin/bash
# Makes the AOT cache (JDK 25): starts the gateway once with the emulator behind it, makes a few calls, stops it.
# Usage: train.sh <quarkus-app folder> <bedrock-emulator.jar> <access folder>; leaves app.aot in the quarkus-app folder.
# The folder must hold jvm.options (from deploy/), the gateway be built with -Dquarkus.package.jar.aot.enabled=true. The cache holds
# only for the same Java build, the same path and unchanged file times (copy with cp -a or Docker's COPY); check with java -Xlog:aot.
set -euo pipefail
app=$1 emulator=$2 access=$3
state=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$state"' EXIT

# request PORT METHOD PATH TOKEN [BODY]: prints the status line
request() {
  local body=${5:-} line
  exec 3<>"/dev/tcp/127.0.0.1/$1" || return 1
  printf '%s %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s' \
    "$2" "$3" "$4" "${#body}" "$body" >&3
  read -r line <&3
  cat <&3 >/dev/null
  exec 3>&-
  printf '%s\n' "$line"
}

wait_for() { # PORT PATH
  for _ in $(seq 150); do
    case "$(request "$1" GET "$2" none 2>/dev/null || true)" in *" 200 "*) return 0 ;; esac
    sleep 0.2
  done
  echo "train: no answer on port $1$2" >&2
  return 1
}

export AWS_ACCESS_KEY_ID=AKIAEMULATOR00000001 AWS_SECRET_ACCESS_KEY=emulator/secret/key/for/tests/only/00001
export OSTIARY_DEVELOPMENT=true OSTIARY_DEVELOPMENT_DIRECTORY=$state
export OSTIARY_ACCESS_DIRECTORY=$access OSTIARY_CATALOGUE_FILE=$state/catalogue.json
export OSTIARY_HTTP_PORT=18080 OSTIARY_MANAGEMENT_PORT=19000
export OSTIARY_UPSTREAMS_DEFAULT_ACCOUNT_ID=111122223333 OSTIARY_UPSTREAMS_DEFAULT_REGIONS=us-east-1
export OSTIARY_UPSTREAMS_DEFAULT_ENDPOINT=http://127.0.0.1:14566
export OSTIARY_UPSTREAMS_DEFAULT_CONTROL_ENDPOINT=http://127.0.0.1:14566

EMULATOR_PORT=14566 EMULATOR_HOST=127.0.0.1 java -jar "$emulator" >/dev/null &
cd "$app"
java @jvm.options -XX:AOTCacheOutput=app.aot -jar quarkus-run.jar >/dev/null &
gateway=$!
wait_for 19000 /q/health/ready
token=$(java -Dostiary.development.directory="$state" -jar quarkus-run.jar token assistant)
model=anthropic.claude-3-sonnet-20240229-v1%3A0
body='{"messages":[{"role":"user","content":[{"text":"hello"}]}]}'
for _ in $(seq 20); do
  request 18080 POST "/model/$model/converse" "$token" "$body" >/dev/null
  request 18080 POST "/model/$model/converse-stream" "$token" "$body" >/dev/null
  request 18080 GET /foundation-models "$token" >/dev/null
done
request 18080 POST /model/meta.llama3-70b-instruct-v1%3A0/converse "$token" "$body" >/dev/null
request 19000 GET /q/metrics none >/dev/null
kill -TERM "$gateway"
wait "$gateway" || true
[ -s app.aot ] || { echo "train: no app.aot was written" >&2; exit 1; }
