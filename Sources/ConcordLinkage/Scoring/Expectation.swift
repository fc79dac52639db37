import Foundation

/// Estimates a model by expectation maximisation over counts of comparison patterns.
///
/// The mixture is that of all pairs of rows: pairs that no blocking rule brings together count as pairs of two people. So u is
/// that of random pairs, whatever the rules, and only m and the prior are learnt (Winkler 1988; the conditional independence
/// is Fellegi and Sunter's, 1969). Random pairs contain true ones, which matters for nearly unique values: those expected
/// among the pairs that have the field are taken out of u in each round.
///
/// A round costs the number of patterns times the number of fields, not of pairs.
struct Expectation {
    /// Patterns and how many pairs of rows show them, in a fixed order.
    let patterns: [(pattern: ComparisonPattern, count: Double)]
    let random: [RandomAgreement]
    /// The number of pairs of rows, compared or not.
    let totalPairs: Double
    var maximalRounds = 60

    /// The model that the rounds converge to.
    func estimate(from initial: LinkageModel) -> LinkageModel {
        var model = initial
        for _ in 0..<maximalRounds {
            let next = round(model)
            let change = zip(next.fields, model.fields).reduce(0.0) { change, fields in
                zip(fields.0.m, fields.1.m).reduce(change) { max($0, abs($1.0 - $1.1)) }
            }
            model = next
            if change < 1e-4 { break }
        }
        return model
    }

    private func round(_ model: LinkageModel) -> LinkageModel {
        let weights = model.fields.map { field in (0..<Level.count).map { field.weight($0) } }
        let prior = model.priorWeight
        var matches = 0.0
        var sums = [[Double]](repeating: Array(repeating: 0, count: Level.count), count: weights.count)
        for (pattern, count) in patterns {
            var weight = prior
            for field in weights.indices { weight += weights[field][Int(pattern.level(of: field))] }
            let expected = LinkageModel.probability(weight: weight) * count
            matches += expected
            for field in sums.indices { sums[field][Int(pattern.level(of: field))] += expected }
        }
        return maximised(model, sums: sums, matches: matches)
    }

    private func maximised(_ model: LinkageModel, sums: [[Double]], matches: Double) -> LinkageModel {
        var next = model
        // Never no match at all, and never more than half of all pairs.
        next.prior = min(max(matches, 1) / totalPairs, 0.5)
        for field in next.fields.indices {
            let known = sums[field].dropFirst().reduce(0, +)
            for level in 1..<Level.count {
                // Some pairs' worth of the start: levels that the data hardly shows stay alive, and a few dozen pairs
                // do not turn common sense around.
                let start = Self.initialShare(level, random[field]) * Self.startPairs
                next.fields[field].m[level] = (sums[field][level] + start) / (known + Self.startPairs)
                let rate = random[field].rates[level]
                let others = rate - known / random[field].pairs * next.fields[field].m[level]
                let least = rate * Self.leastChance(level, kind: next.fields[field].kind)
                next.fields[field].u[level] = max(others, least, Self.floor(level, random[field]))
            }
        }
        return next
    }

    /// The least share of the agreement at a level that must be chance: little where values are nearly unique.
    ///
    /// What many rows have cannot be one person's; without this, pairs that agree on one frequent value could all be taken for
    /// matches, which would then be the proof that the value is rare among others.
    private static func leastChance(_ level: Int, kind: FieldKind) -> Double {
        let isUnique = kind.isNearlyUnique
        return switch UInt8(level) {
        case Level.equalRarest: isUnique ? 0.02 : 0.1
        case Level.equalRarest - 1: isUnique ? 0.05 : 0.2
        case Level.equalRarest - 2: isUnique ? 0.3 : 0.5
        case Level.equalCommonest...: 0.9
        default: 0.02
        }
    }

    private static let startPairs = 300.0

    private static func floor(_ level: Int, _ random: RandomAgreement) -> Double {
        Level.isEqual(UInt8(level)) ? 1e-9 : random.resolution
    }

    /// The model that training starts from: people mostly agree with themselves.
    static func initial(fields: [FieldComparer], random: [RandomAgreement], prior: Double) -> LinkageModel {
        LinkageModel(
            prior: prior,
            fields: zip(fields, random).map { field, random in
                LinkageModel.Field(
                    name: field.name,
                    kind: field.kind,
                    m: (0..<Level.count).map { $0 == 0 ? 0 : initialShare($0, random) },
                    u: (0..<Level.count).map { $0 == 0 ? 0 : max(random.rates[$0], floor($0, random)) }
                )
            }
        )
    }

    /// The share of a level among pairs of one person, before anything is known: most are equal, whatever their frequency.
    private static func initialShare(_ level: Int, _ random: RandomAgreement) -> Double {
        switch UInt8(level) {
        case Level.different: 0.06
        case Level.distant: 0.02
        case Level.nearCommon, Level.nearRare: 0.01
        case Level.closeCommon, Level.closeRare: 0.03
        case Level.variant: 0.02
        case Level.swappedCommon, Level.swappedRare: 0.005
        default: 0.81 * random.shares[level]
        }
    }
}
