import ConcordTesting
import Foundation
import Testing

@testable import Concord

@Suite struct IdentifierTests {
    @Test(arguments: 0..<200 as Range<UInt64>)
    func aULIDIsReadBackFromItsText(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let ulid = ULID(high: generator.next(), low: generator.next())
        #expect(ULID(ulid.description) == ulid, "seed \(seed)")
        #expect(ULID(ulid.description.lowercased()) == ulid, "seed \(seed)")
    }

    @Test func ulidsSortByTimeThenByBits() {
        var generator = SeededGenerator(seed: 1)
        let ulids = (0..<100).map { ULID(at: Timestamp(milliseconds: Int64($0)), using: &generator) }
        #expect(ulids.sorted() == ulids)
        #expect(ulids.map(\.description).sorted() == ulids.map(\.description))
    }

    @Test func theSpecificationsExampleHasItsTime() {
        let ulid = ULID("01ARYZ6S41TSV4RRFFQ69G5FAV")
        #expect(ulid.map { $0.high >> 16 } == 1_469_918_176_385)
    }

    @Test func anAccountIDHasTheVendorsForm() throws {
        var generator = SeededGenerator(seed: 1)
        let id = AccountID(ULID(at: SteppingClock.start, using: &generator))
        #expect(try #/user_[0-9A-HJKMNP-TV-Z]{26}/#.wholeMatch(in: id.description) != nil)
        #expect(AccountID(id.description) == id)
        for text in [
            "", "user_", "01ARYZ6S41TSV4RRFFQ69G5FAV", "person_01ARYZ6S41TSV4RRFFQ69G5FAV",
            "user_81ARYZ6S41TSV4RRFFQ69G5FAV", "user_01ARYZ6S41TSV4RRFFQ69G5FAU1", "user_01ARYZ6S41TSV4RRFFQ69G5FAÜ",
        ] {
            #expect(AccountID(text) == nil, "\(text)")
        }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func aTimeIsWrittenAsFoundationWritesIt(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let milliseconds = Int64.random(in: -2_000_000_000_000...10_000_000_000_000, using: &generator)
        let formatter = ISO8601DateFormatter()
        formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
        // Half a millisecond more, because the formatter cuts and a Double is a little less or more than it says.
        let date = Date(timeIntervalSince1970: (Double(milliseconds) + 0.5) / 1000)
        let expected = formatter.string(from: date)
        #expect(Timestamp(milliseconds: milliseconds).iso8601.prefix(19) == expected.prefix(19), "seed \(seed)")
        let fraction = Timestamp(milliseconds: milliseconds).iso8601.suffix(4).dropLast()
        #expect(Int64(fraction) == ((milliseconds % 1000) + 1000) % 1000, "seed \(seed)")
    }
}
