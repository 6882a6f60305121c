import ProcessSupport
import Testing
import Workspaces

@Suite struct SnapshotErrorTests {
    @Test func guessesTheRemedyFromWhatGitSaid() {
        let full = SnapshotError.gitFailed(step: "lay the source out", words: "error: unable to write file a")
        #expect(full.description == "Git could not lay the source out: error: unable to write file a")
        #expect(full.hint == "the file system of the workspace is probably full: free some space there, then run again")
        let closed = SnapshotError.gitFailed(step: "read all files", words: "error: open(\"a\"): Permission denied")
        #expect(closed.hint == "give your user read access to it, or add it to .gitignore")
        #expect(SnapshotError.gitFailed(step: "read the index", words: "fatal: bad index file").hint == nil)
    }

    @Test func passesOnWhatItsPartsSay() {
        #expect(
            SnapshotError.program(.noExecutable("/bin/git")).description == "the program \"/bin/git\" does not exist")
        #expect(SnapshotError.cancelled.description == "the snapshot of the source was cancelled")
        #expect(SnapshotError.cancelled.hint == nil)
        let missing = SnapshotError.revisionWithoutGit(revision: "v1", folder: "/x", isGitInstalled: false)
        #expect(missing.description == "the revision \"v1\" can not be taken: there is no git on the PATH")
        #expect(missing.hint == "install git, or leave --ref out")
    }
}
