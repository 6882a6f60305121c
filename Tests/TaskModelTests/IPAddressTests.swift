import TaskModel
import Testing

struct IPAddressTests {
    /// What `inet_pton(3)` says.
    @Test(arguments: [
        ("0.0.0.0", true), ("255.255.255.255", true), ("256.1.1.1", false), ("1.2.3", false), ("1.2.3.4.5", false),
        ("01.2.3.4", false), ("1.2.3.", false), ("1.2.3.4 ", false), ("١.2.3.4", false), ("", false),
        ("fe80::1.2.3.4", true), ("::1.2.3.4", true), ("1:2:3:4:5:6:7::", true), ("1:2:3:4:5:6:7:8::", false),
        ("::", true),
        ("::ffff:1.2.3.4", true), ("1::2::3", false), ("1:2:3:4:5:6:1.2.3.4", true), ("1.2.3.4::", false),
        ("1:2:3:4:5:6:7:8", true), (":1:2:3:4:5:6:7:8", false), ("1:", false), (":::", false), ("1:::2", false),
        ("::1:", false), ("12345::", false), ("1::2:", false), ("0::1.2.3.4.5", false), ("::01.2.3.4", false),
        ("fe80::1%eth0", false), ("::g", false),
    ])
    func takesLiteralAddressesOnly(text: String, expected: Bool) {
        #expect((IPAddress(text) != nil) == expected)
    }
}
