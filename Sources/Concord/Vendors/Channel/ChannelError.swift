/// Channel.io's error body in the shape of its Core API, the only one that the vendor documents (vendors.md decision
/// 43): `{status, commonErrorCode, message, details}`.
struct ChannelError {
    let status: Int
    let code: String
    let message: String
    let field: String?

    init(_ error: any Error) {
        guard let error = error as? ConcordError else {
            self.init(status: 500, code: "internalError", message: "An unexpected failure", field: nil)
            return
        }
        let (status, code) = ChannelError.kind(of: error.code)
        self.init(status: status, code: code, message: "\(error)", field: error.field)
    }

    private init(status: Int, code: String, message: String, field: String?) {
        self.status = status
        self.code = code
        self.message = message
        self.field = field
    }

    private static func kind(of code: ConcordError.Code) -> (Int, String) {
        switch code {
        case .invalidWrite, .malformedBody: (400, "validationFailed")
        case .tooLarge: (413, "validationFailed")
        case .unauthorized: (401, "unauthorized")
        case .forbidden: (403, "forbidden")
        case .notFound: (404, "entityNotFound")
        case .methodNotAllowed: (405, "validationFailed")
        case .timedOut: (408, "validationFailed")
        case .unsupportedMediaType: (415, "validationFailed")
        case .tooManyRequests: (429, "rateLimitExceeded")
        case .busy: (503, "internalError")
        default: (500, "internalError")
        }
    }

    /// `value` is null: errors end in logs, and the value may be somebody's e-mail address.
    var answer: VendorAnswer {
        let details = field.map { field -> JSONValue in
            ["model": "User", "field": .string(field), "value": .null, "message": .string(message)]
        }
        return VendorAnswer(
            status: status,
            [
                "status": .integer(Int64(status)),
                "commonErrorCode": .string(code),
                "message": .string(message),
                "details": .array(details.map { [$0] } ?? []),
            ]
        )
    }
}
