import ConcordTesting
import Foundation
import Testing

@testable import Concord

@Suite struct JSONParserTests {
    private func parse(_ text: String) throws -> JSONValue { try JSONValue(parsing: text.utf8) }

    private func problem(_ text: String) -> String? {
        do {
            _ = try parse(text)
            return nil
        } catch {
            return (error as? JSONSyntaxError)?.problem
        }
    }

    @Test func readsEveryKindOfValue() throws {
        let text =
            #" { "n" : null , "t" : true, "f":false, "i":-12, "d":1.5e3, "s":"a\"\\\/\b\f\n\r\t\u00e9", "a":[1,[]] } "#
        let expected: JSONValue = [
            "n": .null, "t": true, "f": false, "i": -12, "d": .double(1500),
            "s": "a\"\\/\u{8}\u{c}\n\r\t\u{e9}", "a": [1, []],
        ]
        #expect(try parse(text) == expected)
    }

    @Test func keepsIntegersOf64BitsExactly() throws {
        for text in ["9007199254740993", "9223372036854775807", "-9223372036854775808"] {
            #expect(try parse(text).text == text)
        }
        #expect(problem("9223372036854775808") == "An integer beyond 64 bits; send it as a string")
        #expect(problem("1e999") == "A number beyond what a double holds")
    }

    @Test func refusesAMemberThatIsNamedTwice() {
        #expect(problem(#"{"a":1,"b":2,"a":1}"#) == "An object names a member twice")
        #expect(problem(#"{"a":1,"\u0061":1}"#) == "An object names a member twice")
        #expect(problem("{\"\u{e9}\":1,\"e\u{301}\":1}") == nil, "other bytes are another name")
    }

    @Test func refusesHalfOfASurrogatePair() throws {
        #expect(try parse(#""\ud83d\ude00""#) == "😀")
        for text in [#""\ud83d""#, #""\ude00""#, #""\ud83dx""#, #""\ud83d\u0041""#, #""\ud83d\n""#] {
            #expect(problem(text) == "Half of a surrogate pair", "\(text)")
        }
    }

    /// The way for what the store has written takes nothing that the way for any JSON does not, and reads the same.
    @Test(arguments: 0..<200 as Range<UInt64>)
    func readsStoredFieldsAsItReadsAnyJSON(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let values: [JSONValue] = [
            "plain", "", "caf\u{e9}", "quo\"te\\", 12, .double(0.5), true, .null, ["a", ["}"]], ["{": "]"],
        ]
        var fields = FieldMap()
        for section in FieldSection.allCases where generator.once(in: 2) {
            for name in ["id", "mail", "\u{1}", "n\"", "long name of a field"] where generator.once(in: 2) {
                let isTag = section == .tags && !generator.once(in: 8)
                fields[section][name] = isTag ? .string(generator.pick(["1", "\u{e9}", "\""])) : generator.pick(values)
            }
        }
        var bytes = fields.json.printed()
        if generator.once(in: 2) {
            let place = generator.pick(bytes.indices)
            let replacement = Array(generator.pick(["", " ", "\"", "{", "}", ",", ":", "\\", "x", "\u{e9}"]).utf8)
            bytes.replaceSubrange(place...place, with: replacement)
        }
        let comment: Comment = "seed \(seed): \(String(decoding: bytes, as: UTF8.self))"
        let expected = (try? JSONValue(parsing: bytes))?.object.map { FieldMap($0) }
        #expect((try? bytes.withUnsafeBufferPointer { try FieldMap(parsing: $0) }) == expected, comment)
        guard let expected, expected.json.printed() == bytes,
            let row = try? bytes.withUnsafeBufferPointer({ try JSONParser.tagRow($0) })
        else { return }
        var texts = TextRow()
        for tag in expected[.tags].members {
            texts.append(tag.name)
            texts.append(tag.value.string ?? "")
        }
        #expect(row == texts, comment)
    }

    @Test func refusesWhatIsNotJSON() {
        let texts = [
            "", " ", "{", "[", "[1", "[1,", "[1,]", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{a:1}",
            "nul", "tru", "+1", "01", "1.", ".5", "1e", "-", "\"", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"a\nb\"",
            "1 2",
            "{} {}", "NaN", "Infinity", "'a'", "\u{feff}{}", "[1 2]", "{\"a\" 1}",
        ]
        for text in texts { #expect(problem(text) != nil, "\(text)") }
    }

    @Test func refusesBytesThatAreNotUTF8() {
        for bytes: [UInt8] in [[0x22, 0xff, 0x22], [0x22, 0xc3, 0x22], [0x22, 0xed, 0xa0, 0x80, 0x22], [0xff]] {
            #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: bytes) }
        }
    }

    @Test func nestsAsDeepAsItSaysAndNoDeeper() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(problem(nested(64)) == nil)
        #expect(problem(nested(65)) == "More than 64 levels of nesting")
        #expect(problem(String(repeating: "{\"a\":", count: 100_000)) == "More than 64 levels of nesting")
    }

    @Test func saysWhereTheTroubleIs() {
        #expect(throws: JSONSyntaxError(problem: "Expected a JSON value", offset: 5)) { try parse("{\"a\":x}") }
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func readsBackWhatIsPrintedAndAgreesWithFoundation(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let value = JSONValue.random(using: &generator, depth: 4)
        let bytes = value.printed()
        #expect(try JSONValue(parsing: bytes) == value, "seed \(seed)")
        #expect(try JSONValue(parsing: bytes).printed() == bytes, "seed \(seed)")
        let theirs = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
        let reprinted = try JSONSerialization.data(withJSONObject: theirs, options: [.fragmentsAllowed])
        let again = try JSONValue(parsing: reprinted)
        #expect(again.comparable == value.comparable, "seed \(seed)")
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func neverTrapsOnDamagedBytes(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var bytes = JSONValue.random(using: &generator, depth: 4).printed()
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let position = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0...2, using: &generator) {
            case 0: bytes[position] = UInt8.random(in: .min ... .max, using: &generator)
            case 1: bytes.insert(UInt8.random(in: .min ... .max, using: &generator), at: position)
            default: bytes = Array(bytes[...position])
            }
        }
        if let value = try? JSONValue(parsing: bytes) {
            #expect((try? JSONValue(parsing: value.printed())) == value, "seed \(seed)")
        }
    }
}

extension JSONValue {
    /// Without the difference between 2 and 2.0, which Foundation's reader does not keep.
    fileprivate var comparable: JSONValue {
        switch self {
        case .integer(let value): .double(Double(value))
        case .array(let elements): .array(elements.map(\.comparable))
        case .object(let object):
            .object(JSONObject(uniqueMembers: object.members.map { ($0.name, $0.value.comparable) }))
        default: self
        }
    }

    fileprivate static func random(using generator: inout SeededGenerator, depth: Int) -> JSONValue {
        switch Int.random(in: 0...(depth > 0 ? 7 : 5), using: &generator) {
        case 0: return .null
        case 1: return .bool(generator.once(in: 2))
        case 2: return .integer(Int64.random(in: -1000...1000, using: &generator))
        case 3: return .double(Double.random(in: -1e6...1e6, using: &generator))
        case 4, 5: return .string(string(using: &generator))
        case 6:
            let count = Int.random(in: 0...4, using: &generator)
            return .array((0..<count).map { _ in random(using: &generator, depth: depth - 1) })
        default:
            var object = JSONObject()
            for _ in 0..<Int.random(in: 0...6, using: &generator) {
                object[string(using: &generator)] = random(using: &generator, depth: depth - 1)
            }
            return .object(object)
        }
    }

    private static func string(using generator: inout SeededGenerator) -> String {
        let letters: [Character] = ["a", "b", "\"", "\\", "\n", "\u{1}", "é", "日", "😀", "/", " ", "\u{7f}"]
        return String((0..<Int.random(in: 0...6, using: &generator)).map { _ in generator.pick(letters) })
    }
}
