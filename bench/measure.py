"""Drives each target with wrk and prints CPU per request of its process, from /proc/<pid>/stat."""

import os
import platform
import subprocess
import sys

work, seconds = sys.argv[1], sys.argv[2]
TICK = os.sysconf("SC_CLK_TCK")
CONNECTIONS = "32"


def family(pid):
    """The process and its children (nginx's workers)."""
    found = [pid]
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/stat") as stat:
                    if stat.read().rsplit(")", 1)[1].split()[1] == pid:
                        found.append(entry)
            except OSError:
                pass
    return found


def cpu(pids):
    """Seconds in user mode and in the kernel."""
    user = kernel = 0
    for pid in pids:
        with open(f"/proc/{pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        user += int(fields[11])
        kernel += int(fields[12])
    return user / TICK, kernel / TICK


def wrk(port, duration):
    out = subprocess.run(
        ["wrk", "-t1", "-c", CONNECTIONS, "-d", f"{duration}s", "-s", f"{work}/request.lua", f"http://127.0.0.1:{port}"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    result = [line for line in out.splitlines() if line.startswith("RESULT")]
    if not result:
        raise SystemExit("bench: wrk gave no result:\n" + out)
    return [int(field) for field in result[0].split()[1:]]


print(f"machine: {platform.machine()}, {os.cpu_count()} cores, {platform.release()}; {CONNECTIONS} connections, {seconds} s each")
print(f"{'target':10} {'requests/s':>10} {'CPU us/request':>18} {'p50 ms':>8} {'p99 ms':>8} {'errors':>7}")
per_request = {}
for argument in sys.argv[3:]:
    name, where = argument.split("=")
    port, _, pid = where.partition(":")
    if name == "gateway":
        wrk(port, os.environ.get("BENCH_WARMUP", "60"))  # the JIT compiler's time is not the request's
    pids = family(pid) if pid else []
    before = cpu(pids)
    requests, micros, errors, p50, p99, _ = wrk(port, seconds)
    user, kernel = ((after - then) / requests * 1e6 for after, then in zip(cpu(pids), before))
    per_request[name] = user + kernel
    shown = f"{user + kernel:.1f} ({kernel:.1f} sys)" if pid else "-"
    print(f"{name:10} {requests / (micros / 1e6):>10.0f} {shown:>18} {p50 / 1000:>8.2f} {p99 / 1000:>8.2f} {errors:>7}")
    if errors:
        raise SystemExit(f"bench: {errors} errors, the figures mean nothing; see the gateway's log")
print(f"gateway / nginx: {per_request['gateway'] / per_request['nginx']:.2f} (goal: at most 3)")
