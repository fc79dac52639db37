import ConcordTesting
import Testing

@testable import Concord

@Suite struct JSONObjectTests {
    /// Against a plain list of pairs, over random operations.
    @Test(arguments: 0..<100 as Range<UInt64>)
    func behavesLikeAListOfPairs(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let names = ["", "a", "aa", "b", "é", "e\u{301}", "z", "日"]
        var object = JSONObject()
        var model: [(name: String, value: JSONValue)] = []
        for step in 0..<60 {
            let name = generator.pick(names)
            let index = model.firstIndex { Bytewise.equal($0.name, name) }
            let value = JSONValue.integer(Int64(step))
            switch Int.random(in: 0...2, using: &generator) {
            case 0:
                object[name] = value
                if let index { model[index].value = value } else { model.append((name, value)) }
            case 1:
                object[name] = nil
                if let index { model.remove(at: index) }
            default:
                #expect(object.insert(name, value) == (index == nil), "seed \(seed), step \(step)")
                if index == nil { model.append((name, value)) }
            }
            for (name, value) in model { #expect(object[name] == value, "seed \(seed), step \(step)") }
            #expect(object.count == model.count, "seed \(seed), step \(step)")
        }
        let sorted = model.map(\.name).sorted(by: Bytewise.precedes)
        #expect(zip(object.members, sorted).allSatisfy { Bytewise.equal($0.name, $1) }, "seed \(seed)")
    }

    @Test func equalObjectsPrintTheSameBytes() {
        let first: JSONObject = ["b": 1, "a": ["y": 1, "x": 2]]
        let second: JSONObject = ["a": ["x": 2, "y": 1], "b": 1]
        #expect(first == second)
        #expect(JSONValue.object(first).text == #"{"a":{"x":2,"y":1},"b":1}"#)
    }

    @Test func aNumberIsNotTheSameNumberOfAnotherKind() {
        #expect(JSONValue.integer(1) != .double(1))
        #expect(JSONValue.string("é") != .string("e\u{301}"))
    }
}
