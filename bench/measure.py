"""Drives the targets with wrk in turns and prints CPU per request of their processes, from /proc/<pid>/stat."""

import os
import platform
import statistics
import subprocess
import sys

work, seconds = sys.argv[1], sys.argv[2]
TICK = os.sysconf("SC_CLK_TCK")
CONNECTIONS = "32"
ROUNDS = 9


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


def wrk(port, duration, pause_millis=0):
    """One run; with a pause, each connection waits that long on average before each request."""
    out = subprocess.run(
        ["wrk", "-t1", "-c", CONNECTIONS, "-d", f"{duration}s", "-s", f"{work}/request.lua", f"http://127.0.0.1:{port}"],
        env={**os.environ, "WRK_PAUSE_MILLIS": str(pause_millis)},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    result = [line for line in out.splitlines() if line.startswith("RESULT")]
    if not result:
        raise SystemExit("bench: wrk gave no result:\n" + out)
    return [int(field) for field in result[0].split()[1:]]


def measure(port, pid):
    """One round: CPU us per request in user mode and in the kernel, requests per second, p50 and p99 in ms."""
    pids = family(pid) if pid else []
    before = cpu(pids)
    requests, micros, errors, p50, p99, _ = wrk(port, seconds)
    if errors:
        raise SystemExit(f"bench: {errors} errors, the figures mean nothing; see the gateway's log")
    user, kernel = ((after - then) / requests * 1e6 for after, then in zip(cpu(pids), before))
    return user, kernel, requests / (micros / 1e6), p50 / 1000, p99 / 1000


def latency_at(port, pause_millis):
    """p50 and p99 in ms, and requests per second."""
    requests, micros, errors, p50, p99, _ = wrk(port, seconds, pause_millis)
    if errors:
        raise SystemExit(f"bench: {errors} errors, the figures mean nothing; see the gateway's log")
    return p50 / 1000, p99 / 1000, requests / (micros / 1e6)


targets = []
for argument in sys.argv[3:]:
    name, _, where = argument.partition("=")
    port, _, pid = where.partition(":")
    targets.append((name, port, pid))
    if name == "gateway":
        wrk(port, os.environ.get("BENCH_WARMUP", "60"))  # the JIT compiler's time is not the request's

# in turns: a shared machine is faster and slower by the minute, which must not be one target's luck
rounds = [{name: measure(port, pid) for name, port, pid in targets} for _ in range(ROUNDS)]
print(f"machine: {platform.machine()}, {os.cpu_count()} cores, {platform.release()}; {CONNECTIONS} connections, {ROUNDS} rounds of {seconds} s each")
print(f"{'median of':10} {'requests/s':>10} {'CPU us/request':>18} {'p50 ms':>8} {'p99 ms':>8}")
spent = {}
for name, _, pid in targets:
    user, kernel, rate, p50, p99 = (statistics.median(figures) for figures in zip(*(one[name] for one in rounds)))
    spent[name] = user + kernel
    shown = f"{user + kernel:.1f} ({kernel:.1f} sys)" if pid else "-"
    print(f"{name:10} {rate:>10.0f} {shown:>18} {p50:>8.2f} {p99:>8.2f}")
ratios = sorted(sum(one["gateway"][:2]) / sum(one["nginx"][:2]) for one in rounds)
print(f"gateway / nginx: {spent['gateway'] / spent['nginx']:.2f} (rounds: {ratios[0]:.2f} to {ratios[-1]:.2f}; goal: at most 3)")

# what the gateway adds to a call when it is half busy: pauses that leave half of its full rate
full = statistics.median(one["gateway"][2] for one in rounds)
pause = round(2 * int(CONNECTIONS) / full * 1000)
half = {name: [latency_at(port, pause) for _ in range(3)] for name, port, _ in targets if name != "nginx"}
figures = {name: [statistics.median(figure) for figure in zip(*runs)] for name, runs in half.items()}
added = [theirs - ours for theirs, ours in zip(figures["gateway"], figures["direct"])]
print(
    f"at {figures['gateway'][2]:.0f} requests/s: direct {figures['direct'][0]:.2f} ms (p99 {figures['direct'][1]:.2f}), "
    f"gateway {figures['gateway'][0]:.2f} ms (p99 {figures['gateway'][1]:.2f}); "
    f"added {added[0]:.2f} ms (p99 {added[1]:.2f}; goals: below 0.5 and 3)"
)
