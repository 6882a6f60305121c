import Documents
import TestSupport
import Testing

struct JSONWriterTests {
    /// Bit patterns of floats and what Python's `repr` makes of them.
    @Test(arguments: [
        (0, "0.0"),
        (9223372036854775808, "-0.0"),
        (4607182418800017408, "1.0"),
        (13830554455654793216, "-1.0"),
        (4591870180066957722, "0.1"),
        (4609434218613702656, "1.5"),
        (4636737291354636288, "100.0"),
        (4831355200913801216, "1000000000000000.0"),
        (4846369599423283200, "1e+16"),
        (4846369599423283199, "9999999999999998.0"),
        (4847542438873900484, "1.2345678901234568e+16"),
        (4862596447618666293, "1.2345678901234568e+17"),
        (4547007122018943789, "0.0001"),
        (4548482861544840553, "0.00012"),
        (4532020583610935537, "1e-05"),
        (4533404827286226701, "1.2345e-05"),
        (4532020583610935537, "1e-05"),
        (4547007122018943789, "0.0001"),
        (4457293557087583675, "1e-10"),
        (4936209963552724370, "1e+22"),
        (4950912855330343670, "1e+23"),
        (9218868437227405311, "1.7976931348623157e+308"),
        (1, "5e-324"),
        (4503599627370496, "2.2250738585072014e-308"),
        (4614256656552045848, "3.141592653589793"),
        (6103021453049119613, "1e+100"),
        (9097811302482466869, "1.5e+300"),
        (13731694030708141453, "-2.5e-07"),
        (4845873199050653696, "9007199254740992.0"),
        (4845873199050653696, "9007199254740992.0"),
        (4850376798678024192, "1.8014398509481984e+16"),
        (4841369599423283200, "4503599627370496.0"),
        (4861130398305394688, "1e+17"),
        (4728057454347157504, "123456789.0"),
        (4599075939470750515, "0.3"),
        (4604180019048437077, "0.6666666666666666"),
        (17485029721327973432, "-1.989032661366619e+244"),
        (7283207964119141687, "7.761117632285041e+178"),
        (890727360438182992, "3.980498358697587e-249"),
        (15149836622520594227, "-1.5432835417340557e+88"),
        (1736392818365009963, "1.3647584518757569e-192"),
        (10750541312280087032, "-1.3701135617873088e-206"),
        (16781078052021535861, "-1.7160537630466207e+197"),
        (3960482443532127989, "6.294675241195386e-44"),
        (1585446675937841368, "1.0613447212142254e-202"),
        (7713914763314685786, "4.708325160387546e+207"),
        (4439448776366754703, "6.387016158513563e-12"),
        (10165027665383847897, "-9.973130378568733e-246"),
        (1090396360377453094, "8.779753225680271e-236"),
        (10430779633273967791, "-5.795503248498993e-228"),
        (17477362246067780643, "-5.988180159386011e+243"),
        (11632994891556335705, "-1.306052388527796e-147"),
        (10754394637803157173, "-2.436117699484841e-206"),
        (1141153371300629929, "2.233386999150174e-232"),
        (10801332806156616911, "-3.51527970626667e-203"),
        (914761360679426580, "1.5987381841032883e-247"),
        (4078239883182463692, "4.6678633181812096e-36"),
        (10268654918125279152, "-8.441872792105456e-239"),
        (2456641775679608523, "1.9015657400796622e-144"),
        (7731750658069747094, "7.370437700706684e+208"),
    ])
    func writesFloatsAsPythonDoes(bits: UInt64, expected: String) {
        #expect(JSONWriter.python(.float(Double(bitPattern: bits))) == expected)
        #expect(JSONWriter.line(.float(Double(bitPattern: bits))) == expected)
    }

    @Test func sortsKeysAndEscapesInTheMannerOfPython() {
        let value: JSONValue = [
            "b": [1, .float(2.5), true, false, nil], "a": ["é": "😀\u{7f}\u{1}\"\\\n\r\t\u{8}\u{c}/"], "Z": [:], "é": [],
            "😀": .bigInteger("12345678901234567890"), "\u{FFFD}": "x",
        ]
        // json.dumps(value, sort_keys=True)
        let expected =
            #"{"Z": {}, "a": {"\u00e9": "\ud83d\ude00\u007f\u0001\"\\\n\r\t\b\f/"}, "#
            + #""b": [1, 2.5, true, false, null], "#
            + #""\u00e9": [], "\ufffd": "x", "\ud83d\ude00": 12345678901234567890}"#
        #expect(JSONWriter.python(value) == expected)
    }

    @Test func writesTheExamplesOfThePlatform() {
        #expect(JSONWriter.python(["peanut butter", "jelly"]) == #"["peanut butter", "jelly"]"#)
        #expect(
            JSONWriter.python(["milk": "1 liter", "cookies": "1 kg"]) == #"{"cookies": "1 kg", "milk": "1 liter"}"#
        )
    }

    @Test func keepsOrderAndTextOnOneLine() {
        let value: JSONValue = ["b": ["é", 1], "a": ["x": nil], "c": "\u{1b}[0m\u{85}"]
        #expect(JSONWriter.line(value) == #"{"b": ["é", 1], "a": {"x": null}, "c": "\u001b[0m\u0085"}"#)
    }

    @Test func indentsByTwoSpaces() {
        let value: JSONValue = ["b": ["é", 1], "a": [:], "c": [], "d": ["e": ["f": nil]]]
        #expect(
            JSONWriter.pretty(value) == """
                {
                  "b": [
                    "é",
                    1
                  ],
                  "a": {},
                  "c": [],
                  "d": {
                    "e": {
                      "f": null
                    }
                  }
                }
                """
        )
    }

    @Test func floatsThatAreNotFiniteAreNullButForPython() {
        let value: JSONValue = [.float(.infinity), .float(-.infinity), .float(.nan)]
        #expect(JSONWriter.python(value) == "[Infinity, -Infinity, NaN]")
        #expect(JSONWriter.line(value) == "[null, null, null]")
    }

    @Test func readsBackWhatItWrote() throws {
        var random = SeededRandom(seed: 11)
        for _ in 0..<500 {
            let value = JSONValue.random(depth: 4, using: &random)
            for text in [JSONWriter.pretty(value), JSONWriter.line(value)] {
                let (node, diagnostics) = JSONReader.read(SourceFile(name: "x", text: text))
                #expect(diagnostics.isEmpty)
                #expect(try JSONValue(#require(node)) == value)
            }
        }
    }
}

extension JSONValue {
    fileprivate static func random(depth: Int, using random: inout SeededRandom) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 9 : 7), using: &random) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &random))
        case 2: return .integer(Int(truncatingIfNeeded: random.next()))
        case 3: return .bigInteger("-9" + String(random.next()) + "00")
        case 4: return .float(Double.random(in: -1e20...1e20, using: &random))
        case 5, 6: return .string(text(using: &random))
        case 7:
            return .array(
                (0..<Int.random(in: 0..<5, using: &random)).map { _ in .random(depth: depth - 1, using: &random) })
        default:
            return .object(
                (0..<Int.random(in: 0..<12, using: &random)).map { index in
                    Member("\(index)" + text(using: &random), .random(depth: depth - 1, using: &random))
                }
            )
        }
    }

    private static func text(using random: inout SeededRandom) -> String {
        let scalars: [Unicode.Scalar] = ["a", "\0", "\"", "\\", "\n", "é", "\u{301}", "😀", "\u{9b}", "\u{2028}", "/"]
        var text = ""
        for _ in 0..<Int.random(in: 0..<9, using: &random) {
            text.unicodeScalars.append(scalars[Int.random(in: 0..<scalars.count, using: &random)])
        }
        return text
    }
}
