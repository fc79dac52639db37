/// Normalises one column that is no name.
struct ValueNormalizer {
    let kind: FieldKind
    let column: Table.Column

    /// The normalised field: equal values have equal ids; placeholders and values of no sense are missing.
    func field() -> Field {
        var values = Lexicon()
        let plan = kind == .phone ? numberingPlan() : nil
        let order = kind == .date ? dateOrder() : .dayFirst
        var output: [UInt8] = []
        var normalized: [UInt32] = [0]
        normalized.reserveCapacity(column.values.count + 1)
        for id in 0..<UInt32(column.values.count) {
            output.removeAll(keepingCapacity: true)
            column.values.withBytes(of: id + 1) { normalize($0, plan: plan, order: order, into: &output) }
            normalized.append(values.intern(output))
        }
        return Field(name: column.name, kind: kind, ids: column.ids.map { normalized[Int($0)] }, values: values)
    }

    private func normalize(
        _ bytes: UnsafeBufferPointer<UInt8>,
        plan: NumberingPlan?,
        order: DateParts.Order,
        into output: inout [UInt8]
    ) {
        switch kind {
        case .email: normalizeEmail(bytes, into: &output)
        case .phone: normalizePhone(bytes, plan: plan, into: &output)
        case .date:
            if let parts = DateParts.parse(bytes, order: order) { output.append(contentsOf: parts.packedDigits) }
        case .street: AddressWords.normalizeStreet(bytes, into: &output)
        case .company: AddressWords.normalizeCompany(bytes, into: &output)
        case .postcode, .identifier, .houseNumber:
            TextFolding.fold(bytes, into: &output)
            output.removeAll { $0 == UInt8(ascii: " ") }
        default: TextFolding.fold(bytes, into: &output)
        }
        if Placeholders.holds(output[...]) { output.removeAll(keepingCapacity: true) }
        if kind == .identifier, Placeholders.holds(digits: output[...]) { output.removeAll(keepingCapacity: true) }
    }

    private func normalizeEmail(_ bytes: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) {
        guard let at = EmailAddress.normalize(bytes, into: &output) else { return }
        if Placeholders.holds(local: output[..<at]) { output.removeAll(keepingCapacity: true) }
    }

    /// A number that fits no plan is still worth comparing by its digits.
    private func normalizePhone(
        _ bytes: UnsafeBufferPointer<UInt8>,
        plan: NumberingPlan?,
        into output: inout [UInt8]
    ) {
        if !PhoneNumber.normalize(bytes, plan: plan, into: &output), let dialled = Dialled(bytes) {
            output.append(contentsOf: dialled.digits)
        }
        if Placeholders.holds(digits: output[...]) { output.removeAll(keepingCapacity: true) }
    }

    /// The plan of the country that most international numbers of the column belong to.
    private func numberingPlan() -> NumberingPlan? {
        var counts: [String: Int] = [:]
        for id in sampledIDs {
            column.values.withBytes(of: id) { bytes in
                guard let dialled = Dialled(bytes), dialled.isInternational else { return }
                if let plan = NumberingPlan(internationalDigits: dialled.digits) {
                    counts[plan.region, default: 0] += 1
                }
            }
        }
        let commonest = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
        return commonest.flatMap { NumberingPlan(region: $0.key) }
    }

    /// Whether day or month comes first in this column: only one of them can be over 12.
    private func dateOrder() -> DateParts.Order {
        var balance = 0
        for id in sampledIDs {
            let text = column.values.string(id)
            let monthFirst = DateParts(text, order: .monthFirst)
            let dayFirst = DateParts(text, order: .dayFirst)
            guard let monthFirst, monthFirst == dayFirst, monthFirst.day > 12 else { continue }
            let leading = text.prefix { $0.isNumber }
            if Int(leading) == monthFirst.day { balance += 1 }
            if Int(leading) == monthFirst.month { balance -= 1 }
        }
        return balance < 0 ? .monthFirst : .dayFirst
    }

    private var sampledIDs: StrideThrough<UInt32> {
        stride(from: 1, through: UInt32(column.values.count), by: max(1, column.values.count / 2000))
    }
}
