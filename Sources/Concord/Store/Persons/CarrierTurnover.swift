/// One account among the carriers of an identifier, before and after a write.
struct CarrierTurnover {
    /// How many other carriers are looked at for company. Where many carriers are few classes, most of them have some
    /// among these.
    static let sample = 32

    let account: Int64
    let trust: Trust
    /// What it was as a carrier; `nil` when it was none.
    let leaving: AccountEvidence?
    /// What it is as a carrier; `nil` when it is none any more.
    let coming: AccountEvidence?

    /// What this does to the number of classes at most.
    ///
    /// - Parameter others: carriers that count wherever this one counts; the account itself may be among them.
    func moves(beside others: [AccountEvidence] = []) -> [CarrierMove] {
        let others = others.filter { $0.number != account }.map(\.marks)
        let moves = [(CarrierMove.Direction.departure, leaving), (.arrival, coming)]
        return moves.compactMap { direction, evidence in
            guard let evidence else { return nil }
            let company = others.isEmpty ? .unknown : CarrierTurnover.company(of: evidence.marks, among: others)
            return CarrierMove(direction, trust, marks: evidence.mostMarks, company: company)
        }
    }

    private static func company(of marks: Set<CarrierMark>, among others: [Set<CarrierMark>]) -> CarrierMove.Company {
        // Who has no mark is a class of their own, whoever else is there.
        if marks.isEmpty { return .unknown }
        if others.contains(where: marks.isSubset) { return .double }
        return others.allSatisfy(marks.isDisjoint) ? .unknown : .mate
    }
}
