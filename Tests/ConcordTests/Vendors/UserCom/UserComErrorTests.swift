import Testing

@testable import Concord

/// Decision 30 of vendors.md: the errors' shapes.
@Suite struct UserComErrorTests {
    static let errors: [(ConcordError, Int, JSONValue)] = [
        (
            ConcordError(.invalidWrite, "Not a valid string", remedy: "Send a string", field: "city"), 400,
            ["city": ["Not a valid string."]]
        ),
        (ConcordError(.invalidWrite, "No", remedy: "Do"), 400, ["detail": "No. Do."]),
        (ConcordError(.malformedBody, "No", remedy: "Do"), 400, ["detail": "No. Do."]),
        (ConcordError(.tooLarge, "No", remedy: "Do"), 413, ["detail": "No. Do."]),
        (IdentityEngine.notFound, 404, ["detail": "Not found."]),
        (ConcordError(.busy, "No", remedy: "Do"), 503, ["detail": "No. Do."]),
        (ConcordError(.storage, "No", remedy: "Do"), 500, ["detail": "No. Do."]),
    ]

    @Test("Decision 30: a field map or a detail, with the status", arguments: errors)
    func shapes(_ error: ConcordError, _ status: Int, _ body: JSONValue) throws {
        let answer = UserComError(error).answer
        #expect(answer.status == status)
        #expect(try JSONValue(parsing: answer.body) == body)
        #expect(answer.headers["retry-after"] == (status == 503 ? "1" : nil))
    }

    @Test("Decision 30: an error from outside says nothing of itself")
    func foreignError() {
        struct Foreign: Error { let secret = "john@example.com" }
        let answer = UserComError(Foreign()).answer
        #expect(answer.status == 500 && answer.text == #"{"detail":"An unexpected failure."}"#)
    }

    @Test("Decision 30: a user who is not there is 404", arguments: [UserComUserReference.id(9), .userID("9")])
    func notFound(_ reference: UserComUserReference) async throws {
        let store = try UserComStore()
        for answer in [await store.users.getUser(reference), await store.users.removeUser(reference)] {
            #expect(answer.status == 404 && answer.text == #"{"detail":"Not found."}"#)
        }
        let error = await #expect(throws: ConcordError.self) { try await store.users.user(reference) }
        #expect(error?.code == .notFound)
    }

    @Test("No error shows a value that a client sent")
    func noPersonalData() async throws {
        let store = try UserComStore()
        let secret = "secret-value"
        for field in UserComField.listed {
            for value in ["[\"\(secret)\"]", "\"\(secret)\(String(repeating: "!", count: 255))\""] {
                let answer = await store.post("{\"user_id\":\"\(secret)\",\"\(field.name)\":\(value)}")
                #expect(answer.status == 400 && !answer.text.contains(secret), "\(field.name)")
            }
        }
    }
}
