import Supervision
import Testing

@Suite struct OutputTailTests {
    func tail(_ pieces: [String]) -> OutputTail {
        var tail = OutputTail()
        for piece in pieces {
            Array(piece.utf8).withUnsafeBytes { tail.append($0, at: SuspendingClock().now) }
        }
        return tail
    }

    @Test(
        arguments: [
            ([], []),
            (["a\nb\n"], ["a", "b"]),
            (["a\nb"], ["a", "b"]),
            (["one ", "line", "\n"], ["one line"]),
            (["1\n2\n3\n4\n5\n"], ["3", "4", "5"]),
            (["\n"], []),
            (["a\n\n"], ["a", ""]),
        ] as [([String], [String])])
    func lastLines(pieces: [String], lines: [String]) { #expect(tail(pieces).lines(3) == lines) }

    @Test func keepsTheEndOfALongStream() {
        let numbers = (0..<20_000).map { "\($0)\n" }
        #expect(tail(numbers).lines(2) == ["19998", "19999"])
        #expect(tail([numbers.joined()]).lines(1) == ["19999"])
    }

    @Test func noArrivalWithoutBytes() { #expect(tail(["", ""]).lastArrival == nil) }
}
