/// Botpress's error body: `{id, code, type, message}`, the only shape that its official client reads, and `description`
/// and `status` for readers of its documentation (vendors.md decision 19).
struct BotpressError {
    let status: Int
    let type: String
    let message: String

    init(_ error: any Error) {
        guard let error = error as? ConcordError else {
            (status, type, message) = (500, "Internal", "An unexpected failure")
            return
        }
        (status, type) = BotpressError.kind(of: error.code)
        message = error.field.map { "\($0): \(error)" } ?? "\(error)"
    }

    private static func kind(of code: ConcordError.Code) -> (Int, String) {
        switch code {
        case .invalidWrite, .malformedBody, .missingDiscriminator, .discriminatorLimit: (400, "InvalidPayload")
        case .tooLarge: (413, "PayloadTooLarge")
        case .notFound: (404, "ResourceNotFound")
        case .ambiguousMatch: (409, "RelationConflict")
        case .unauthorized: (401, "Unauthorized")
        case .forbidden: (403, "Forbidden")
        case .methodNotAllowed: (405, "MethodNotFound")
        case .timedOut: (408, "Internal")
        case .unsupportedMediaType: (415, "UnsupportedMediaType")
        case .tooManyRequests: (429, "RateLimited")
        case .busy: (503, "Internal")
        default: (500, "Internal")
        }
    }

    /// - Parameter random: eight hexadecimal digits of the error's id.
    func answer(at time: Timestamp, random: UInt64) -> VendorAnswer {
        let digits = time.iso8601.prefix(19).filter(\.isNumber)
        let hexadecimal = String(UInt32(truncatingIfNeeded: random), radix: 16)
        let id = "err_\(digits)x\(String(repeating: "0", count: 8 - hexadecimal.count))\(hexadecimal)"
        return VendorAnswer(
            status: status,
            [
                "id": .string(id), "code": .integer(Int64(status)), "type": .string(type),
                "message": .string(message), "description": .string(message), "status": .integer(Int64(status)),
            ]
        )
    }
}
