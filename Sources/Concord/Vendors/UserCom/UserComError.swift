/// Why a value is refused, in the words that clients of Django REST framework know, which is what the vendor's API looks
/// like from outside (vendors.md decision 30).
enum UserComRefusal {
    static func of(_ field: String, _ message: String, remedy: String) -> ConcordError {
        ConcordError(.invalidWrite, message, remedy: remedy, field: field)
    }

    static func required(_ field: String) -> ConcordError {
        of(field, "This field is required", remedy: "Send a value that is not blank")
    }

    static func notText(_ field: String) -> ConcordError {
        of(field, "Not a valid string", remedy: "Send a string")
    }

    static func checkNull(_ string: String, _ field: String) throws {
        guard string.utf8.contains(0) else { return }
        throw of(field, "Null characters are not allowed", remedy: "Send a string without them")
    }

    /// Refuses a string with more than `maximum` code points, or with the character NUL, as the framework does.
    static func check(_ string: String, _ field: String, maximum: Int) throws {
        try checkNull(string, field)
        guard string.utf8.count > maximum, string.unicodeScalars.count > maximum else { return }
        throw of(field, "Ensure this field has no more than \(maximum) characters", remedy: "Send a shorter string")
    }
}

/// A body of a kind that the API does not read.
struct UserComUnsupportedMediaType: Error {
    let contentType: String
}

/// User.com's error body: a field's name with its messages, or `detail` (vendors.md decision 30).
struct UserComError {
    let status: Int
    let body: JSONValue
    let headers: [String: String]

    init(_ error: any Error) {
        switch error {
        case let error as UserComUnsupportedMediaType:
            self.init(415, detail: "Unsupported media type \"\(error.contentType)\" in request.")
        case let error as ConcordError: self.init(error)
        default: self.init(500, detail: "An unexpected failure.")
        }
    }

    private init(_ error: ConcordError) {
        switch error.code {
        case .invalidWrite, .malformedBody:
            if let field = error.field {
                let messages: JSONValue = [.string("\(error.message).")]
                self.init(400, .object(JSONObject(uniqueMembers: [(field, messages)])))
            } else {
                self.init(400, detail: "\(error)")
            }
        case .tooLarge: self.init(413, detail: "\(error)")
        case .unauthorized: self.init(401, detail: "Invalid token.")
        case .forbidden: self.init(403, detail: "You do not have permission to perform this action.")
        case .notFound: self.init(404, detail: "Not found.")
        case .methodNotAllowed: self.init(405, detail: "\(error.message).")
        case .timedOut: self.init(408, detail: "\(error)")
        case .tooManyRequests: self.init(429, detail: "\(error)", headers: ["retry-after": "1"])
        case .busy: self.init(503, detail: "\(error)", headers: ["retry-after": "1"])
        default: self.init(500, detail: "\(error)")
        }
    }

    private init(_ status: Int, detail: String, headers: [String: String] = [:]) {
        self.init(status, ["detail": .string(detail)], headers: headers)
    }

    private init(_ status: Int, _ body: JSONValue, headers: [String: String] = [:]) {
        (self.status, self.body, self.headers) = (status, body, headers)
    }

    var answer: VendorAnswer { VendorAnswer(status: status, body, headers: headers) }
}
