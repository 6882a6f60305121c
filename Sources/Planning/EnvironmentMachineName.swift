/// `PLATFORM_ENVIRONMENT`: the machine name of an environment, `<branch>-<7 characters>` (contract 4.1).
///
/// The characters are a hash here, so the same branch of the same project always has the same name.
enum EnvironmentMachineName {
    static func of(branch: String, project: String) -> String {
        var slug = ""
        for character in branch.lowercased() {
            if character.isASCII, character.isLetter || character.isNumber {
                slug.append(character)
            } else if !slug.hasSuffix("-") {
                slug.append("-")
            }
        }
        slug = String(slug.drop { $0 == "-" }.prefix(40))
        while slug.hasSuffix("-") { slug.removeLast() }
        return "\(slug.isEmpty ? "main" : slug)-\(suffix("\(project)/\(branch)"))"
    }

    /// FNV-1a, written with 32 letters and digits.
    private static func suffix(_ text: String) -> String {
        let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567")
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return String((0..<7).map { alphabet[Int(hash >> (UInt64($0) * 5) & 31)] })
    }
}
