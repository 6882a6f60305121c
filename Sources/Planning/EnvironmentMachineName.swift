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
        return "\(slug.isEmpty ? "main" : slug)-\(StableHash.letters(of: "\(project)/\(branch)", count: 7))"
    }
}
