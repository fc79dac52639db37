/// The vendor's failure: `{"success": false, "error": {"code", "message"}}` under the matching status (vendors.md 56).
struct MercuryError {
    let status: Int
    let code: String
    let message: String

    init(_ error: any Error) {
        guard let error = error as? ConcordError else {
            (status, code, message) = (500, "internal", "An unexpected failure.")
            return
        }
        (status, code) = (MercuryError.status(of: error.code), error.code.description)
        message = error.field.map { "\($0): \(error)" } ?? "\(error)"
    }

    private static func status(of code: ConcordError.Code) -> Int {
        switch code {
        case .invalidQuery, .invalidWrite, .malformedBody: 400
        case .unauthorized: 401
        case .forbidden: 403
        case .notFound: 404
        case .methodNotAllowed: 405
        case .timedOut: 408
        case .tooLarge: 413
        case .tooManyRequests: 429
        case .busy: 503
        default: 500
        }
    }

    var answer: VendorAnswer {
        VendorAnswer(
            status: status,
            ["success": false, "error": ["code": .string(code), "message": .string(message)]],
            headers: status == 503 ? ["retry-after": "1"] : [:]
        )
    }
}
