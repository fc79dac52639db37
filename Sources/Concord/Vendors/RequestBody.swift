/// The members of a request's body, read with the checks that all vendors share.
///
/// The checks throw ``ConcordError`` `invalidWrite` with the field and what is allowed; lengths count Unicode code
/// points and include the limit (vendors.md decision 14).
struct RequestBody {
    /// The most bytes of one request (vendors.md 1.1).
    static let maximumBytes = 1 << 20

    let members: JSONObject

    init(_ members: JSONObject) { self.members = members }

    /// Reads a body that has to be one JSON object.
    init(parsing bytes: [UInt8]) throws {
        try RequestBody.checkSize(of: bytes)
        let value: JSONValue
        do {
            value = try JSONValue(parsing: bytes)
        } catch let error as JSONSyntaxError {
            throw ConcordError(.malformedBody, "\(error)", remedy: "Send one JSON object in UTF-8")
        }
        guard let members = value.object else {
            throw ConcordError(.malformedBody, "The body is \(value.kind)", remedy: "Send one JSON object")
        }
        self.members = members
    }

    /// Refuses more bytes than one request may have.
    static func checkSize(of bytes: [UInt8]) throws {
        guard bytes.count > maximumBytes else { return }
        throw ConcordError(
            .tooLarge,
            "The request is larger than \(maximumBytes) bytes",
            remedy: "Send less in one request"
        )
    }

    /// Refuses a body that calls itself something else than `application/json`, whatever the type's parameters and its
    /// case (RFC 9110, 8.3.1). A body that calls itself nothing passes.
    static func checkIsJSON(contentType: String?) throws {
        // Nearly all say just this.
        guard let contentType, contentType != "application/json" else { return }
        let type = contentType.prefix { $0 != ";" }.split { $0 == " " || $0 == "\t" }
        guard type.map({ $0.lowercased() }) == ["application/json"] else {
            throw ConcordError(
                .unsupportedMediaType,
                "The content type is not JSON",
                remedy: "Send application/json"
            )
        }
    }

    /// A member that is there and not null.
    func value(_ name: String) -> JSONValue? {
        members[name].flatMap { $0 == .null ? nil : $0 }
    }

    /// A string of at most `maximum` code points; `nil` when the member is absent.
    ///
    /// - Parameter null: whether null stands for an absent member instead of being refused.
    func string(_ name: String, maximum: Int, allowsNull null: Bool = false) throws -> String? {
        guard let value = members[name], !(null && value == .null) else { return nil }
        guard let string = value.string else { throw RequestBody.refusal(of: name, value.kind, "a string") }
        try RequestBody.check(string, name, maximum: maximum)
        return string
    }

    /// Booleans as JSON has them; `nil` when the member is absent or null.
    func bool(_ name: String) throws -> Bool? {
        guard let value = value(name) else { return nil }
        guard let bool = value.bool else { throw RequestBody.refusal(of: name, value.kind, "true or false") }
        return bool
    }

    /// An object; `nil` when the member is absent or null.
    func object(_ name: String) throws -> JSONObject? {
        guard let value = value(name) else { return nil }
        guard let object = value.object else { throw RequestBody.refusal(of: name, value.kind, "an object") }
        return object
    }

    /// An array of strings; `nil` when the member is absent or null.
    func strings(_ name: String) throws -> [String]? {
        guard let value = value(name) else { return nil }
        guard let elements = value.array else { throw RequestBody.refusal(of: name, value.kind, "an array of strings") }
        return try elements.map { element in
            guard let string = element.string else {
                throw RequestBody.refusal(of: name, "an array with \(element.kind)", "an array of strings")
            }
            return string
        }
    }

    /// Refuses a string with more than `maximum` code points.
    static func check(_ string: String, _ name: String, maximum: Int) throws {
        guard string.utf8.count > maximum, string.unicodeScalars.count > maximum else { return }
        throw ConcordError(
            .invalidWrite,
            "\(name) is longer than \(maximum) characters",
            remedy: "Send at most \(maximum) characters",
            field: name
        )
    }

    static func refusal(of name: String, _ found: String, _ expected: String) -> ConcordError {
        ConcordError(.invalidWrite, "\(name) is \(found)", remedy: "Send \(expected)", field: name)
    }
}
