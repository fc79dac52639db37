/// Precision and recall of the pairs at least as likely as a threshold.
public struct ThresholdPoint: Codable, Hashable, Sendable {
    /// In bits.
    public let weight: Double
    public let precision: Double
    public let recall: Double
}

/// The truth of rows, as far as it is known.
struct Truth {
    /// For each row the number of its person, 0 where it is unknown.
    let people: [UInt32]

    func isOne(_ a: Int, _ b: Int) -> Bool { people[a] != 0 && people[a] == people[b] }

    /// The number of pairs of rows of one person.
    var pairCount: Int {
        var sizes = [Int](repeating: 0, count: 1 + Int(people.max() ?? 0))
        for person in people { sizes[Int(person)] += 1 }
        return sizes.dropFirst().reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    }

    /// The share of the true pairs that some rule brings together; equal rows are together anyway.
    func blockingRecall(_ index: BlockIndex, _ profiles: Profiles) -> Double {
        var (found, all) = (0, 0)
        var rows = people.enumerated().map { UInt64($1) << 32 | UInt64($0) }
        RadixSort.sort(&rows, bits: 32, 64)
        var first = 0
        for position in rows.indices where rows[position] >> 32 != 0 {
            if rows[position] >> 32 != rows[first] >> 32 { first = position }
            let a = Int(profiles.profileOfRow[Int(UInt32(truncatingIfNeeded: rows[position]))])
            for other in rows[first..<position] {
                let b = Int(profiles.profileOfRow[Int(UInt32(truncatingIfNeeded: other))])
                all += 1
                found += a == b || index.isTogether(a, b) ? 1 : 0
            }
        }
        return all == 0 ? 1 : Double(found) / Double(all)
    }

    /// One point per bit of weight over the scored pairs; equal rows behind a pair are not counted again.
    func curve(_ pairs: [ScoredPair]) -> [ThresholdPoint] {
        var points: [ThresholdPoint] = []
        let all = Double(max(1, pairCount))
        var (found, taken) = (0, 0)
        var next = pairs.first?.weight.rounded(.down) ?? 0
        for pair in pairs {
            if pair.weight < next, taken > 0 {
                points.append(
                    .init(weight: next, precision: Double(found) / Double(taken), recall: Double(found) / all)
                )
                next = pair.weight.rounded(.down)
            }
            taken += 1
            found += isOne(pair.rows.a, pair.rows.b) ? 1 : 0
        }
        if taken > 0 {
            points.append(.init(weight: next, precision: Double(found) / Double(taken), recall: Double(found) / all))
        }
        return points
    }
}
