import ConcordTesting
import Testing

@testable import Concord

/// Bytes that are no JSON, or none that anybody can rely on: refused by every vendor in its own shape, with the place
/// of the trouble, and nothing is written.
@Suite struct MalformedBodyTests {
    /// Asserts a refusal without a trace, and that the store works afterwards.
    private static func expectRefusal(
        of body: [UInt8],
        status: Int = 400,
        saying words: String,
        by vendor: VendorDoor
    ) async throws {
        let engine = try TemporaryStore().open()
        let answer = await vendor.upsert(body, on: engine)
        let sent = "\(vendor): \(String(decoding: body.prefix(200), as: UTF8.self))"
        #expect(answer.status == status, "\(sent)")
        #expect(vendor.documented.objection(to: answer) == nil, "\(sent)")
        #expect(vendor.words(of: answer).contains(words), "\(sent): \(vendor.words(of: answer))")
        #expect(engine.store.queue.catalogue.spaces.isEmpty, "\(sent)")
        #expect(await vendor.upsert(vendor.body(with: #""Rome""#), on: engine).status == 200)
        #expect(try await engine.check().isSound)
    }

    static let values: [(value: String, words: String)] = [
        ("", "Expected a JSON value (at byte "), ("'x'", "Expected a JSON value"), ("nul", "Expected a JSON value"),
        ("NaN", "Expected a JSON value"), ("+1", "Expected a JSON value"), ("01", "Expected a comma"),
        ("1.", "Expected a digit"), ("1e", "Expected a digit"), ("-", "Expected a digit"),
        ("1e999", "A number beyond what a double holds"), ("-1e999", "A number beyond what a double holds"),
        ("9223372036854775808", "An integer beyond 64 bits; send it as a string"),
        ("-9223372036854775809", "An integer beyond 64 bits"), (#""a"#, "The text ends inside a string"),
        ("\"a\nb\"", "A control character in a string"), ("\"a\0b\"", "A control character in a string"),
        (#""\x""#, "Unknown escape in a string"), (#""\u12g4""#, "Expected four hexadecimal digits"),
        (#""\ud800""#, "Half of a surrogate pair"), (#""\udc00""#, "Half of a surrogate pair"),
        (#""\ud800x""#, "Half of a surrogate pair"), (#""\ud83d\u0041""#, "Half of a surrogate pair"),
        (#""\udc00\ud800""#, "Half of a surrogate pair"), (#"{"a":1,"a":1}"#, "An object names a member twice"),
        (#"{"a":1,"\u0061":2}"#, "An object names a member twice"), ("[1,]", "Expected a JSON value"),
        (String(repeating: "[", count: 64) + String(repeating: "]", count: 64), "More than 64 levels of nesting"),
    ]

    @Test(arguments: VendorDoor.allCases)
    func aValueThatIsNoJSONIsRefusedWithItsPlace(vendor: VendorDoor) async throws {
        for (value, words) in Self.values {
            try await Self.expectRefusal(of: Array(vendor.body(with: value).utf8), saying: words, by: vendor)
        }
    }

    static let bodies: [(body: [UInt8], words: String)] = [
        (Array("[]".utf8), "The body is an array"), (Array("\"x\"".utf8), "The body is a string"),
        (Array("null".utf8), "The body is null"), (Array("7".utf8), "The body is an integer"),
        (Array("{".utf8), "The text ends too early"), (Array("{} {}".utf8), "Text after the end"),
        (Array("{a:1}".utf8), "Expected a name in quotes"), (Array(#"{"a" 1}"#.utf8), "Expected a colon"),
        (Array(repeating: UInt8(ascii: "["), count: 100_000), "More than 64 levels of nesting"),
        ([0xEF, 0xBB, 0xBF] + Array("{}".utf8), "Expected a JSON value"),
        ([0x7B, 0x00, 0x7D, 0x00], "Expected a name"),
        ([0x00], "Expected a JSON value"), (Array(" ".utf8), "The text ends too early"),
    ]

    @Test(arguments: VendorDoor.allCases)
    func aBodyThatIsNoObjectIsRefused(vendor: VendorDoor) async throws {
        for (body, words) in Self.bodies { try await Self.expectRefusal(of: body, saying: words, by: vendor) }
    }

    /// Alone, overlong, a surrogate, beyond the last code point, cut off.
    static let noUTF8: [[UInt8]] = [
        [0xFF], [0x80], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82],
    ]

    @Test(arguments: VendorDoor.allCases)
    func bytesThatAreNotUTF8AreRefusedInValuesAndInNames(vendor: VendorDoor) async throws {
        for bytes in Self.noUTF8 {
            for template in [vendor.body(with: #""a%b""#), vendor.body(adding: #""a%b":"x""#)] {
                let parts = template.utf8.split(separator: UInt8(ascii: "%"))
                let body = Array(parts[0]) + bytes + Array(parts[1])
                try await Self.expectRefusal(of: body, saying: "Bytes that are not UTF-8 in a string", by: vendor)
            }
        }
    }

    @Test(arguments: VendorDoor.allCases)
    func aMemberThatIsNamedTwiceIsRefused(vendor: VendorDoor) async throws {
        let member =
            switch vendor {
            case .botpress: #""tags":{}"#
            case .userCom: #""user_id":"2""#
            case .channel: #""profile":{}"#
            }
        let body = vendor.body(adding: member)
        try await Self.expectRefusal(of: Array(body.utf8), saying: "An object names a member twice", by: vendor)
    }

    @Test(arguments: VendorDoor.allCases)
    func aMebibyteIsTakenAndAByteMoreIsRefused(vendor: VendorDoor) async throws {
        let body = Array(vendor.body(with: #""x""#).utf8)
        let largest = body + Array(repeating: UInt8(ascii: " "), count: (1 << 20) - body.count)
        let engine = try TemporaryStore().open()
        #expect(await vendor.upsert(largest, on: engine).status == 200)
        try await Self.expectRefusal(
            of: largest + [UInt8(ascii: " ")],
            status: 413,
            saying: "The request is larger than 1048576 bytes",
            by: vendor
        )
    }

    @Test func theDeepestProfileIsStoredAndShownAndOneLevelMoreIsRefused() async throws {
        let engine = try TemporaryStore().open()
        func body(_ levels: Int) -> String {
            #"{"profile":{"deep":"# + String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
                + "}}"
        }
        #expect(await VendorDoor.channel.upsert(body(61), on: engine).status == 200)
        let shown = await engine.channel().getUser(memberSegment: "1")
        #expect(shown.status == 200)
        let refused = await VendorDoor.channel.upsert(body(62), on: engine)
        #expect(refused.status == 400)
        #expect(VendorDoor.channel.fields(of: refused) == ["deep"])
        #expect(VendorDoor.channel.words(of: refused).contains("Send at most 61 levels"))
    }

    /// 2⁵³ + 1 is the first integer that a double cannot hold.
    @Test func largeIntegersAreKeptExactly() async throws {
        let engine = try TemporaryStore().open()
        let numbers = "[9007199254740993,-9007199254740993,9223372036854775807,-9223372036854775808]"
        #expect(await VendorDoor.channel.upsert(#"{"profile":{"n":\#(numbers)}}"#, on: engine).status == 200)
        let shown = await engine.channel().getUser(memberSegment: "1")
        #expect(VendorDoor.channel.words(of: shown).contains(#""n":\#(numbers)"#))
        let users = engine.userCom()
        let body = Array(#"{"user_id":9007199254740993,"score":9007199254740993}"#.utf8)
        #expect(await users.updateOrCreate(body: body, contentType: nil).status == 200)
        let user = try await users.user(.userID("9007199254740993"))
        #expect(user.values["score"] == 9_007_199_254_740_993)
    }
}
