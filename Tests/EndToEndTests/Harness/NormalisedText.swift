import TestSupport

/// Takes out of a text what differs from run to run and from machine to machine, so that the rest can be compared exactly.
enum NormalisedText {
    /// Ids of runs become `RUN`, durations `TIME`, trees `TREE`, pids `PID`, memory `SIZE`, the scratch folder `SCRATCH`,
    /// the numbers of a process `PID` and `NUMBERS`, and a moment in JSON `MOMENT`.
    static func of(_ text: String, scratch: String) -> String {
        var text = text.replacing(scratch, with: "SCRATCH")
        for id in Set(text.matches(of: /(?:run |workspaces\/|"run": "|"id": ")([a-z0-9]{13})\b/).map { String($0.1) }) {
            text = text.replacing(id, with: "RUN").replacing(id.prefix(8), with: "RUN")
        }
        text.replace(/tree [0-9a-f]{7}/, with: "tree TREE")
        text.replace(/after [0-9.]+ s, CPU [0-9.]+ s/, with: "after TIME, CPU TIME")
        text.replace(/(lost|cancelled|status [0-9]+|\)) after [0-9.]+ s$/.anchorsMatchLineEndings()) {
            "\($0.1) after TIME"
        }
        text.replace(/exit status ([0-9]+), [0-9.]+ s/) { "exit status \($0.1), TIME" }
        text.replace(/TIME, CPU [0-9.]+ s/, with: "TIME, CPU TIME")
        text.replace(/, [0-9.]+ s before:/, with: ", TIME before:")
        text.replace(/peak memory [0-9]+ MiB(, [0-9.]+ [KMG]?i?B (read|written))*/, with: "peak memory SIZE")
        text.replace(/\ \([0-9]+\)/, with: " (PID)")
        text.replace(#/^(taskbox:  +)[0-9]+ /#.anchorsMatchLineEndings()) { "\($0.1)PID " }
        text.replace(/[0-9.]+ s old, CPU [0-9.]+ s, state [A-Z]( in [a-z0-9_.]+)?/, with: "NUMBERS")
        text.replace(/child [0-9]+/, with: "child PID")
        text.replace(/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|\+00:00)/, with: "MOMENT")
        return text
    }
}
