"""The benchmark behind scripts/bench: runs taskbox and what it is compared with, prints medians and ratios."""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

TASKBOX = sys.argv[1]
AS_JSON = "--json" in sys.argv[2:]
SIZE = 2_000_000_000


def definition(folder, name, **fields):
    path = os.path.join(folder, name + ".json")
    with open(path, "w") as file:
        json.dump({"name": name, "type": "python:3.12", **fields}, file)
    return path


def median(command, environment, runs=40):
    """The median in milliseconds, by hyperfine."""
    with tempfile.NamedTemporaryFile("r", suffix=".json") as output:
        subprocess.run(
            ["hyperfine", "-N", "--warmup", "5", "--runs", str(runs), "--export-json", output.name, command],
            check=True, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        return json.load(open(output.name))["results"][0]["median"] * 1000


def sandbox_of(task, environment):
    """The command line of bwrap that a run uses, caught while a task sleeps, and its workspace."""
    run = subprocess.Popen([TASKBOX, "run", task, "--engine", "bubblewrap", "-q"], env=environment)
    try:
        for _ in range(200):
            time.sleep(0.01)
            for pid in filter(str.isdigit, os.listdir("/proc")):
                try:
                    words = open(f"/proc/{pid}/cmdline", "rb").read().split(b"\0")[:-1]
                except OSError:
                    continue
                if words and words[0].endswith(b"bwrap") and b"/bin/true" not in words:
                    return [word.decode() for word in words]
    finally:
        run.wait()
    return None


def bare(words, folder):
    """The same sandbox around `true`, with folders of its own in place of the run's."""
    workspace = next(word for word in words if "/workspaces/" in word)
    root = workspace[: workspace.index("/workspaces/")] + "/workspaces/"
    run = root + workspace[len(root):].split("/")[0]
    own = os.path.join(folder, "bare")
    for name in ["app", "tmp", "build-tmp", "etc"]:
        os.makedirs(os.path.join(own, name), exist_ok=True)
    return [word.replace(run, own) for word in words[:-1]] + ["/bin/true"]


def rows(folder, environment):
    trivial = definition(folder, "trivial", hooks={"build": "true", "deploy": "true"}, run={"command": "true"})
    sleeping = definition(folder, "sleeping", run={"command": "sleep 1"})
    shell = median("sh -c true", environment, 200)
    host = median(f"{TASKBOX} run {trivial} --engine host -q", environment)
    yield ("three trivial phases, host", f"{host:.1f} ms", f"{host - 3 * shell:.1f} ms over three bare sh", "15 ms",
           host - 3 * shell <= 15)
    words = sandbox_of(sleeping, environment) if shutil.which("bwrap") else None
    if words:
        sandbox = median(" ".join(bare(words, folder)), environment)
        boxed = median(f"{TASKBOX} run {trivial} --engine bubblewrap -q", environment)
        yield ("three trivial phases, bubblewrap", f"{boxed:.1f} ms", f"{boxed / 3 / sandbox:.2f} x three bare bwrap", "2 x",
               boxed / 3 / sandbox <= 2)
    yield throughput(folder, environment)
    yield from deadline(folder, environment)


def throughput(folder, environment):
    """2 GB into a file with a record, against `cmd | tee log > out`; three rounds of each, in turn."""
    command = f"head -c {SIZE} /dev/zero"
    task = definition(folder, "output", run={"command": command})
    out, log = os.path.join(folder, "out"), os.path.join(folder, "log")
    ours, tee, peak = [], [], 0
    for _ in range(3):
        start = time.monotonic()
        subprocess.run(f"{command} | tee {log} > {out}", shell=True, check=True)
        tee.append(time.monotonic() - start)
        os.remove(log)
        start = time.monotonic()
        with open(out, "wb") as file:
            run = subprocess.Popen([TASKBOX, "run", task, "--engine", "host", "-q"], env=environment, stdout=file)
            _, _, usage = os.wait4(run.pid, 0)
        ours.append(time.monotonic() - start)
        peak = max(peak, usage.ru_maxrss)
        shutil.rmtree(environment["TASKBOX_STATE_HOME"])
        os.remove(out)
    ratio = statistics.median(tee) / statistics.median(ours)
    return ("2 GB of output, recorded", f"{statistics.median(ours):.2f} s, {peak // 1024} MiB", f"{ratio:.2f} x tee",
            "0.6 x, 40 MiB", ratio >= 0.6 and peak < 40 * 1024)


def deadline(folder, environment):
    """A thousand processes that ignore SIGTERM: when the first signal comes, and when the last of them is gone."""
    marks = os.path.join(folder, "marks")
    os.makedirs(marks, exist_ok=True)
    script = f"""
import os, signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
for _ in range(999):
    os.posix_spawnp("sleep", ["sleep", "65.4321"], os.environ)
def note(*_):
    open({marks!r} + "/term", "w").write(str(time.monotonic()))
signal.signal(signal.SIGTERM, note)
open({marks!r} + "/ready", "w").write(str(time.monotonic()))
while True: time.sleep(60)
"""
    open(os.path.join(folder, "tree.py"), "w").write(script)
    task = definition(folder, "tree", run={"command": "echo started; exec python3 tree.py"})
    run = subprocess.Popen(
        [TASKBOX, "run", task, "--engine", "host", "-q", "--timeout", "5s", "--grace", "1s"], env=environment,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    run.stdout.readline()
    start = time.monotonic()
    while not os.path.exists(marks + "/ready") or time.monotonic() < start + 4:
        time.sleep(0.01)
    tree = [pid for pid in os.listdir("/proc") if pid.isdigit() and b"tree.py" in command_line(pid) or b"65.4321" in command_line(pid)]
    while any(os.path.exists(f"/proc/{pid}") for pid in tree):
        time.sleep(0.002)
    end = time.monotonic()
    run.wait()
    first = float(open(marks + "/term").read()) - start - 5
    yield (f"first signal after a deadline, {len(tree)} processes", f"{first * 1000:.0f} ms", "", "20 ms", first <= 0.020)
    gone = end - start - 6 - max(first, 0)
    yield (f"all gone after SIGKILL, {len(tree)} processes", f"{gone * 1000:.0f} ms", "", "200 ms", gone <= 0.2)


def command_line(pid):
    try:
        return open(f"/proc/{pid}/cmdline", "rb").read()
    except OSError:
        return b""


with tempfile.TemporaryDirectory() as folder:
    environment = dict(os.environ)
    for kind in ["STATE", "CACHE"]:
        environment[f"TASKBOX_{kind}_HOME"] = os.path.join(folder, kind.lower())
    results = list(rows(folder, environment))

if AS_JSON:
    names = ["what", "measured", "ratio", "budget", "within"]
    print(json.dumps([dict(zip(names, row)) for row in results], indent=2))
else:
    widths = [max(len(row[column]) for row in results) for column in range(4)]
    for row in results:
        print("  ".join(row[column].ljust(widths[column]) for column in range(4)), " ok" if row[4] else " OVER")
sys.exit(0)
