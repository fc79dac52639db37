import Concord

/// What JSON an answer has to be: written as the vendors' documents describe it, and matched strictly.
indirect enum AnswerShape: Sendable {
    /// An answer without a body.
    case nothing
    case string, integer, bool, any
    case text(@Sendable (String) -> Bool)
    case exactly(JSONValue)
    case nullable(AnswerShape)
    case either(AnswerShape, AnswerShape)
    case array(AnswerShape)
    /// Any names, with values of one shape.
    case map(AnswerShape)
    /// Members that have to be there, and members that may be; no others.
    case object([String: AnswerShape], optional: [String: AnswerShape] = [:])

    /// Where the value differs from the shape, as a path; `nil` when it does not.
    func difference(from value: JSONValue, at path: String = "$") -> String? {
        switch self {
        case .nothing: return path
        case .any: return nil
        case .string: return value.string == nil ? path : nil
        case .integer: return value.integer == nil ? path : nil
        case .bool: return value.bool == nil ? path : nil
        case .text(let isRight): return value.string.map(isRight) ?? false ? nil : path
        case .exactly(let expected): return value == expected ? nil : path
        case .nullable(let shape): return value == .null ? nil : shape.difference(from: value, at: path)
        case .either(let first, let second):
            let isRight = first.difference(from: value) == nil || second.difference(from: value) == nil
            return isRight ? nil : path
        case .array(let shape):
            guard let elements = value.array else { return path }
            return elements.lazy.compactMap { shape.difference(from: $0, at: path + "[]") }.first
        case .map(let shape):
            guard let members = value.object?.members else { return path }
            return members.lazy.compactMap { shape.difference(from: $0.value, at: "\(path).*") }.first
        case .object(let required, let optional):
            guard let object = value.object else { return path }
            if let absent = required.keys.first(where: { object[$0] == nil }) { return "\(path).\(absent) is absent" }
            for member in object.members {
                guard let shape = required[member.name] ?? optional[member.name] else {
                    return "\(path).\(member.name) is undocumented"
                }
                if let difference = shape.difference(from: member.value, at: "\(path).\(member.name)") {
                    return difference
                }
            }
            return nil
        }
    }
}
