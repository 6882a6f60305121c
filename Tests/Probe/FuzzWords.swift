/// What the fuzzer makes its inputs from.
enum FuzzWords {
    /// Texts to begin with: a definition in each format, a script, command lines.
    static let texts = [
        """
        {"id": "a", "name": "a", "type": "python:3.12", "resources": {"base_memory": 64, "memory_ratio": 128},
         "authorizations": [{"type": "env", "action": "view", "resource": null}], "relationships": {"db": "s:e", "c": null},
         "additional_hosts": {"h.test": "192.0.2.1"}, "mounts": {"a": {"source": "storage", "service": "x"}},
         "timezone": "UTC", "variables": {"env": {"A": 1, "B": [1, 2.5e3, "\\u00e9"]}}, "container_profile": null,
         "source": {"root": "/x"}, "hooks": {"build": "set -e\\nmake", "deploy": null}, "dependencies": {"php": {"x": "*"}},
         "runtime": {"sizing_hints": {"request_memory": 45}}, "run": {"command": "x", "timeout": 900}}
        """,
        """
        applications: &apps
          app: { type: "php:8.3", relationships: { db: } }
        tasks:
          a: &a
            type: python:3.12
            source: { root: / }
            hooks:
              build: |
                set -e
                make
              deploy: >-
                one
                two
            run: { command: "./x \\t \\x41", timeout: 60 }
            mounts: { "/data": { source: instance }, .x: { source: tmp } }
            variables: { env: { A: yes, B: 0755, C: 2024-02-29, D: ~, E: .inf, F: 1e3 } }
          b:
            <<: *a
            runtime: { extensions: [a, b] }
            ? [complex, key]
            : !include { type: string, path: x }
        ...
        """,
        """
        #!/bin/bash
        set -euo pipefail
        for f in "$@" ${x:-$(date +%s)} {a,b}; do
          if [[ -f $f && $((i++ % 2)) == 1 ]]; then cat <<-EOF | tr a b &> log; fi
        	text ${f//a/b} $(echo `pwd`)
        	EOF
          case $f in (a|b*) x ;; *) y;& esac
        done
        f() { local -r a=(1 2); read -n 1; printf '%q' "$_" ; return -1; }
        """,
        "run\nnightly\n--timeout=90s\n--variable\nenv:A=b\n--skip\nbuild,deploy\n--\nx",
        "log\n@2\n--format=jsonl\n--follow\n--phase\nrun\n-q", "fetch\n-p\nabc\n-e\nmain\nx\n-o\n-\n--force",
    ].map { Array($0.utf8) }

    /// What is put in.
    static let parts = [
        " ", "  ", "\t", "\n", "\r\n", "\r", ":", ": ", "- ", "? ", "\"", "'", "[", "]", "{", "}", ",", "#", " #", "|",
        ">",
        "&a ", "*a", "!t ", "!!int ", "!!binary ", "!!float ", "%YAML 1.2\n", "---\n", "...\n", "\\", "\u{FEFF}", "é",
        "\u{2028}",
        "<<: *a", "<<: [*a, *a]", "\0", "|2-", ">+1", "yes", "-0", "1e999", "0x", "0o8", "99999999999999999999",
        "\\ud800",
        "\\u", "null", "tasks:", "\"tasks\": ", "run: ", "type: ", "mounts: ", "../..", "$(", "${", "`", "$((", "<<E\n",
        "[[ ", "((",
        "case x in ", "esac", "fi", "\\\n", "--", "--x", "-p", "=", "--timeout", "1h30m", "env:", "\u{1B}[2J",
        "\u{202E}",
    ].map { Array($0.utf8) }
}
