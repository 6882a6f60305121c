/// The exit statuses of taskbox itself; a run's status is the task's own (design, "Exit status").
package enum ExitStatus {
    package static let success: Int32 = 0
    /// `validate` found errors.
    package static let invalid: Int32 = 1
    /// `diff` found differences.
    package static let different: Int32 = 1
    /// Wrong use of the command line; `EX_USAGE` of sysexits.
    package static let usage: Int32 = 64
    /// taskbox could not start or finish what it was asked for.
    package static let fault: Int32 = 125
}
