import ConcordTesting
import Testing

@testable import Concord

/// Keys are bytes; their order is the values'.
@Suite struct OrderedKeyTests {
    @Test(arguments: 0..<20 as Range<UInt64>)
    func bytesOrderPersonsAsTheSpecificationDoes(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let persons = (0..<120).map { number in
            ListedPerson(
                id: PersonID(ULID(high: 0, low: UInt64(number))),
                lastInteraction: Timestamp(milliseconds: 0),
                properties: ["a": generator.value(), "b": generator.value()]
            )
        }
        for directions in [[false, false], [false, true], [true, false], [true, true]] {
            let order = [
                SortKey(.property("a"), descending: directions[0]), SortKey(.property("b"), descending: directions[1]),
            ]
            let byBytes = persons.map { ListingPlace(key: $0.orderedKey(order), id: $0.id) }.sorted().map(\.id)
            let bySpecification = persons.sorted { ValueOrder.precedes($0, $1, by: order) }.map(\.id)
            #expect(byBytes == bySpecification, "seed \(seed), descending \(directions)")
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func equalComparandsAndNoOthersHaveEqualKeys(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let comparands = (0..<200).compactMap { _ in Comparand(stored: generator.value(depth: 0)) }
        for left in comparands {
            for right in comparands {
                let areEqual = ListingShape.prefix(left) == ListingShape.prefix(right)
                #expect(areEqual == (left.order(right) == 0), "seed \(seed): \(left), \(right)")
            }
        }
    }

    /// No key of a prefix begins with another prefix's bytes, or ranges would run into each other.
    @Test func rangesOfDifferentValuesDoNotMeet() {
        let prefixes =
            ["", "a", "a\0", "ab", "\u{1}"].map { ListingShape.prefix(.text($0)) } + [ListingShape.prefix(nil)]
        for (index, prefix) in prefixes.enumerated() {
            #expect(prefix < prefix.end)
            for other in prefixes[(index + 1)...] {
                #expect(prefix.end <= other || other.end <= prefix)
            }
        }
    }

    @Test func wholeNumbersAreTheSameAsIntegersAndDoubles() {
        #expect(OrderedNumber(Int64(1)) == OrderedNumber(Double(1)))
        #expect(OrderedNumber(Double(-0.0)) == OrderedNumber(Int64(0)))
        #expect(OrderedNumber(Int64(1 << 53) + 1) > OrderedNumber(0x1p53))
        #expect(OrderedNumber(Int64.max) < OrderedNumber(0x1p63))
        #expect(OrderedNumber(Int64.min) == OrderedNumber(-0x1p63))
    }

    @Test func aShapeIsWhatItsTextSays() throws {
        let order = [SortKey(.property("user.\"é")), SortKey(.lastInteraction, descending: true), SortKey(.id)]
        for equality in [nil, "user.company"] {
            let shape = try #require(ListingShape(equality: equality, order: order))
            #expect(ListingShape(text: shape.text) == shape)
        }
        #expect(ListingShape(equality: nil, order: []) == nil)
        #expect(ListingShape(equality: "a", order: [SortKey(.stage)]) == nil)
    }

    @Test func onlyDecidingKeysCount() {
        let (a, b) = (SortKey(.property("a")), SortKey(.property("b"), descending: true))
        let again = SortKey(.property("a"), descending: true)
        #expect([a, b, again].deciding == [a, b])
        #expect([a, SortKey(.id), b].deciding == [a])
        let backwards = SortKey(.id, descending: true)
        #expect([a, backwards, b].deciding == [a, backwards])
    }
}
