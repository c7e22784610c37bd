"""Opens many ConverseStream calls, one frame per second each, through the gateway and then through a bare nginx, and measures both."""

import asyncio
import json
import os
import re
import subprocess
import sys
import urllib.request

import signed

work, upstream, java = sys.argv[1], sys.argv[2], sys.argv[3]
streams, seconds = int(sys.argv[4]), int(sys.argv[5])
TARGETS = sys.argv[6:]  # name=port:pid
TICK = os.sysconf("SC_CLK_TCK")
WARM_UP = int(os.environ.get("BENCH_WARMUP", "30"))
FRAME_MILLIS = int(os.environ.get("BENCH_FRAME_MILLIS", "1000"))
PATH = "/model/anthropic.claude-3-sonnet-20240229-v1%3A0/converse-stream"
BODY = json.dumps({"messages": [{"role": "user", "content": [{"text": "hello"}]}]})
KEY, SECRET = os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"]


def request(target):
    """What a client sends: a token to the gateway, AWS's own signature through the proxy that adds none."""
    if target == "gateway":
        with open(f"{work}/token") as token:
            proof = f"Content-Type: application/json\r\nAuthorization: Bearer {token.read()}"
    else:
        proof = signed.headers(PATH, "bench", BODY, KEY, SECRET)
    return (
        f"POST {PATH} HTTP/1.1\r\nHost: bench\r\n{proof}\r\n"
        f"Content-Length: {len(BODY)}\r\n\r\n{BODY}"
    ).encode()


def family(pid):
    """The process and its children (nginx's workers)."""
    children = subprocess.run(["pgrep", "-P", pid], capture_output=True, text=True).stdout.split()
    return [pid, *children]


def cpu(pid):
    spent = 0
    for one in family(pid):
        with open(f"/proc/{one}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        spent += int(fields[11]) + int(fields[12])
    return spent / TICK


def heap(pid):
    """Bytes in use after a full collection."""
    jcmd = os.path.join(os.path.dirname(java), "jcmd")
    subprocess.run([jcmd, pid, "GC.run"], check=True, capture_output=True)
    info = subprocess.run([jcmd, pid, "GC.heap_info"], check=True, capture_output=True, text=True).stdout
    # one line for G1, one for each generation else; metaspace comes after
    return sum(int(used) for used in re.findall(r"(?:Gen|heap) .*?used (\d+)K", info.split("Metaspace")[0])) * 1024


def control(method, fault=None):
    body = json.dumps(fault).encode() if fault else None
    call = urllib.request.Request(f"http://127.0.0.1:{upstream}/emulator/faults", body, {"Content-Type": "application/json"}, method=method)
    urllib.request.urlopen(call).read()


def frame_every(millis):
    """Faults add up, so they are set anew. Endless streams of frames of 200 bytes."""
    control("DELETE")
    control("POST", {"fault": "bulk", "frames": 100000, "bytes": 200})
    control("POST", {"fault": "delay", "firstByteMillis": 0, "frameMillis": millis})


class Load:
    """Streams of one target; counts their frames."""

    def __init__(self, target, port):
        self.target, self.port = target, port
        self.frames = self.broken = 0
        self.refusal = None
        self.tasks = []

    def open(self, count):
        self.tasks += [asyncio.create_task(self.stream()) for _ in range(count)]

    async def stream(self):
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(request(self.target))
            head = await reader.readuntil(b"\r\n\r\n")
            if b" 200 " not in head.split(b"\r\n", 1)[0]:
                self.refusal = head.decode() + (await reader.read(400)).decode()
                return
            while data := await reader.read(65536):
                self.frames += data.count(b":message-type")
            self.broken += 1
        except (OSError, asyncio.IncompleteReadError) as gone:
            self.refusal = f"no answer: {gone}"
        finally:
            writer.close()

    async def close(self):
        if self.refusal:
            raise SystemExit(f"bench: {self.target} answered {self.refusal}")
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        self.tasks = []


async def measure(target, port, pid):
    load = Load(target, port)
    # the JIT compiler's time is not a frame's: many frames first, on few streams
    frame_every(10)
    load.open(200)
    await asyncio.sleep(WARM_UP)
    await load.close()
    frame_every(FRAME_MILLIS)
    load.open(200)
    await asyncio.sleep(8)
    before = heap(pid) if target == "gateway" else 0
    while len(load.tasks) < streams + 200:
        load.open(100)
        await asyncio.sleep(0.25)
    await asyncio.sleep(5)
    if target == "gateway":
        print(f"heap per open stream {(heap(pid) - before) / streams / 1024:.1f} KiB (goal: below 20)")
    await asyncio.sleep(5)
    load.frames, spent = 0, cpu(pid)
    await asyncio.sleep(seconds)
    counted, spent = load.frames, cpu(pid) - spent
    per_frame = spent / max(1, counted) * 1e6
    print(f"{target}: open streams {streams + 200}, ended early {load.broken}, frames {counted} in {seconds} s, CPU per frame {per_frame:.1f} us")
    await load.close()
    return per_frame


async def main():
    per_frame = {}
    for argument in TARGETS:
        target, _, where = argument.partition("=")
        port, _, pid = where.partition(":")
        per_frame[target] = await measure(target, int(port), pid)
    if len(per_frame) == 2:
        print(f"CPU per frame, gateway / nginx: {per_frame['gateway'] / per_frame['nginx']:.2f}; the gateway's goal: below 10 us")


asyncio.run(main())
