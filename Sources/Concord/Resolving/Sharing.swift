import ConcordLinkage

/// Whether a value that several accounts carry is evidence, or too common to be: an office's phone, a call centre's.
public enum Sharing: String, Sendable, Hashable {
    /// All who carry it may be joined by it.
    case usable
    /// Those for whom the company's own systems vouch may; the many who only declared it may not.
    case sharedByDeclared
    /// Nobody may.
    case shared

    /// What the carriers of an identifier make of it.
    ///
    /// A declared carrier alone never makes a verified value shared: a stranger who types a customer's e-mail gains
    /// nothing, and neither do many.
    ///
    /// - Parameters:
    ///   - carriers: all accounts that carry it; others among them are left out.
    ///   - limit: the policy's `sharedAbove`.
    static func of(
        _ identifier: Identifier,
        carriers: some Sequence<AccountEvidence>,
        above limit: Int
    ) -> Sharing {
        CarrierCount(of: identifier, carriers).sharing(above: limit)
    }

    /// Whether a carrier of this trust may use a value that is so shared.
    func isUsable(by trust: Trust) -> Bool {
        switch self {
        case .usable: true
        case .sharedByDeclared: trust == .verified
        case .shared: false
        }
    }
}

/// How many carriers a value has, those that are surely one customer counted once.
///
/// Carriers are one when they have a customer id in common, or are of one space and have the same normalised full name,
/// or are each one with a third: the smallest such equivalence.
struct CarrierCount: Sendable, Hashable {
    let verified: Int
    let all: Int

    init(of identifier: Identifier, _ carriers: some Sequence<AccountEvidence>) {
        let carriers = carriers.compactMap { evidence in evidence.trust(in: identifier).map { (evidence, $0) } }
        all = CarrierCount.classes(carriers.map(\.0))
        verified = CarrierCount.classes(carriers.filter { $0.1 == .verified }.map(\.0))
    }

    func sharing(above limit: Int) -> Sharing {
        if verified > limit { return .shared }
        if all <= limit { return .usable }
        return verified > 0 ? .sharedByDeclared : .shared
    }

    private static func classes(_ carriers: [AccountEvidence]) -> Int {
        var sets = DisjointSets(count: carriers.count)
        var first: [CarrierMark: Int] = [:]
        for (index, carrier) in carriers.enumerated() {
            for mark in carrier.marks {
                if let other = first[mark] { sets.join(other, index) } else { first[mark] = index }
            }
        }
        return sets.count
    }
}

/// What makes two carriers of a shared value one.
enum CarrierMark: Sendable, Hashable {
    case customer(Identifier)
    case name(Space, Identifier)
}

extension AccountEvidence {
    /// What the account may have in common with other carriers of its values, so that both count once.
    var marks: Set<CarrierMark> {
        var marks = Set<CarrierMark>()
        for carried in identifiers where carried.identifier.kind == .customerID {
            marks.insert(.customer(carried.identifier))
        }
        // Normalised here and not with the evidence: few accounts have a shared value, and a name is costly.
        let name = fullName.map { PersonName($0).full } ?? ""
        if !name.isEmpty { marks.insert(.name(space, Identifier("name", name))) }
        return marks
    }
}
