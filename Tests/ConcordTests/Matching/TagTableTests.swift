import ConcordTesting
import Synchronization
import Testing

@testable import Concord

/// The table against a dictionary, through splits and removals, and under concurrent readers.
@Suite struct TagTableTests {
    private static func fingerprint(_ number: Int) -> TagFingerprint {
        var generator = SeededGenerator(seed: UInt64(number))
        return TagFingerprint(low: generator.next(), high: generator.next())
    }

    @Test(arguments: 0..<6 as Range<UInt64>)
    func knowsWhatADictionaryKnows(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        // Some seeds crowd few tags into the same lines, others split many pages.
        let count = generator.pick([50, 3_000, 60_000])
        let table = TagTable()
        var model: [Int: TagEntry] = [:]
        for step in 0..<(2 * count + 20_000) {
            let number = generator.pick(0..<count)
            let account = UInt32(generator.pick(1..<1_000))
            if generator.once(in: 3) {
                let entry = generator.once(in: 2) ? nil : TagEntry(account, isShared: generator.once(in: 2))
                table.set(entry, of: Self.fingerprint(number))
                model[number] = entry
            } else {
                table.add(account, to: Self.fingerprint(number))
                let old = model[number]
                if old?.oldest != account {
                    model[number] = TagEntry(min(old?.oldest ?? account, account), isShared: old != nil)
                }
            }
            guard step % 97 == 0 else { continue }
            let other = generator.pick(0..<count)
            #expect(table[Self.fingerprint(other)] == model[other], "seed \(seed), step \(step)")
        }
        for number in 0..<count where table[Self.fingerprint(number)] != model[number] {
            Issue.record("seed \(seed): \(number) is \(String(describing: table[Self.fingerprint(number)]))")
        }
    }

    /// All tags are of one part, begin with the same bits and name the same line, which the page's other lines help out.
    @Test func findsTagsThatCrowdOneLine() {
        let table = TagTable()
        let prints = (0..<200).map { TagFingerprint(low: UInt64($0) << 36 | 1, high: 0) }
        for (index, print) in prints.enumerated() { table.add(UInt32(index + 1), to: print) }
        for (index, print) in prints.enumerated() where index % 2 == 0 { table.set(nil, of: print) }
        for (index, print) in prints.enumerated() {
            #expect(table[print]?.oldest == (index % 2 == 0 ? nil : UInt32(index + 1)))
        }
        #expect(table[TagFingerprint(low: 300 << 36 | 1, high: 0)] == nil)
    }

    /// All but the first 14 bits, of which the part keeps six, are compared.
    @Test func tellsFingerprintsApartByEachBitOfTheTag() {
        let (low, high) = (Self.fingerprint(1).low, Self.fingerprint(1).high)
        let others =
            (0..<50).map { TagFingerprint(low: low ^ 1 << $0, high: high) }
            + (50..<64).map { TagFingerprint(low: low, high: high ^ 1 << $0) }
        let table = TagTable()
        table.add(1, to: Self.fingerprint(1))
        for (bit, other) in others.enumerated() { #expect(table[other] == nil, "bit \(bit)") }
        for other in others { table.add(2, to: other) }
        #expect(table[Self.fingerprint(1)] == TagEntry(1, isShared: false))
    }

    @Test func aRenewalKeepsWhatItIsToldAgain() {
        let table = TagTable()
        for number in 0..<1_000 { table.add(7, to: Self.fingerprint(number)) }
        table.add(9, to: Self.fingerprint(1))
        for _ in 0..<2 {
            table.renew { add in
                for number in 1..<2_000 where number % 2 == 1 { add(8, Self.fingerprint(number)) }
                add(5, Self.fingerprint(3))
            }
            for number in 0..<2_000 {
                let shared = number == 3 ? TagEntry(5, isShared: true) : TagEntry(8, isShared: false)
                #expect(table[Self.fingerprint(number)] == (number % 2 == 1 ? shared : nil))
            }
        }
    }

    @Test func takesTwentyFourBytesAFingerprintAtMost() {
        let table = TagTable()
        for number in 0..<300_000 {
            table.add(1, to: Self.fingerprint(number))
            if number > 50_000, number % 10_000 == 0 { #expect(table.bytes <= 24 * number, "\(number)") }
        }
    }

    private final class Flag: Sendable {
        let isRaised = Atomic(false)
    }

    /// Readers see every entry that was there before they looked, with a word that it had, while pages are split and
    /// slots are freed and taken again beside it.
    @Test func readersNeverMissWhatIsThere() async {
        let table = TagTable()
        let steady = 500
        for number in 0..<steady { table.add(UInt32(number + 1), to: Self.fingerprint(number)) }
        let done = Flag()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<3 {
                group.addTask {
                    var wrong = 0
                    while !done.isRaised.load(ordering: .acquiring) {
                        for number in 0..<steady
                        where table[Self.fingerprint(number)]?.oldest != UInt32(number + 1) { wrong += 1 }
                    }
                    #expect(wrong == 0)
                }
            }
            var generator = SeededGenerator(seed: 1)
            for number in steady..<40_000 {
                table.add(UInt32(number + 1), to: Self.fingerprint(number))
                if generator.once(in: 2) { table.set(nil, of: Self.fingerprint(generator.pick(steady..<number + 1))) }
            }
            done.isRaised.store(true, ordering: .releasing)
        }
    }
}
