import ProcessSupport
import Testing
import Workspaces

@Suite struct SnapshotErrorTests {
    @Test func guessesTheRemedyFromWhatGitSaid() {
        let full = SnapshotError.gitFailed(step: "lay the source out", words: "error: unable to write file a")
        #expect(full.description == "Git could not lay the source out: error: unable to write file a")
        #expect(full.hint == "The file system of the workspace is probably full: free some space there, then run again")
        let closed = SnapshotError.gitFailed(step: "read all files", words: "error: open(\"a\"): Permission denied")
        #expect(closed.hint == "Give your user read access to it, or add it to .gitignore")
        #expect(SnapshotError.gitFailed(step: "read the index", words: "fatal: bad index file").hint == nil)
    }

    @Test func passesOnWhatItsPartsSay() {
        #expect(SnapshotError.program(.noExecutable("/bin/git")).description == "The program '/bin/git' does not exist")
        #expect(SnapshotError.cancelled.description == "The snapshot of the source was cancelled")
        #expect(SnapshotError.cancelled.hint == nil)
        let missing = SnapshotError.revisionWithoutGit(revision: "v1", folder: "/x", isGitInstalled: false)
        #expect(missing.description == "The revision 'v1' cannot be taken: there is no 'git' on the PATH")
        #expect(missing.hint == "Install git, or leave --ref out")
    }
}
