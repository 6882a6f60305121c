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
PROBE = os.path.join(os.path.dirname(TASKBOX), "taskbox-probe")
AS_JSON = "--json" in sys.argv[2:]
CHECKS = "--check" in sys.argv[2:]
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
    own = environment["TASKBOX_CACHE_HOME"].encode()
    run = subprocess.Popen([TASKBOX, "run", task, "--engine", "bubblewrap", "--no-cache", "-q"], env=environment)
    try:
        for _ in range(200):
            time.sleep(0.01)
            for pid in filter(str.isdigit, os.listdir("/proc")):
                try:
                    words = open(f"/proc/{pid}/cmdline", "rb").read().split(b"\0")[:-1]
                except OSError:
                    continue
                # Others may be at work on this machine.
                if words and words[0].endswith(b"bwrap") and any(own in word for word in words):
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
    host = median(f"{TASKBOX} run {trivial} --engine host --no-cache -q", environment)
    yield ("three trivial phases, host", f"{host:.1f} ms", f"{host - 3 * shell:.1f} ms over three bare sh", "15 ms",
           host - 3 * shell <= 15)
    words = sandbox_of(sleeping, environment) if shutil.which("bwrap") else None
    if words:
        sandbox = median(" ".join(bare(words, folder)), environment)
        boxed = median(f"{TASKBOX} run {trivial} --engine bubblewrap --no-cache -q", environment)
        yield ("three trivial phases, bubblewrap", f"{boxed:.1f} ms", f"{boxed / 3 / sandbox:.2f} x three bare bwrap", "2 x",
               boxed / 3 / sandbox <= 2)
    yield throughput(folder, environment)
    yield from deadline(folder, environment)
    yield from yaml(folder)
    yield validation(folder, environment)
    if words and shutil.which("git"):
        yield from large_project(folder, environment)


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


def configuration(tasks):
    """The text of a configuration with so many tasks, about 900 bytes each."""
    parts = ["applications:\n  app: { type: 'php:8.3' }\nservices:\n  db: { type: 'postgresql:16' }\ntasks:\n"]
    for number in range(tasks):
        parts.append(f"""\
  # The task that is number {number} of all.
  task-{number}:
    type: "python:3.12"
    source: {{ root: / }}
    hooks:
      build: |
        set -e
        python3 -m venv .venv
        .venv/bin/pip install --requirement requirements.txt
        for name in one two three; do
          echo "built $name" >> built-{number}.txt
        done
      deploy: >-
        mkdir -p var/data var/log &&
        touch var/data/ready
    relationships:
      database: {{ service: db, endpoint: postgresql }}
    mounts:
      /var/data: {{ source: storage, service: app, source_path: data-{number} }}
      /var/log: {{ source: tmp }}
    variables:
      env: {{ MODE: fast, LEVEL: "{number % 5}", LIST: [1, 2.5, three, "four five"], EMPTY: '' }}
      app:
        threshold: {number}
        names: &names-{number}
          - alpha
          - "beta \\u00e9 {number}"
        again: *names-{number}
    run:
      command: ".venv/bin/python run.py --number {number} --verbose"
      timeout: {60 + number % 3000}
""")
    return "".join(parts)


def python_with_yaml(folder):
    """A Python with PyYAML's C loader, from PyPI if need be; None without."""
    test = "import yaml; yaml.CSafeLoader"
    if subprocess.run([sys.executable, "-c", test], stderr=subprocess.DEVNULL).returncode == 0: return sys.executable
    place = os.path.join(folder, "venv")
    own = os.path.join(place, "bin", "python3")
    for words in [[sys.executable, "-m", "venv", place], [own, "-m", "pip", "install", "--quiet", "pyyaml"], [own, "-c", test]]:
        try:
            if subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode != 0: return None
        except OSError:
            return None
    return own


def yaml(folder):
    """10 MB of configuration, against PyYAML's C loader: the best of three, in the process that reads."""
    python = python_with_yaml(folder)
    if python is None:
        print("YAML is not measured: PyYAML is not here and could not be installed", file=sys.stderr)
        return
    path = os.path.join(folder, "config.yaml")
    with open(path, "w") as file: file.write(configuration(10_000_000 // len(configuration(100)) * 100))
    script = f"""
import time, yaml
text = open({path!r}).read()
for _ in range(3):
    start = time.monotonic()
    yaml.load(text, Loader=yaml.CSafeLoader)
    print(time.monotonic() - start)
"""
    times = []
    for words in [[PROBE, "time", path], [python, "-c", script]]:
        output = subprocess.run(words, check=True, capture_output=True, text=True).stdout
        times.append(min(map(float, output.split())))
    megabytes = os.path.getsize(path) / 1e6
    yield (f"{megabytes:.0f} MB of YAML", f"{times[0]:.2f} s, {megabytes / times[0]:.0f} MB/s", f"{times[0] / times[1]:.2f} x PyYAML's C loader",
           "1 x", times[0] <= times[1])


def validation(folder, environment):
    """All checks of a project, against one bare dash for each script."""
    project = os.path.join(folder, "project")
    os.makedirs(os.path.join(project, ".upsun"))
    with open(os.path.join(project, ".upsun", "config.yaml"), "w") as file: file.write(configuration(20))
    dash = shutil.which("dash")
    if dash is None: return ("validate a project of 20 tasks", "-", "there is no dash", "", True)
    ours = median(f"{TASKBOX} validate {project} -q", environment)
    bare = median(f"{dash} -n /dev/null", environment, 200)
    return ("validate a project of 20 tasks", f"{ours:.0f} ms", f"{ours / (60 * bare):.2f} x 60 bare dash -n", "3 x", ours <= 180 * bare)


def large_project(folder, environment):
    """A Git working copy of 50,000 files: a first run against a checkout of it, a run with a kept build against git status."""
    project = os.path.join(folder, "large")
    for part in range(500):
        os.makedirs(f"{project}/{part // 50}/{part}")
        for number in range(100):
            with open(f"{project}/{part // 50}/{part}/{number}", "w") as file:
                file.write(f"{part} {number}\n" * 20)
    task = definition(project, "task", run={"command": "true"})
    git = ["git", "-C", project, "-c", "user.name=bench", "-c", "user.email=bench@localhost"]
    for words in [["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "all"]]:
        subprocess.run(git + words, check=True)
    time.sleep(2)
    run = f"{TASKBOX} run {task} --engine bubblewrap -q"
    checkout, first = [], []
    for number in range(3):
        start = time.monotonic()
        subprocess.run(git + ["checkout-index", "-a", f"--prefix={folder}/checkout-{number}/"], check=True)
        checkout.append(time.monotonic() - start)
        start = time.monotonic()
        subprocess.run(run.split() + ["--rebuild"], check=True, env=environment)
        first.append(time.monotonic() - start)
    ratio = statistics.median(first) / statistics.median(checkout)
    yield ("first run, 50,000 files", f"{statistics.median(first):.2f} s", f"{ratio:.2f} x git checkout-index", "1.5 x",
           ratio <= 1.5)
    status = median(f"git -C {project} status", environment, 20)
    cached = median(run, environment, 20)
    yield ("run with a kept build, 50,000 files", f"{cached:.0f} ms", f"{cached / status:.2f} x git status", "1.5 x",
           cached <= 1.5 * status)
    task = definition(project, "clock", run={"command": "date +%s%N"})
    words = [TASKBOX, "run", task, "--engine", "bubblewrap", "-q"]
    starts = []
    for _ in range(21):
        before = time.time_ns()
        after = int(subprocess.run(words, check=True, env=environment, stdout=subprocess.PIPE).stdout)
        starts.append((after - before) / 1e6)
    # The first of them builds.
    start = statistics.median(starts[1:])
    yield ("start of the command with it", f"{start:.0f} ms", f"{start / status:.2f} x git status", "1.5 x",
           start <= 1.5 * status)


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
    heads = ("what", "measured", "against", "budget")
    widths = [max(len(row[column]) for row in [heads, *results]) for column in range(4)]
    print("  ".join(head.ljust(width) for head, width in zip(heads, widths)).rstrip())
    for row in results:
        print("  ".join(row[column].ljust(widths[column]) for column in range(4)), " ok" if row[4] else " OVER")
sys.exit(1 if CHECKS and not all(row[4] for row in results) else 0)
