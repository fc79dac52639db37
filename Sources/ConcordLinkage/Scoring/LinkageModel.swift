public import Foundation

/// A trained Fellegi-Sunter model: for each field and level how often pairs of one person show it (m) and pairs of two do (u).
///
/// It depends on no value of the data and can be kept as a file, read again and applied to data with the same fields.
public struct LinkageModel: Codable, Hashable, Sendable {
    /// The parameters of one field, by level: see ``levelLabels``.
    public struct Field: Codable, Hashable, Sendable {
        public let name: String
        public let kind: FieldKind
        /// Probability of each level among pairs of one person, given that both values are there; level 0 is not used.
        public var m: [Double]
        /// Probability of each level among pairs of two people.
        public var u: [Double]

        /// The weight of a level in bits, `log2(m/u)`; 0 for a missing value.
        public func weight(_ level: Int) -> Double {
            level == 0 || m[level] <= 0 || u[level] <= 0 ? 0 : log2(m[level] / u[level])
        }
    }

    /// The version of the format.
    public private(set) var version = 2
    /// The probability that two rows taken at random are one person.
    public var prior: Double
    /// The probability that two rows taken at random are two people of one household.
    public var household: Double
    public var fields: [Field]

    public init(prior: Double, household: Double = 0, fields: [Field]) {
        self.prior = prior
        self.household = household
        self.fields = fields
    }

    /// What the levels mean, by index.
    public static let levelLabels = (0..<UInt8(Level.count)).map { Level.label($0) }

    /// The prior in bits: what the evidence must outweigh.
    public var priorWeight: Double { log2(prior / (1 - prior)) }

    /// The same of households: how much more often than not two rows are of one, in bits; nil where the model knows of none.
    var householdWeight: Double? { household > 0 ? log2(household / (1 - prior)) : nil }

    /// The probability that belongs to a weight in bits.
    public static func probability(weight: Double) -> Double { 1 / (1 + exp2(-weight)) }

    /// The weight in bits that belongs to a probability.
    public static func weight(probability: Double) -> Double { log2(probability / (1 - probability)) }

    /// The model as JSON, keys sorted, so that equal models are equal files.
    public func encoded() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return try encoder.encode(self)
    }

    /// Reads a model.
    /// - Throws: ``LinkageError`` when the data is no model of a known version.
    public init(decoding data: Data) throws {
        guard let model = try? JSONDecoder().decode(LinkageModel.self, from: data), model.version == 2,
            model.fields.allSatisfy({ $0.m.count == Level.count && $0.u.count == Level.count })
        else {
            throw LinkageError(.input, "The model file is no model of this version", remedy: "Train it again")
        }
        self = model
    }
}

/// Weighs patterns by their levels alone.
struct PatternWeights {
    private let weights: [[Double]]
    private let isShared: [Bool]
    private let isName: [Bool]
    private let prior: Double
    private let household: Double?

    init(_ model: LinkageModel) {
        weights = model.fields.map { field in (0..<Level.count).map { field.weight($0) } }
        isShared = model.fields.map(\.kind.isSharedAtHome)
        isName = model.fields.map(\.kind.isName)
        prior = model.priorWeight
        household = model.householdWeight
    }

    /// The weights of one person and of two of one household, against two who have nothing to do with each other.
    func weights(_ pattern: ComparisonPattern) -> (person: Double, household: Double?) {
        var person = prior
        var shared = 0.0
        var named = false
        for field in weights.indices {
            let level = pattern.level(of: field)
            let weight = weights[field][Int(level)]
            if isName[field], level != Level.missing { named = true }
            person += weight
            if isShared[field] { shared += weight }
        }
        return (person, named ? household.map { $0 + shared } : nil)
    }

    /// The weight of one person against two, of one household or not.
    func weight(_ pattern: ComparisonPattern) -> Double {
        let (person, household) = weights(pattern)
        return household.map { person - log2(1 + exp2($0)) } ?? person
    }
}
