import Documents

/// The word of a list that a misspelt word was probably meant to be, as the end of a message.
enum NearestWord {
    /// `; did you mean X?`, or nothing.
    static func question(_ word: String, among candidates: [String], prefix: String = "") -> String {
        EditDistance.nearest(to: word, among: candidates).map { "; did you mean \(prefix)\($0)?" } ?? ""
    }
}
