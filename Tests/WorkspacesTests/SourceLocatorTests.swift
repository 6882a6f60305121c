import TestSupport
import Testing
import Workspaces

@Suite struct SourceLocatorTests {
    @Test func findsTheNearestRepositoryAbove() throws {
        try ScratchFolder.with { scratch in
            try scratch.write("outer/.git/HEAD", "ref: refs/heads/main\n")
            try scratch.write("outer/inner/.git", "gitdir: ../.git/modules/inner\n")
            try scratch.folder("outer/inner/a/b")
            try scratch.folder("outer/c")
            try scratch.link("alias", to: "outer/inner/a")
            #expect(SourceLocator.repositoryRoot(above: scratch.at("outer/inner/a/b")) == scratch.at("outer/inner"))
            #expect(SourceLocator.repositoryRoot(above: scratch.at("outer/c")) == scratch.at("outer"))
            #expect(SourceLocator.repositoryRoot(above: scratch.at("outer")) == scratch.at("outer"))
            #expect(SourceLocator.repositoryRoot(above: scratch.at("alias")) == scratch.at("outer/inner"))
            #expect(SourceLocator.repositoryRoot(above: scratch.at("gone")) == nil)
        }
    }

    @Test func readsTheBranch() throws {
        try ScratchFolder.with { scratch in
            try scratch.write("a/.git/HEAD", "ref: refs/heads/feature/x-1\n")
            try scratch.write("b/.git/HEAD", "0123456789012345678901234567890123456789\n")
            try scratch.write("c/.git", "gitdir: ../a/.git/worktrees/c\n")
            try scratch.write("a/.git/worktrees/c/HEAD", "ref: refs/heads/other\n")
            try scratch.write("a/.git/worktrees/c/commondir", "../..\n")
            try scratch.write("d/.git", "gitdir: /nowhere\n")
            #expect(SourceLocator.branch(ofRepository: scratch.at("a")) == "feature/x-1")
            #expect(SourceLocator.branch(ofRepository: scratch.at("b")) == nil)
            #expect(SourceLocator.branch(ofRepository: scratch.at("c")) == "other")
            #expect(SourceLocator.branch(ofRepository: scratch.at("d")) == nil)
            #expect(SourceLocator.branch(ofRepository: scratch.path) == nil)
        }
    }
}
