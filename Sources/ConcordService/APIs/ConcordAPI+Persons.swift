import Concord
import HTTPTypes

/// `/concord/v1/persons/…`: who is one person, why, and what a human says about it.
extension ConcordAPI {
    private static let person = "/concord/v1/persons/{id}"
    private static let other = OperationDescription.Parameter(
        name: "with",
        meaning: "The other: an id, or VENDOR:SCOPE:KEY.",
        isRequired: true
    )

    var personEndpoints: [Endpoint] {
        [show, how, history, why, whyNot]
            + [
                decision("join", "Decide that two persons are one", schema: "Decision") { engine, left, right, by in
                    ["decision": .integer(try await engine.join(left, right, by))]
                },
                decision("separate", "Decide that two are not one person", schema: "Decision") {
                    engine, left, right, by in
                    ["decision": .integer(try await engine.separate(left, right, by))]
                },
                decision("withdraw", "End the decisions between two", schema: "Decisions") { engine, left, right, by in
                    ["decisions": .array(try await engine.withdraw(left, right, by).map(JSONValue.integer))]
                },
                erase,
            ]
    }

    private static func reading(
        _ path: String,
        _ summary: String,
        schema: String,
        query: [OperationDescription.Parameter] = [],
        run: @escaping @Sendable (Call) async throws -> JSONValue
    ) -> Endpoint {
        Endpoint(.get, path, .reader, OperationDescription(summary: summary, query: query, answers: [200: schema])) {
            VendorAnswer(status: 200, body: try await run($0).printed())
        }
    }

    private var show: Endpoint {
        ConcordAPI.reading(
            ConcordAPI.person, "The person that an id or VENDOR:SCOPE:KEY leads to", schema: "Person"
        ) { call in
            guard case .person(let person)? = try await call.engine.person(call.reference()) else {
                throw ServiceError.noPerson
            }
            return person.json
        }
    }

    private var how: Endpoint {
        ConcordAPI.reading(
            "\(ConcordAPI.person)/how", "The steps in which a person's accounts became one", schema: "Steps"
        ) {
            try await $0.engine.how($0.reference()).json
        }
    }

    private var history: Endpoint {
        ConcordAPI.reading(
            "\(ConcordAPI.person)/history", "What has happened to a person's accounts", schema: "Events"
        ) {
            ["events": .array(try await $0.engine.history(of: $0.reference()).map(\.json))]
        }
    }

    private var why: Endpoint {
        ConcordAPI.reading(
            "\(ConcordAPI.person)/why", "Why two are one person", schema: "Why", query: [ConcordAPI.other]
        ) { call in
            let explanation = try await call.engine.why(call.reference(), call.other())
            return explanation?.json ?? ["steps": .null]
        }
    }

    private var whyNot: Endpoint {
        ConcordAPI.reading(
            "\(ConcordAPI.person)/why-not", "Why two are not one person", schema: "Findings",
            query: [ConcordAPI.other]
        ) {
            try await $0.engine.whyNot($0.reference(), $0.other()).json
        }
    }

    private func decision(
        _ name: String,
        _ summary: String,
        schema: String,
        run: @escaping @Sendable (IdentityEngine, PersonReference, PersonReference, Signature) async throws -> JSONValue
    ) -> Endpoint {
        Endpoint(
            .post, "\(ConcordAPI.person)/\(name)", .writer,
            OperationDescription(
                summary: summary,
                body: .init(
                    contentTypes: ["application/json"], schema: "DecisionRequest",
                    example: ["with": "channel:default:m-1", "by": "ada", "because": "they said so"]),
                answers: [200: schema]
            )
        ) { call in
            let body = try DecisionBody(call)
            let answer = try await run(call.engine, call.reference(), body.other, body.signature)
            return VendorAnswer(status: 200, body: answer.printed())
        }
    }

    private var erase: Endpoint {
        Endpoint(
            .post, "\(ConcordAPI.person)/erase", .writer,
            OperationDescription(summary: "Erase an account, or a person with all accounts", answers: [200: "Erasure"])
        ) { call in
            let erasure = try await call.engine.erase(call.reference())
            let answer: JSONValue = [
                "accounts": .array(erasure.accounts.map { .string($0.description) }),
                "complete": .bool(erasure.isComplete),
            ]
            return VendorAnswer(status: 200, body: answer.printed())
        }
    }
}

extension Call {
    /// The person or account that the path's first name means.
    fileprivate func reference() throws -> PersonReference {
        try Call.reference(capture(0), field: "id")
    }

    /// The one that the query names.
    fileprivate func other() throws -> PersonReference {
        try Call.reference(query()["with"] ?? "", field: "with")
    }

    fileprivate static func reference(_ text: String, field: String) throws -> PersonReference {
        guard let reference = PersonReference(text) else {
            throw ConcordError(
                .invalidWrite,
                "\(field) names nobody",
                remedy: "Send person_…, user_… or VENDOR:SCOPE:KEY",
                field: field
            )
        }
        return reference
    }
}

/// `{"with":…,"by"?:…,"because"?:…}`.
private struct DecisionBody {
    let other: PersonReference
    let signature: Signature

    init(_ call: Call) throws {
        guard let members = try? JSONValue(parsing: call.body).object else {
            throw ConcordError(.malformedBody, "The body is no JSON object", remedy: "Send one in UTF-8")
        }
        func text(_ name: String) throws -> String? {
            switch members[name] {
            case nil, .null: return nil
            case .string(let text) where text.utf8.count <= 1_000: return text
            default:
                throw ConcordError(
                    .invalidWrite,
                    "\(name) is no string of at most 1000 bytes",
                    remedy: "Send a shorter string, or leave it out",
                    field: name
                )
            }
        }
        other = try Call.reference(text("with") ?? "", field: "with")
        signature = Signature(by: try text("by"), because: try text("because"))
    }
}
