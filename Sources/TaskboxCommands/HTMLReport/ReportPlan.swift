import Documents
import Planning
import Records

/// The variables of each phase, with where they come from.
struct ReportEnvironment {
    let facts: RunFacts

    var html: String {
        let phases = (facts.plan?["phases"]?.elements ?? []).compactMap { phase -> String? in
            let isInstalling = !(phase["dependencies"]?.elements ?? []).isEmpty
            guard let name = phase["phase"]?.text, isInstalling || phase["skipped"]?.text == nil,
                case .array(let variables)? = phase["environment"]
            else { return nil }
            let rows = variables.map(Self.row).joined()
            return """
                <details><summary>\(name.html): \(plural(variables.count, "variable"))</summary><div class="table"><table>\
                <tr><th>Name</th><th>Value</th><th>Origin</th></tr>\(rows)</table></div></details>
                """
        }.joined()
        return phases.isEmpty ? "" : "<h2 id=\"environment\">Environment</h2>" + phases
    }

    private static func row(_ variable: JSONValue) -> String {
        let value = variable["value"]?.text ?? "(known at the run)"
        let overrides = (variable["overrides"]?.elements ?? []).compactMap(\.text)
        let replaced =
            overrides.isEmpty
            ? "" : "<br><span class=\"soft\">replaces \(overrides.joined(separator: ", ").html)</span>"
        return """
            <tr><td class="mono">\((variable["name"]?.text ?? "").html)</td><td class="mono">\(value.htmlOfLines)</td>\
            <td class="wrap">\((variable["origin"]?.text ?? "").html)\(replaced)</td></tr>
            """
    }
}

/// The plan: scripts, mounts, hosts; and the definition as it is kept.
struct ReportPlan {
    let facts: RunFacts

    var html: String {
        guard let plan = facts.plan else { return definition }
        var rows: [(String, String)] = []
        for (label, value) in [
            ("app folder", plan["app_dir"]), ("host name", plan["hostname"]), ("time zone", plan["timezone"]),
            ("shell", plan["shell"]?["path"]), ("runtime", plan["runtime"]?["program"]),
            ("network", plan["engine"]?["network"]),
            ("workspace", plan["workspace"]),
            ("when deploy fails", plan["on_deploy_failure"]),
        ] {
            if let text = value?.text { rows.append((label, text)) }
        }
        if let grace = plan["grace"]?.duration { rows.append(("grace", DurationText.of(grace))) }
        return "<h2 id=\"plan\">Plan</h2>" + ReportPage.list(rows) + scripts(plan) + mounts(plan) + hosts(plan)
            + "<details><summary>Plan as JSON</summary><pre>\(JSONWriter.pretty(plan).htmlOfLines)</pre></details>"
            + definition
    }

    private func scripts(_ plan: JSONValue) -> String {
        (plan["phases"]?.elements ?? []).map { phase in
            let name = phase["phase"]?.text ?? ""
            let installations = (phase["dependencies"]?.elements ?? []).map { installation in
                ("\(installation["language"]?.text ?? "") dependencies", installation["script"]?.text)
            }
            return (installations + [("script", phase["script"]?.text)]).compactMap { title, script in
                script.map {
                    "<h3><span class=\"p-\(name.html)\">\(name.html)</span> \(title.html)</h3><pre>\($0.htmlOfLines)</pre>"
                }
            }.joined()
        }.joined()
    }

    private func mounts(_ plan: JSONValue) -> String {
        let rows = (plan["mounts"]?.elements ?? []).map { mount in
            let texts = ["path", "source", "service", "real_path"].map { mount[$0]?.text ?? "" }
            return "<tr>" + texts.map { "<td class=\"mono\">\($0.html)</td>" }.joined()
                + "<td>\((mount["lasting"]?.flag ?? false) ? "kept" : "empty at the start")</td></tr>"
        }.joined()
        return rows.isEmpty
            ? ""
            : "<h3>Mounts</h3><div class=\"table\"><table><tr><th>Path</th><th>Source</th><th>Service</th>"
                + "<th>Folder</th><th>Files</th></tr>\(rows)</table></div>"
    }

    private func hosts(_ plan: JSONValue) -> String {
        plan["hosts_file"]?["text"]?.text.map {
            "<details><summary>Hosts file</summary><pre>\($0.htmlOfLines)</pre></details>"
        }
            ?? ""
    }

    private var definition: String {
        facts.definition.map {
            "<h2 id=\"definition\">Definition</h2><details><summary>Definition as JSON</summary><pre>"
                + JSONWriter.pretty($0).htmlOfLines + "</pre></details>"
        } ?? ""
    }
}
