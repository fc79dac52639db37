import Foundation

extension MercuryListUsers {
    /// Reads the parameters as an address has them, decoded; an absent or empty one is not asked for, save for a limit,
    /// which has to be a number.
    ///
    /// - Throws: ``ConcordError`` `invalidQuery`, with the parameter's name; `notFound` for a `startId` that is no id.
    public init(
        stageIds: String?,
        filters: String?,
        sortBy: String?,
        startId: String?,
        limit: String?
    ) throws {
        self.init(
            filters: try MercuryListUsers.filters(filters ?? ""),
            sortBy: try MercuryListUsers.sortKeys(sortBy ?? ""),
            startID: try startId.flatMap { $0.isEmpty ? nil : try MercuryListUsers.id($0) },
            limit: try limit.map(MercuryListUsers.limit) ?? MercuryListUsers.defaultLimit,
            stageIDs: MercuryListUsers.stages(stageIds ?? "")
        )
    }

    /// Reads the query of an address, without its question mark. Of a parameter that appears twice the last counts, and
    /// unknown ones are ignored.
    ///
    /// - Throws: as ``init(stageIds:filters:sortBy:startId:limit:)``; `malformedBody` for what is not percent-encoded UTF-8.
    public init(query: String) throws {
        let parameters = try FormBody.members(Array(query.utf8))
        // A form's empty value is null; `limit=` is still not a number.
        func text(_ name: String) -> String? { parameters[name].map { $0.string ?? "" } }
        try self.init(
            stageIds: text("stageIds"),
            filters: text("filters"),
            sortBy: text("sortBy"),
            startId: text("startId"),
            limit: text("limit")
        )
    }

    /// Empty for no stage filter; ids trimmed (vendors.md 52).
    private static func stages(_ text: String) -> [String]? {
        if text.isEmpty { return nil }
        return text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    private static func sortKeys(_ text: String) throws -> [SortKey] {
        if text.isEmpty { return [] }
        return try text.split(separator: ",", omittingEmptySubsequences: false).map { item in
            let name = item.dropFirst()
            // A plus that nobody encoded arrives as a space (vendors.md 49).
            guard let prefix = item.first, "+- ".contains(prefix), let first = name.first, !"+- ".contains(first) else {
                throw refusal(
                    "sortBy", "An item of the list is not a name behind + or -", "Send such as +user.lastName")
            }
            return SortKey(field(String(name)), descending: prefix == "-")
        }
    }

    private static func id(_ text: String) throws -> PersonID {
        guard let id = PersonID(text) else {
            throw ConcordError(.notFound, "No user has this id", remedy: "Send a userId of a listing", field: "startId")
        }
        return id
    }

    private static func limit(_ text: String) throws -> Int {
        let isNumber = !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        // Digits that no integer holds are a number above the maximum.
        let number = isNumber ? Int(text) ?? maximumLimit : 0
        guard number > 0 else {
            throw refusal("limit", "The limit is not a positive integer", "Send 1 to \(maximumLimit)")
        }
        return min(number, maximumLimit)
    }

    static func refusal(_ parameter: String, _ problem: String, _ remedy: String) -> ConcordError {
        ConcordError(.invalidQuery, problem, remedy: remedy, field: parameter)
    }
}

/// The parameter `filters` (vendors.md 53).
extension MercuryListUsers {
    private static func filters(_ text: String) throws -> [Filter] {
        if text.isEmpty { return [] }
        let value: JSONValue
        do {
            value = try JSONValue(parsing: text.utf8)
        } catch let error as JSONSyntaxError {
            throw refusal(
                "filters", "Not JSON: \(error.problem), at byte \(error.offset)", "Send a JSON array of filters")
        }
        guard let elements = value.array else {
            throw refusal("filters", "The filters are \(value.kind)", "Send a JSON array of filters")
        }
        return try elements.map(filter)
    }

    private static func filter(_ value: JSONValue) throws -> Filter {
        guard let members = value.object else {
            throw refusal("filters", "A filter is \(value.kind)", "Send objects with mode, field, operator and value")
        }
        let modes = Filter.Mode.allCases.map(\.rawValue)
        guard let mode = Filter.Mode(rawValue: try string("mode", of: members)) else {
            throw refusal("filters", "A filter has an unknown mode", "Send \(modes.joined(separator: " or "))")
        }
        let operators = Filter.Operator.allCases.map(\.rawValue)
        guard let comparison = Filter.Operator(rawValue: try string("operator", of: members)) else {
            throw refusal(
                "filters", "A filter has an unknown operator", "Send one of \(operators.joined(separator: ", "))")
        }
        let field = field(try string("field", of: members))
        guard !comparison.needsValue || members["value"] != nil else {
            throw refusal("filters", "A filter has no value", "Send null to ask for users without one")
        }
        return try Filter(mode, field, comparison, members["value"] ?? .null)
    }

    private static func string(_ name: String, of members: JSONObject) throws -> String {
        guard let value = members[name] else {
            throw refusal("filters", "A filter has no \(name)", "Send mode, field, operator and value")
        }
        guard let text = value.string, !text.isEmpty else {
            throw refusal("filters", "A filter's \(name) is \(value == "" ? "empty" : value.kind)", "Send a string")
        }
        return text
    }
}
