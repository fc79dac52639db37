import Foundation

/// Weighs pairs of profiles by a model, with the frequency of the very values that are equal.
struct PairScorer: Sendable {
    let comparer: PairComparer
    let model: LinkageModel
    let prior: Float
    private let household: Float?
    private let sharedAtHome: [Int]
    private let names: [Int]
    /// `weights[field * 16 + level]`
    let weights: [Float]
    /// For each field and value what its frequency adds to the weight of its level.
    let adjustments: [[Float]]

    init(comparer: PairComparer, model: LinkageModel, random: [RandomAgreement]) {
        self.comparer = comparer
        self.model = model
        prior = Float(model.priorWeight)
        household = model.householdWeight.map { Float($0) }
        sharedAtHome = comparer.fields.indices.filter { comparer.fields[$0].kind.isSharedAtHome }
        names = comparer.fields.indices.filter { comparer.fields[$0].kind.isName }
        weights = model.fields.flatMap { field in (0..<Level.count).map { Float(field.weight($0)) } }
        adjustments = comparer.fields.indices.map { index in
            Self.adjustments(comparer.fields[index].table, model.fields[index], random[index])
        }
    }

    /// The weight of a pair in bits, prior included.
    @inline(__always) func score(_ pair: ProfilePair, _ pattern: ComparisonPattern) -> Float {
        var score = prior
        for field in comparer.fields.indices { score += weight(pair, pattern, field: field) }
        return score + householdLoss(pair, pattern)
    }

    /// What the chance takes away that the two are of one household, at most 0: those share surname, address and number,
    /// so that much of it in common speaks for a person only as far as it speaks against strangers.
    /// Where no name was compared there is nobody to be another member of the household.
    func householdLoss(_ pair: ProfilePair, _ pattern: ComparisonPattern) -> Float {
        guard var shared = household, names.contains(where: { pattern.level(of: $0) != Level.missing }) else {
            return 0
        }
        for field in sharedAtHome { shared += weight(pair, pattern, field: field) }
        return -log2(1 + exp2(shared))
    }

    /// What one field adds to the weight of a pair.
    @inline(__always) func weight(_ pair: ProfilePair, _ pattern: ComparisonPattern, field: Int) -> Float {
        let level = pattern.level(of: field)
        let weight = weights[field * Level.count + Int(level)]
        guard Level.isEqual(level) else { return weight }
        return weight + adjustments[field][Int(comparer.id(of: pair.a, field: field))]
    }

    /// Within a level a rare value weighs more than a common one, in proportion to the share of the agreement that is chance:
    /// values that only their own person has are not told apart by how often that person was seen.
    private static func adjustments(_ table: ValueTable, _ field: LinkageModel.Field, _ random: RandomAgreement)
        -> [Float]
    {
        var squares = [Double](repeating: 0, count: Level.count)
        var sums = [Double](repeating: 0, count: Level.count)
        for (count, level) in zip(table.counts, table.equalLevels) {
            squares[Int(level)] += Double(count) * Double(count)
            sums[Int(level)] += Double(count)
        }
        return zip(table.counts, table.equalLevels).map { count, level in
            let rate = random.rates[Int(level)]
            guard count > 0, rate > 0 else { return 0 }
            let chance = min(1, field.u[Int(level)] / rate)
            return Float(chance * log2(squares[Int(level)] / sums[Int(level)] / Double(count)))
        }
    }
}
