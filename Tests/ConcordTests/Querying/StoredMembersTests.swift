import ConcordTesting
import Testing

@testable import Concord

/// Reading some members of a printed object gives what reading all of it gives.
@Suite struct StoredMembersTests {
    @Test(arguments: 0..<50 as Range<UInt64>)
    func readsTheWantedMembersOfAnyObject(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let names = (0..<8).map { _ in generator.text() } + ["\\", "\"", "\\\"", "a\\\\"]
        var object: JSONObject = [:]
        for name in names where !generator.once(in: 3) {
            object[name] =
                generator.once(in: 4)
                ? .string(generator.pick(["}", "]", ",", "\\", "\\\"", "{\"a\":1"])) : generator.value()
        }
        let wanted = names.filter { _ in generator.once(in: 2) } + ["absent"]
        let read = try JSONValue.object(object).printed().withUnsafeBufferPointer { try StoredMembers(wanted).read($0) }
        var expected: JSONObject = [:]
        for name in wanted { expected[name] = object[name] }
        #expect(read == expected, "seed \(seed)")
    }

    @Test func readsNothingOfNothing() throws {
        for text in ["{}", ""] {
            #expect(try Array(text.utf8).withUnsafeBufferPointer { try StoredMembers(["a"]).read($0) }.isEmpty)
        }
    }
}
