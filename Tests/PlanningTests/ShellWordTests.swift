import Planning
import Testing

@Suite struct ShellWordTests {
    @Test(arguments: [
        ("plain-1.2_/:,+@%", "plain-1.2_/:,+@%"), ("", "''"), ("a b", "'a b'"), ("it's", #"'it'\''s'"#), ("$x", "'$x'"),
        ("a\nb", "'a\nb'"), ("~", "'~'"), ("é", "'é'"), ("=a", "'=a'"), ("a=b", "a=b"), ("#", "'#'"),
    ])
    func quoting(_ word: String, _ quoted: String) {
        #expect(ShellWord.quoted(word) == quoted)
    }

    @Test func bytesThatAreNoText() {
        #expect(ShellWord.quoted([0xFF, 0x27]) == [0x27, 0xFF] + Array(#"'\'''"#.utf8))
    }
}
