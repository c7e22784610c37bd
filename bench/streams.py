"""Opens many ConverseStream calls through the gateway, one frame per second each, and measures the gateway's process."""

import asyncio
import json
import os
import re
import subprocess
import sys
import urllib.request

work, upstream, port, gateway, java = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4], sys.argv[5]
streams, seconds = int(sys.argv[6]), int(sys.argv[7])
TICK = os.sysconf("SC_CLK_TCK")
TOKEN = open(f"{work}/token").read()
BODY = json.dumps({"messages": [{"role": "user", "content": [{"text": "hello"}]}]})
REQUEST = (
    "POST /model/anthropic.claude-3-sonnet-20240229-v1%3A0/converse-stream HTTP/1.1\r\nHost: gateway\r\n"
    f"Authorization: Bearer {TOKEN}\r\nContent-Type: application/json\r\nContent-Length: {len(BODY)}\r\n\r\n{BODY}"
).encode()
WARM_UP = int(os.environ.get("BENCH_WARMUP", "30"))
FRAME_MILLIS = int(os.environ.get("BENCH_FRAME_MILLIS", "1000"))
frames = 0
broken = 0


def cpu():
    with open(f"/proc/{gateway}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def heap():
    """Bytes in use after a full collection."""
    jcmd = os.path.join(os.path.dirname(java), "jcmd")
    subprocess.run([jcmd, gateway, "GC.run"], check=True, capture_output=True)
    info = subprocess.run([jcmd, gateway, "GC.heap_info"], check=True, capture_output=True, text=True).stdout
    return int(re.search(r"used (\d+)K", info).group(1)) * 1024


def control(path, body):
    request = urllib.request.Request(f"http://127.0.0.1:{upstream}{path}", json.dumps(body).encode(), {"Content-Type": "application/json"})
    urllib.request.urlopen(request).read()


async def stream():
    global frames, broken
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(REQUEST)
    head = await reader.readuntil(b"\r\n\r\n")
    if b" 200 " not in head.split(b"\r\n", 1)[0]:
        raise SystemExit("bench: " + head.decode() + (await reader.read(400)).decode())
    try:
        while True:
            data = await reader.read(65536)
            if not data:
                broken += 1
                return
            frames += data.count(b":message-type")
    finally:
        writer.close()


async def main():
    global frames
    control("/emulator/faults", {"fault": "bulk", "frames": 100000, "bytes": 200})
    # the JIT compiler's time is not a frame's: many frames first, on few streams
    control("/emulator/faults", {"fault": "delay", "firstByteMillis": 0, "frameMillis": 10})
    early = [asyncio.create_task(stream()) for _ in range(200)]
    await asyncio.sleep(WARM_UP)
    for task in early:
        task.cancel()
    await asyncio.gather(*early, return_exceptions=True)
    control("/emulator/faults", {"fault": "delay", "firstByteMillis": 0, "frameMillis": FRAME_MILLIS})
    warm = [asyncio.create_task(stream()) for _ in range(200)]
    await asyncio.sleep(8)
    before = heap()
    tasks = list(warm)
    while len(tasks) < streams + 200:
        tasks += [asyncio.create_task(stream()) for _ in range(100)]
        await asyncio.sleep(0.25)
    await asyncio.sleep(5)
    after = heap()
    await asyncio.sleep(5)
    frames, spent = 0, cpu()
    await asyncio.sleep(seconds)
    counted, spent = frames, cpu() - spent
    print(f"open streams {streams + 200}, ended early {broken}")
    print(f"heap per open stream {(after - before) / streams / 1024:.1f} KiB (goal: below 20)")
    print(f"frames {counted} in {seconds} s, CPU per frame {spent / max(1, counted) * 1e6:.1f} us (goal: below 10)")
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


asyncio.run(main())
