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
        let weights = PatternWeights(model)
        var (matches, households) = (0.0, 0.0)
        var sums = [[Double]](repeating: Array(repeating: 0, count: Level.count), count: model.fields.count)
        for (pattern, count) in patterns {
            let (person, household) = weights.weights(pattern)
            let odds = (person: exp2(person), household: exp2(household ?? -.infinity))
            let expected = odds.person / (1 + odds.person + odds.household) * count
            matches += expected
            households += odds.household / (1 + odds.person + odds.household) * count
            for field in sums.indices { sums[field][Int(pattern.level(of: field))] += expected }
        }
        return maximised(model, sums: sums, matches: matches, households: households)
    }

    private func maximised(_ model: LinkageModel, sums: [[Double]], matches: Double, households: Double)
        -> LinkageModel
    {
        var next = model
        // Never no match at all, and never more than half of all pairs.
        next.prior = min(max(matches, 1) / totalPairs, 0.5)
        next.household = min(households / totalPairs, 0.5)
        for field in next.fields.indices {
            let known = sums[field].dropFirst().reduce(0, +)
            for level in 1..<Level.count {
                // Some pairs' worth of the start: levels that the data hardly shows stay alive, and a few dozen pairs
                // do not turn common sense around.
                let start =
                    Self.initialShare(level, random[field], kind: next.fields[field].kind)
                    * Self.startPairs
                next.fields[field].m[level] = (sums[field][level] + start) / (known + Self.startPairs)
                next.fields[field].u[level] = chance(
                    level,
                    of: next.fields[field],
                    matches: sums[field][level],
                    known: known,
                    random[field]
                )
            }
            // Values that differ never speak for one person, not even where nearly all rows are equal.
            let different = Int(Level.different)
            next.fields[field].m[different] = min(next.fields[field].m[different], next.fields[field].u[different])
        }
        return next
    }

    /// How often strangers show a level: what random pairs show without the expected matches among them.
    ///
    /// - Parameter known: the expected matches that have the field.
    private func chance(
        _ level: Int,
        of field: LinkageModel.Field,
        matches: Double,
        known: Double,
        _ random: RandomAgreement
    ) -> Double {
        let least = random.rates[level] * Self.leastChance(level, kind: field.kind)
        let others = max(random.rates[level] * random.pairs - matches, 0)
        let strangers = max(random.pairs - known, 1)
        guard field.kind.isNearlyUnique else { return max(others / strangers, least, Self.floor) }
        // Where a handful of rows have a number, one pair that is no match yet would make strangers share numbers.
        let tempered = (others + least * Self.startPairs) / (strangers + Self.startPairs)
        return max(tempered, least, Self.floor)
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

    /// As many as the pairs that a file of a few hundred rows has, so that it is heard as much as common sense.
    private static let startPairs = 100.0

    private static let floor = 1e-9

    /// The model that training starts from: people mostly agree with themselves.
    static func initial(fields: [FieldComparer], random: [RandomAgreement], prior: Double) -> LinkageModel {
        LinkageModel(
            prior: prior,
            household: prior / 4,
            fields: zip(fields, random).map { field, random in
                LinkageModel.Field(
                    name: field.name,
                    kind: field.kind,
                    m: (0..<Level.count).map { $0 == 0 ? 0 : initialShare($0, random, kind: field.kind) },
                    u: (0..<Level.count).map { $0 == 0 ? 0 : max(random.rates[$0], floor) }
                )
            }
        )
    }

    /// The share of a level among pairs of one person, before anything is known: most are equal, whatever their frequency.
    private static func initialShare(_ level: Int, _ random: RandomAgreement, kind: FieldKind) -> Double {
        switch UInt8(level) {
        case Level.different: kind.initialChange
        case Level.distant: 0.02
        case Level.nearCommon, Level.nearRare: 0.01
        case Level.closeCommon, Level.closeRare: 0.03
        case Level.variant: 0.02
        case Level.swappedCommon, Level.swappedRare: 0.005
        default: (0.87 - kind.initialChange) * random.shares[level]
        }
    }
}

extension FieldKind {
    /// How often two records of one person differ in this, before anything is known: a birthday and an official number stay for
    /// life, a given name nearly so, a surname mostly; people move, and have several addresses and numbers. What a category is
    /// of is not known; it may be a status.
    fileprivate var initialChange: Double {
        switch self {
        case .date, .identifier: 0.01
        case .givenName: 0.03
        case .surname, .fullName, .country: 0.06
        case .category, .text: 0.4
        default: 0.15
        }
    }
}
