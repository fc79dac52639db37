import Concord
import HTTPTypes

/// One operation of the service: where it is, who may call it, what it does, and how it is described.
struct Endpoint: Sendable {
    let method: HTTPRequest.Method
    let path: PathTemplate
    /// What a caller's key has to allow; `nil` where no key is needed.
    let role: Credential.Role?
    let description: OperationDescription
    let run: @Sendable (Call) async throws -> VendorAnswer
    /// What the operation answers callers with who want server-sent events.
    var stream: (@Sendable (Call) throws -> EventStream)?

    init(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ role: Credential.Role?,
        _ description: OperationDescription,
        run: @escaping @Sendable (Call) async throws -> VendorAnswer
    ) {
        self.method = method
        self.path = PathTemplate(path)
        self.role = role
        self.description = description
        self.run = run
    }
}

/// What `/openapi.json` and the landing page say about an operation.
struct OperationDescription: Sendable {
    /// A parameter in the query, or a header.
    struct Parameter: Sendable {
        let name: String
        let meaning: String
        var isRequired = false
        var schema: JSONValue = ["type": "string"]
    }

    /// A body that the operation takes.
    struct Body: Sendable {
        let contentTypes: [String]
        /// The name of a schema of ``OpenAPISchemas``.
        let schema: String
        var isRequired = true
        /// A body that works as it is, for the page's `curl` line.
        var example: JSONValue?
    }

    let summary: String
    var query: [Parameter] = []
    var body: Body?
    /// The statuses of success, each with the name of its body's schema, or `nil` for an answer without a body.
    var answers: [Int: String?]
    var answerType = "application/json"
}
