import Documents
import Testing

@testable import Planning

/// The `php:` variables as an ini file; the end-to-end tests show PHP reading it.
@Suite struct PHPSettingsTests {
    private func text(_ value: JSONValue) -> String {
        PHPSettings(platformVariables: .object([.init("php:a.b", value)])).text
    }

    @Test func values() {
        #expect(text("256M") == "a.b = '256M'\n")
        #expect(text("") == "a.b = \"\"\n")
        #expect(text("a ${HOME} \\ \"b\" ; c\nd") == "a.b = 'a ${HOME} \\ \"b\" ; c\nd'\n")
        #expect(text("it's") == "a.b = 'it'\"'\"'s'\n")
        #expect(text("'") == "a.b = \"'\"\n")
        #expect(text("E_ALL & ~E_NOTICE") == "a.b = E_ALL & ~E_NOTICE\n")
        #expect(text("E_ALL;x") == "a.b = 'E_ALL;x'\n")
        #expect(text(true) == "a.b = On\n")
        #expect(text(false) == "a.b = Off\n")
        #expect(text(-5) == "a.b = -5\n")
        #expect(text(.float(1.5)) == "a.b = 1.5\n")
        #expect(text(nil) == "a.b = \"\"\n")
    }

    @Test func whatNoIniFileCanHold() {
        let settings = PHPSettings(
            platformVariables: .object([
                .init("php:a|b", "1"), .init("php:on", "1"), .init("php:[x]", "1"), .init("php:9", "1"),
                .init("php:", "1"),
                .init("php:list", [1]), .init("php:nul", "a\0b"), .init("php:good", "1"), .init("app:other", "1"),
            ]))
        #expect(settings.text == "good = '1'\n")
        #expect(settings.leftOut == ["php:a|b", "php:on", "php:[x]", "php:9", "php:", "php:list", "php:nul"])
    }
}
