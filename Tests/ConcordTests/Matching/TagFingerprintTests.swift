import ConcordTesting
import Testing

@testable import Concord

@Suite struct TagFingerprintTests {
    private let key = SipHash.Key(low: 7, high: 11)

    private func fingerprint(_ tags: Tags, _ names: [String]? = nil) -> TagFingerprint? {
        let discriminator = names.map { Discriminator(listing: $0)! } ?? .allTags
        return TagFingerprint(of: tags, discriminator, key: key)
    }

    /// Every set of up to two tags over names and values of up to two letters: pieces may not flow into one another.
    @Test func tellsApartAllSmallTagSets() {
        let words = ["a", "b", "aa", "ab", "ba", "bb"]
        var seen: [TagFingerprint: Tags] = [:]
        for first in words {
            for firstValue in words {
                for second in words {
                    for secondValue in words {
                        let tags: Tags = Tags([(name: first, value: firstValue), (name: second, value: secondValue)])
                        let fingerprint = fingerprint(tags)!
                        if let other = seen.updateValue(tags, forKey: fingerprint) { #expect(other == tags) }
                    }
                }
            }
        }
        #expect(seen.count > 500)
    }

    @Test func looksOnlyAtTheListedTags() {
        let stored: Tags = ["foo": "a", "bar": "b", "baz": "c"]
        #expect(
            fingerprint(stored, ["bar", "baz"]) == fingerprint(["bar": "b", "baz": "c", "foo": "z"], ["baz", "bar"])
        )
        #expect(fingerprint(stored, ["bar", "baz"]) != fingerprint(["bar": "b", "baz": "d"], ["bar", "baz"]))
    }

    /// What a list looks at is hashed as if it were all: also where the listed tags lie apart.
    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func isThatOfTheListedTagsAlone(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let pairs = "abcdefgh".filter { _ in generator.once(in: 2) }.map { name in
                (name: String(repeating: name, count: 1 + generator.pick(0..<9)), value: "\(generator.next())")
            }
            let listed = pairs.filter { _ in generator.once(in: 2) }
            if listed.isEmpty { continue }
            #expect(fingerprint(Tags(pairs), listed.map(\.name)) == fingerprint(Tags(listed)), "seed \(seed)")
            #expect(fingerprint(Tags(pairs), listed.map(\.name) + ["i"]) == nil, "seed \(seed)")
        }
    }

    /// The encoding that databases rely on: each name and each value behind its length in four bytes.
    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func isTheHashOfLengthsAndTexts(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let pairs = (0..<1 + generator.pick(0..<6)).map { index in
            let name = "\(index)" + String(repeating: "n", count: generator.pick(0..<20))
            return (name: name, value: String(repeating: "v", count: 1 + generator.pick(0..<300)))
        }
        var bytes: [UInt8] = []
        for text in pairs.flatMap({ [$0.name, $0.value] }) {
            bytes += [UInt8(text.utf8.count & 0xff), UInt8(text.utf8.count >> 8), 0, 0] + text.utf8
        }
        var hash = SipHash(key: key)
        bytes.withUnsafeBytes { hash.append($0) }
        let (low, high) = hash.finalize()
        #expect(fingerprint(Tags(pairs)) == TagFingerprint(low: low, high: high), "seed \(seed)")
        #expect(fingerprint(Tags(pairs), pairs.map(\.name)) == TagFingerprint(low: low, high: high), "seed \(seed)")
    }

    @Test func doesNotExistWhereAListedTagHasNoValue() {
        #expect(fingerprint(["foo": "a"], ["foo", "bar"]) == nil)
        #expect(fingerprint(["foo": "a", "bar": ""], ["foo", "bar"]) == nil)
        #expect(fingerprint([:]) == nil)
    }

    @Test func comparesBytesAndNotCharacters() {
        #expect(fingerprint(["name": "\u{e9}"]) != fingerprint(["name": "e\u{301}"]))
        #expect(fingerprint(["name": "A"]) != fingerprint(["name": "a"]))
        #expect(fingerprint(["name": "a "]) != fingerprint(["name": "a"]))
    }

    @Test func aListIsASetOfNames() {
        #expect(Discriminator(listing: ["b", "a", "b"]) == Discriminator(listing: ["a", "b"]))
        #expect(Discriminator(listing: []) == nil)
        #expect(Discriminator(listing: ["\u{e9}"]) != Discriminator(listing: ["e\u{301}"]))
    }

    @Test func aDiscriminatorIsReadBackFromItsText() {
        for discriminator in [.allTags, Discriminator(listing: ["*"])!, Discriminator(listing: ["b\"", "a"])!] {
            #expect(Discriminator(text: discriminator.text) == discriminator)
        }
        #expect(Discriminator(text: "[]") == nil)
        #expect(Discriminator(text: "names") == nil)
    }
}
